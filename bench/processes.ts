import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { AGENT_NODE_FLAGS } from "@cfa/agent/node-flags";

/* The parts of CFA as processes of their own, so that each one's memory and time can be told apart. For benchmarks. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A process that listens: what it said of its addresses, and its end. */
export type Running = {
  readonly pid: number;
  readonly port: number;
  /** Of its second port, where it has one. */
  readonly secondUrl: string | undefined;
  stop(): Promise<void>;
};

/** A fake Tally with a company of that size, and its keyboard. */
export async function startTally(size: "S" | "M" | "L"): Promise<Running> {
  const argv = ["--size", size, "--port", "0", "--control-port", "0"];
  return listening([join(root, "packages/testkit/src/fake-tally/main.ts"), ...argv], { addresses: 2 });
}

/** API and worker in one process on a database; without `worker` the API alone; with the built `app` for a browser, at a port known beforehand. */
export function startServer(
  databaseUrl: string,
  options: {
    demo?: boolean;
    trustProxy?: boolean;
    learning?: boolean;
    worker?: boolean;
    app?: { webDir: string; port: number };
    /** The language model of the assistant; left out: none. */
    model?: { provider: string; model: string; url: string };
  } = {},
): Promise<Running> {
  const flags = JSON.parse(readFileSync(join(root, "apps", "api", "node-flags.json"), "utf8")) as string[];
  return listening([...flags, join(root, "bench", "intake-server.ts")], {
    addresses: 1,
    env: {
      DATABASE_URL: databaseUrl,
      ...(options.demo === true ? { DEMO: "1" } : {}),
      ...(options.trustProxy === true ? { TRUST_PROXY: "1" } : {}),
      ...(options.learning === false ? { LEARNING: "0" } : {}),
      ...(options.worker === false ? { WORKER: "0" } : {}),
      ...(options.model === undefined
        ? {}
        : {
            ASSISTANT_PROVIDER: options.model.provider,
            ASSISTANT_MODEL: options.model.model,
            ASSISTANT_URL: options.model.url,
          }),
      ...(options.app === undefined ? {} : { WEB_DIR: options.app.webDir, PORT: String(options.app.port) }),
    },
  });
}

/** A worker on a database, as docs/operations.md starts one. */
export function startWorker(databaseUrl: string): {
  readonly pid: number | undefined;
  stop(): Promise<void>;
} {
  const child = spawn(process.execPath, [join(root, "apps", "worker", "src", "main.ts")], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: "silent" },
  });
  return { pid: child.pid, stop: () => ended(child) };
}

async function listening(
  argv: readonly string[],
  options: { addresses: number; env?: Record<string, string> },
): Promise<Running> {
  const child = spawn(process.execPath, argv, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...options.env },
  });
  const urls: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    urls.push(...(line.match(/http:\/\/127\.0\.0\.1:\d+\S*/g) ?? []));
    if (urls.length >= options.addresses) break;
  }
  const [first, second] = urls;
  if (first === undefined || child.pid === undefined) throw new Error(`${argv.join(" ")} did not start`);
  child.stdout.resume();
  return { pid: child.pid, port: Number(new URL(first).port), secondUrl: second, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await exit;
}

export type AgentRun = {
  readonly lines: readonly string[];
  readonly peakMb: number;
  readonly code: number | null;
};

/** One sync by the agent; it is killed as soon as it says a line that `killAt` agrees to. */
export async function runAgent(
  folder: string,
  options: { killAt?: (line: string) => boolean } = {},
): Promise<AgentRun> {
  const child = spawn(
    process.execPath,
    [...AGENT_NODE_FLAGS, join(root, "apps/agent/src/main.ts"), "sync", "--once", "--data", folder],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const exit = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentPeakMb(child.pid));
  }, 50);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (options.killAt?.(line) === true) child.kill("SIGKILL");
  }
  clearInterval(watch);
  return { lines, peakMb, code: await exit };
}

/** Linux tells a process's peak; elsewhere it stays 0 and is not claimed. */
export function residentPeakMb(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

function statOf(pid: number): { parent: number; own: number; waited: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, user = 0, system = 0, childUser = 0, childSystem = 0] = [1, 11, 12, 13, 14].map(
      (i) => fields[i],
    );
    return { parent, own: (user + system) / 100, waited: (childUser + childSystem) / 100 };
  } catch {
    return undefined;
  }
}

/** Processor seconds of a process; 0 where the system does not tell them. */
export function cpuSeconds(pid: number): number {
  return statOf(pid)?.own ?? 0;
}

/** A process with all it has started, ended ones included. */
export function cpuSecondsBelow(pid: number): number {
  const own = statOf(pid);
  let total = (own?.own ?? 0) + (own?.waited ?? 0);
  try {
    for (const name of readdirSync("/proc")) {
      const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
      if (stat?.parent === pid) total += stat.own;
    }
  } catch {
    return 0;
  }
  return total;
}

/** What some work brought and how long it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: Number(((performance.now() - started) / 1000).toFixed(2)) };
}
