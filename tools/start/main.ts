import { createWriteStream } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { createApp } from "@cfa/api/app";
import { ensureDemoMembers } from "@cfa/api/demo";
import { createLogger } from "@cfa/api/log";
import { listen, type RunningServer } from "@cfa/api/server";
import { openQueue } from "@cfa/db/queue";
import { startWorker } from "@cfa/worker/worker";
import { z } from "zod";

import { createChildren } from "./children.ts";
import type { Connection } from "./companies.ts";
import { takeDataFolder } from "./data-folder.ts";
import { openStartDatabase } from "./database.ts";
import { findImportFiles, importAll } from "./import.ts";
import { StartProblem } from "./problem.ts";
import { openState } from "./state.ts";
import { syncDemo, syncTally } from "./tally.ts";
import { buildWeb } from "./web-build.ts";

/*
 * npm start: one process with API and worker; PostgreSQL, the fake Tally, the agent and the app's build are its
 * children. The options come checked from tools/start-options.mjs.
 */

const Options = z.object({
  port: z.number(),
  data: z.string(),
  fresh: z.boolean(),
  tally: z.object({ host: z.string(), port: z.number() }).optional(),
  import: z.array(z.string()),
  demo: z.boolean(),
});
type Options = z.infer<typeof Options>;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const startedAt = Date.now();
/** What must be undone when we end, latest first. */
const undo: (() => void | Promise<void>)[] = [];
let ending: Promise<void> | undefined;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));

try {
  await start(Options.parse(JSON.parse(process.argv[2] ?? "{}")));
} catch (error) {
  if (ending === undefined) {
    console.error(error instanceof StartProblem ? error.message : `CFA could not start: ${String(error)}`);
    await end(1);
  }
}

async function start(options: Options): Promise<void> {
  const files = findImportFiles(options.import, process.cwd());
  const folder = resolve(process.cwd(), options.data);
  const data = takeDataFolder(folder, options.fresh);
  undo.push(() => data.release());
  const children = createChildren();
  undo.push(() => children.stopAll());
  const state = openState(folder);

  const web = buildWeb(root, { children, say });
  web.ready.catch(() => undefined); // looked at below, when everything else is up
  const database = await openStartDatabase(folder, say);
  undo.push(() => database.stop());
  const { db } = database;

  const logFile = createWriteStream(join(folder, "cfa.log"), { flags: "a", mode: 0o600 });
  const log = createLogger({ level: "info", to: logFile });
  const publicUrl = `http://127.0.0.1:${options.port}`;
  const config = {
    publicUrl,
    authSecret: state.value.authSecret,
    demo: options.demo,
    webDir: web.folder,
    trustProxy: false,
  };
  const queue = await openQueue(db);
  undo.push(() => queue.close());
  const app = createApp({ db, log, config, enqueue: queue.enqueue });
  const server = await listenOrStop(app, options.port);
  undo.push(() => server.drain({ graceMs: 2_000 }));
  const worker = await startWorker({ db, log });
  undo.push(() => worker.stop());

  const welcome = async (companyId: string): Promise<void> => {
    if (options.demo) await ensureDemoMembers({ db, config, log }, [companyId]);
  };
  const connection: Connection = { db, folder, state, server: server.url, welcome };
  say(`CFA answers at ${server.url}`);
  await Promise.all([web.ready, takeBooksIn(options, files, { connection, children })]);
  sayHowToGetIn(server.url, options);
}

async function takeBooksIn(
  options: Options,
  files: readonly string[],
  means: { connection: Connection; children: ReturnType<typeof createChildren> },
): Promise<void> {
  const sync = { ...means, root, say };
  if (options.demo) await syncDemo(sync);
  if (options.tally !== undefined) await syncTally(sync, options.tally, { isDemo: false });
  if (files.length > 0) {
    const refused = await importAll(files, means.connection, say);
    if (refused > 0) say(`${refused} of ${files.length} files were not imported; each line above says why.`);
  }
}

async function listenOrStop(app: Parameters<typeof listen>[0], port: number): Promise<RunningServer> {
  const listening = await listen(app, { host: "127.0.0.1", port });
  if (listening.ok) return listening.value;
  throw new StartProblem(listening.error.replace("with PORT", "with --port"));
}

function sayHowToGetIn(url: string, options: Options): void {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`
  CFA is ready after ${seconds} s.

    ${url}
`);
  console.log(
    options.demo
      ? `  Sign in there with one tap as the demo owner (Meera Shah) or the demo accountant (Ravi Kulkarni).
  Ctrl-C ends everything; the next start goes on with the same data.
`
      : `  Started without the demo: the sync endpoint is open to paired agents; nobody can sign in to the app yet.
`,
  );
}

function say(line: string): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0).padStart(4);
  console.log(`${seconds} s  ${line}`);
}

/** Ends children and servers in order, once, then the process. */
function end(code: number): Promise<void> {
  ending ??= (async () => {
    for (const step of undo.toReversed()) {
      try {
        await step();
      } catch (error) {
        console.error(`While ending: ${String(error)}`);
      }
    }
    process.exit(code);
  })();
  return ending;
}
