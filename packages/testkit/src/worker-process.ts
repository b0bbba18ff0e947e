import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

import type { TellingSettings } from "@cfa/worker/alerts/telling";

/** What a worker is started with: at the moment `start` its clock shows `shown`. */
export type WorkerSettings = {
  readonly databaseUrl: string;
  readonly masterKey: string;
  /** Where providers are. */
  readonly urls: object;
  readonly start: number;
  readonly shown: Date;
  /** How members are told; left out: they are not. */
  readonly telling?: TellingSettings;
};

/** Starts a worker in a process of its own, and waits until it is at work. */
export async function startWorkerProcess(settings: WorkerSettings): Promise<ChildProcess> {
  const { databaseUrl, masterKey, urls, start, shown, telling = null } = settings;
  const child = spawn(process.execPath, [join(import.meta.dirname, "worker-main.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      MASTER_KEY: masterKey,
      URLS: JSON.stringify(urls),
      TELLING: JSON.stringify(telling),
      CLOCK: JSON.stringify([start, shown.getTime()]),
    },
  });
  for await (const line of createInterface({ input: child.stdout })) if (line === "working") break;
  child.stdout.resume();
  return child;
}

/** Ends it and waits until it has: in order, or killed as it stands. */
export async function endWorkerProcess(
  child: ChildProcess,
  signal: "SIGTERM" | "SIGKILL" = "SIGTERM",
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exit;
}
