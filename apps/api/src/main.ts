import { openDatabase } from "@cfa/db/client";
import { isDatabaseUnavailable } from "@cfa/db/failure";
import { migrate } from "@cfa/db/migrate";
import { openQueue } from "@cfa/db/queue";
import { checkRunningLogin } from "@cfa/db/roles";

import { createApp, type AppDeps } from "./app.ts";
import { createCompanyEvents } from "./events/company-events.ts";
import { readConfig, type ApiConfig } from "./config.ts";
import { createLogger, type Logger } from "./log.ts";
import { listen } from "./server.ts";

/* The API as a process of its own: `node apps/api/src/main.ts`, settings from the environment (config.ts). */

const config = readConfig(process.env);
if (!config.ok) {
  for (const line of config.error) process.stderr.write(`${line}\n`);
  process.exitCode = 1;
} else {
  const log = createLogger({ level: config.value.logLevel });
  await run(config.value, log).catch((error: unknown) => {
    log.debug({ err: error }, "not started");
    process.stderr.write(`${reasonOf(error, config.value.databaseUrl)}\n`);
    process.exitCode = 1;
  });
}

/** Migrates where it may, checks the login, listens, and goes in good order on SIGTERM or Ctrl-C. */
async function run(config: ApiConfig, log: Logger): Promise<void> {
  const { databaseUrl, databaseOwnerUrl } = config;
  if (databaseOwnerUrl !== null) await migrate({ ownerUrl: databaseOwnerUrl, runUrl: databaseUrl });
  const db = openDatabase({ url: databaseUrl });
  try {
    const login = await checkRunningLogin(db);
    if (!login.ok) throw new Error(login.error);
    const queue = await openQueue(db);
    try {
      await serve(config, { db, log, enqueue: queue.enqueue });
    } finally {
      await queue.close();
    }
  } finally {
    await db.close();
  }
  log.info("stopped");
}

async function serve(config: ApiConfig, deps: Pick<AppDeps, "db" | "log" | "enqueue">): Promise<void> {
  const { log } = deps;
  let draining = false;
  const events = createCompanyEvents(deps);
  const app = createApp({ ...deps, config, events, isDraining: () => draining });
  const listening = await listen(app, { host: config.host, port: config.port });
  if (!listening.ok) throw new Error(listening.error);
  log.info({ url: listening.value.url, publicUrl: config.publicUrl }, "listening");
  const signal = await firstSignal();
  draining = true;
  log.info({ signal }, "draining");
  await Promise.all([events.close(), listening.value.drain()]);
}

/** One plain line for the operator; the database's password stays out of it. */
function reasonOf(error: unknown, databaseUrl: string): string {
  if (!isDatabaseUnavailable(error)) return error instanceof Error ? error.message : String(error);
  const host = URL.canParse(databaseUrl) ? new URL(databaseUrl).host : "DATABASE_URL";
  const { code } = error as { code?: unknown };
  return `The database at ${host} cannot be reached (${typeof code === "string" ? code : "no answer"}). Is it running, and is DATABASE_URL right?`;
}

function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, resolve);
  });
}
