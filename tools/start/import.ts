import { createHash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";

import { importFiles } from "@cfa/agent/import-files";
import { openOutbox } from "@cfa/agent/outbox/outbox";
import { createServerLink } from "@cfa/agent/server-link";
import { importCodeOf } from "@cfa/tally/import-file";
import { readTally } from "@cfa/tally/read";

import { pairAgent, type Connection } from "./companies.ts";
import { StartProblem } from "./problem.ts";

/** A file that may be taken in, and the company it belongs to. */
type Fit = { path: string; sha256: string; kind: string; guid: string; name: string };

/** Throws `StartProblem` for a name that is no file: a typing error is told before anything starts. */
export function findImportFiles(names: readonly string[], cwd: string): string[] {
  return names.map((name) => {
    const path = resolve(cwd, name);
    if (!existsSync(path)) throw new StartProblem(`--import: there is no file ${name}.`);
    if (!statSync(path).isFile()) throw new StartProblem(`--import: ${name} is a folder; give its files.`);
    return path;
  });
}

/**
 * Takes exported files in, company by company, each into the company its own GUID names. A file that cannot be taken
 * is told with its code and the others go on; one that has been taken in before is left alone. Answers how many
 * files were refused.
 */
export async function importAll(
  paths: readonly string[],
  connection: Connection,
  say: (line: string) => void,
): Promise<number> {
  const fit: Fit[] = [];
  let refused = 0;
  for (const path of paths) {
    const found = await inspect(path);
    if (typeof found === "string") {
      refused++;
      say(`Not imported: ${basename(path)}: ${found}`);
    } else if (connection.state.value.imported.includes(found.sha256)) {
      say(`${basename(path)} has been imported before.`);
    } else fit.push(found);
  }
  for (const [guid, files] of Map.groupBy(fit, (file) => file.guid)) {
    const taken = await importCompany(guid, files, { connection, say });
    if (!taken) refused += files.length;
  }
  return refused;
}

async function inspect(path: string): Promise<Fit | string> {
  const read = await readTally(createReadStream(path), {});
  const verdict = importCodeOf(read);
  if (verdict.code !== "import") return `${verdict.code}: ${verdict.message}`;
  if (!read.ok) throw new Error("a file that could not be read was not refused");
  const { kind, companyGuid, companyName } = read.value;
  if (companyGuid === undefined)
    return "not-tally: no object in it carries a GUID, so its company is not known.";
  return { path, kind, guid: companyGuid, name: companyName ?? basename(path), sha256: await hashOf(path) };
}

async function importCompany(
  guid: string,
  files: readonly Fit[],
  options: { connection: Connection; say: (line: string) => void },
): Promise<boolean> {
  const { connection, say } = options;
  const name = files[0]?.name ?? guid;
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
      // Masters first: then vouchers find their ledgers.
      files: files
        .toSorted((a, b) => Number(b.kind === "masters") - Number(a.kind === "masters"))
        .map((file) => file.path),
      say: (line) => say(`  ${line}`),
      now: () => new Date().toISOString(),
    });
    if (!imported.ok || imported.value.state === "failed") {
      const reason = imported.ok ? imported.value.message : imported.error.message;
      say(`Not imported: ${name}: ${reason}`);
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
