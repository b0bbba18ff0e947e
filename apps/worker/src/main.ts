import { openDatabase } from "@cfa/db/client";
import { isDatabaseUnavailable } from "@cfa/db/failure";
import { checkRunningLogin } from "@cfa/db/roles";
import { pino } from "pino";

import { connectionsFor, readConfig, type WorkerConfig } from "./config.ts";
import { startWorker } from "./worker.ts";

/* The worker as a process of its own: DATABASE_URL in, SIGTERM or SIGINT to end after the job in hand. */

const config = readConfig(process.env);
if (!config.ok) refuse(config.error.join("\n"));
else await run(config.value);

async function run(settings: WorkerConfig): Promise<void> {
  const { databaseUrl, logLevel, runsAtOnce, gateway, nudges, telling } = settings;
  const log = pino({ level: logLevel, base: null });
  const db = openDatabase({ url: databaseUrl, poolSize: connectionsFor(runsAtOnce) });
  try {
    const login = await checkRunningLogin(db);
    if (!login.ok) return refuse(login.error);
    const worker = await startWorker({ db, log, runsAtOnce, gateway, nudges, telling });
    await endSignal();
    await worker.stop();
    await db.close();
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error;
    const { message, code } = error as Error & { code?: string };
    refuse(`The database at DATABASE_URL does not answer (${message || code}).`);
  }
}

function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}

function refuse(line: string): void {
  console.error(line);
  process.exitCode = 1;
}
