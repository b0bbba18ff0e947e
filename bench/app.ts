import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";

import { pairCompany } from "@cfa/agent/config";
import { FILE_PROTECTION } from "@cfa/agent/keys/file-protection";
import { openKeyStore } from "@cfa/agent/keys/key-store";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { openDatabase } from "@cfa/db/client";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { createTallyClient } from "@cfa/tally/client";
import { freePort } from "@cfa/testkit/free-port";
import { idOut } from "@cfa/values/ids";
import { openBrowser } from "../tests/browser/chromium.ts";
import { createChildren } from "../tools/start/children.ts";
import { buildWeb } from "../tools/start/web-build.ts";

import { demoCompany } from "./demo-company.ts";
import { firstLoads, screenChanges, weigh } from "./app-pages.ts";
import { runAgent, startServer, startTally } from "./processes.ts";

/*
 * npm run bench:app -- [--size S|M] [--times N]: the app as `npm start` builds and serves it, over loopback, in a real browser: how long
 * a signed-in owner waits for the first figure, how much script that takes, and how long a change of page. Keys of RESULT: docs/benchmarks.md.
 */

const options = parseArgs({ options: { size: { type: "string" }, times: { type: "string" } } }).values;
const size = options.size === "S" ? "S" : "M";
const times = Number(options.times ?? 5);

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = buildWeb(root, { children: createChildren(), say: (line) => console.log(line) });
await web.ready;
const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const tally = await startTally(size);
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 2 });
const app = { webDir: web.folder, port: await freePort() };
const server = await startServer(postgres.runUrl, { demo: true, learning: false, app });
const url = `http://127.0.0.1:${server.port}`;

try {
  const home = `${url}/${await syncedCompany()}`;
  const { context, close } = await openBrowser({ width: 390, height: 844 });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.getByTestId("demo-owner").click();
    await page.getByTestId("nav-home").waitFor();
    await page.close();
    const full = await firstLoads(context, { home, times, slowDown: 1 });
    const slowed = await firstLoads(context, { home, times, slowDown: 4 });
    const weight = await weigh(full.scripts);
    const changes = await screenChanges(context, { home, times, slowDown: 1 });
    const changesSlowed = await screenChanges(context, { home, times, slowDown: 4 });
    const result = {
      size,
      firstFigureMs: full.figure,
      firstFigureSlowedMs: slowed.figure,
      scripts: full.scripts.length,
      gzipBytes: weight.gzip,
      brotliBytes: weight.br,
      changes,
      changeMaxMs: Math.max(...changes.map(({ max }) => max)),
      changesSlowed,
    };
    console.table([full.figure, slowed.figure, ...changes]);
    console.table(changesSlowed);
    console.table(weight);
    console.log(`RESULT ${JSON.stringify(result)}`);
  } finally {
    await close();
  }
} finally {
  await server.stop();
  await db.close();
  await postgres.stop();
  await tally.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The sample company, read from the fake Tally by the agent; the demo's people belong to it. Answers its outward id. */
async function syncedCompany(): Promise<string> {
  const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
  const companies = await client.companies();
  const company = companies.ok ? companies.value[0] : undefined;
  if (company === undefined) throw new Error("the fake Tally shows no company");
  const companyId = await demoCompany({ db, url }, company);
  const agentFolder = join(folder, "agent");
  const pairing = {
    server: url,
    key: await issueApiKey(db, companyId),
    tally: { host: "127.0.0.1", port: tally.port },
    companyGuid: company.guid,
  };
  const paired = pairCompany(agentFolder, pairing, openKeyStore(agentFolder, FILE_PROTECTION));
  if (!paired.ok) throw new Error(paired.error);
  console.log((await runAgent(agentFolder)).lines.at(-1));
  return idOut("company", companyId);
}
