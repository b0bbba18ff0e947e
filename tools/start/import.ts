import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";

import { importFiles } from "@cfa/agent/import-files";
import { openOutbox } from "@cfa/agent/outbox/outbox";
import { createServerLink } from "@cfa/agent/server-link";
import { companyIds } from "@cfa/db/queries/companies";
import { importCodeOf } from "@cfa/tally/import-file";
import { readTally } from "@cfa/tally/read";
import { assert } from "@cfa/values/assert";

import { pairAgent, type Connection } from "./companies.ts";

/** A file that may be taken in, and the company it belongs to. */
type Fit = { path: string; sha256: string; kind: string; guid: string; name: string };

/**
 * Takes exported files in, company by company, each into the company its own GUID names. A file that cannot be taken
 * is told with its code and the others go on; one that has been taken in before is left alone. Answers a line about
 * those that were not taken.
 */
export async function importAll(
  paths: readonly string[],
  connection: Connection,
  say: (line: string) => void,
): Promise<string[]> {
  const fit = new Map<string, Fit>();
  let refused = 0;
  say(`Import: looking at ${paths.length} ${paths.length === 1 ? "file" : "files"}…`);
  for (const path of paths) {
    const found = await inspect(path);
    if (typeof found === "string") {
      refused++;
      say(`Not imported: ${basename(path)}: ${found}`);
    } else if (fit.has(found.sha256)) {
      say(`${basename(path)} has the same content as ${basename(fit.get(found.sha256)?.path ?? "")}.`);
    } else if (await isImported(found, connection)) {
      say(`${basename(path)} has been imported before.`);
    } else fit.set(found.sha256, found);
  }
  for (const [guid, files] of Map.groupBy(fit.values(), (file) => file.guid)) {
    const isTaken = await importCompany(guid, files, { connection, say });
    if (!isTaken) refused += files.length;
  }
  if (refused === 0) return [];
  return [`${refused} of ${paths.length} files were not imported: each line "Not imported" above says why.`];
}

/** Whether the file was taken in by an earlier start, into a company that this database still has. */
async function isImported(file: Fit, connection: Connection): Promise<boolean> {
  const { imported, companies } = connection.state.value;
  if (!imported.includes(file.sha256)) return false;
  const paired = new Set(
    companies.filter((company) => company.tallyGuid === file.guid).map(({ companyId }) => companyId),
  );
  return (await companyIds(connection.db, { isDemo: false })).some((id) => paired.has(id));
}

/** What the file is, or why it is not taken: a code and a sentence. */
async function inspect(path: string): Promise<Fit | string> {
  try {
    const read = await readTally(createReadStream(path), {});
    const verdict = importCodeOf(read);
    if (verdict.code !== "import") return `${verdict.code}: ${verdict.message}`;
    assert(read.ok, "a file that could not be read is refused");
    const { kind, companyGuid, companyName } = read.value;
    if (companyGuid === undefined)
      return "not-tally: no object in it carries a GUID, so its company is not known.";
    return { path, kind, guid: companyGuid, name: companyName ?? basename(path), sha256: await hashOf(path) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return `unreadable: ${(error as Error).message}`;
  }
}

/** Answers whether the company's files were taken in; why not has then been told. */
async function importCompany(
  guid: string,
  files: readonly Fit[],
  options: { connection: Connection; say: (line: string) => void },
): Promise<boolean> {
  const { connection, say } = options;
  // The masters know the company's name best, and vouchers find their ledgers when the masters came before.
  const ordered = files.toSorted((a, b) => Number(b.kind === "masters") - Number(a.kind === "masters"));
  const name = ordered[0]?.name ?? guid;
  say(`Import: "${name}" from ${ordered.map((file) => basename(file.path)).join(", ")}`);
  const agent = await pairAgent(connection, {
    name,
    tallyGuid: guid,
    isDemo: false,
    tally: { host: "127.0.0.1", port: 9000 },
  });
  const outbox = openOutbox(agent.folder);
  try {
    const imported = await importFiles({
      outbox,
      link: createServerLink({ server: connection.server, key: agent.key }),
      company: { guid, name },
      files: ordered.map((file) => file.path),
      say: (line) => say(`  ${line}`),
      now: () => new Date().toISOString(),
    });
    if (!imported.ok || imported.value.state === "failed") {
      const reason = imported.ok
        ? `failed: ${imported.value.message}`
        : `${imported.error.code}: ${imported.error.message}`;
      say(`Not imported: "${name}": ${reason}`);
      return false;
    }
    say(`Imported "${name}": ${imported.value.records} records, ${imported.value.quarantined} set aside.`);
    connection.state.value.imported.push(...files.map((file) => file.sha256));
    connection.state.save();
    return true;
  } finally {
    outbox.close();
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest("hex");
}
