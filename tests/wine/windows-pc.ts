import { createHash } from "node:crypto";
import { spawn, type ChildProcess } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Chroot } from "./chroot.ts";

const LIMIT_MS = 120_000;
const LOOK_MS = 200;

/** How a program ended, and what it wrote. */
export type Ended = { readonly code: number | null; readonly said: string };

export type Started = {
  readonly ended: Promise<Ended>;
  readonly said: () => string;
};

/** A PC with Windows (Wine) of a test's own. Its user is "root". */
export type WindowsPc = {
  /** C: on this machine. */
  readonly drive: string;
  /** %LOCALAPPDATA% on this machine. */
  readonly appData: string;
  /** Starts a program, by its path in Windows or on this machine. */
  start(program: string, argv?: readonly string[], how?: HowStarted): Started;
  /** Starts it and waits for its end; fails when that takes too long. */
  run(program: string, argv?: readonly string[], how?: HowStarted): Promise<Ended>;
  /** The processes, by their ids on this machine, that run a program of this name. */
  processesOf(name: string): number[];
  /** A value of the registry; undefined where there is none. */
  registryValue(key: string, name: string): Promise<string | undefined>;
  /** Ends everything that runs on it, and takes it away. */
  close(): Promise<void>;
};

export type HowStarted = { readonly env?: Readonly<Record<string, string>>; readonly limitMs?: number };

/** A PC as it is after Windows was installed. */
export async function openWindowsPc(chroot: Chroot): Promise<WindowsPc> {
  const folder = mkdtempSync("/var/tmp/cfa-pc-");
  const prefix = join(folder, "prefix");
  cpSync(chroot.template, prefix, { recursive: true, verbatimSymlinks: true });
  const display = `:${100 + (process.pid % 800)}${Math.floor(Math.random() * 90 + 10)}`;
  const children = new Set<ChildProcess>();
  let count = 0;

  const enter = (argv: readonly string[], env: Readonly<Record<string, string>> = {}): Started => {
    const path = join(folder, `said-${++count}.txt`);
    const file = openSync(path, "w");
    const [program = "", ...rest] = chroot.command(argv, {
      bind: folder,
      env: { WINEPREFIX: prefix, DISPLAY: display, ...env },
    });
    const child = spawn(program, rest, { stdio: ["ignore", file, file], detached: true });
    closeSync(file);
    children.add(child);
    const said = (): string => (existsSync(path) ? readFileSync(path, "utf8") : "");
    const ended = new Promise<Ended>((resolve) =>
      child.once("exit", (code) => {
        children.delete(child);
        resolve({ code, said: said() });
      }),
    );
    return { ended, said };
  };
  const start: WindowsPc["start"] = (program, argv = [], { env } = {}) =>
    enter(["wine", program.startsWith("/") ? bring(program, prefix) : program, ...argv], env);

  enter(["Xvfb", display, "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
  return {
    drive: join(prefix, "drive_c"),
    appData: join(prefix, "drive_c", "users", "root", "AppData", "Local"),
    start,
    run: (program, argv = [], how = {}) =>
      endOf(start(program, argv, how), { program, limitMs: how.limitMs ?? LIMIT_MS }),
    processesOf: (name) => processesOf(name, prefix),
    async registryValue(key, name) {
      const { said } = await endOf(start("reg", ["query", key, "/v", name]), {
        program: "reg",
        limitMs: LIMIT_MS,
      });
      return /REG_\w+\s+(.*?)\r?$/m.exec(said)?.[1];
    },
    async close() {
      await endOf(enter(["wineserver", "-k"]), { program: "wineserver", limitMs: LIMIT_MS }).catch(
        () => undefined,
      );
      for (const child of children) endGroup(child);
      for (const pid of processesOf("", prefix)) endProcess(pid);
      await sleep(LOOK_MS);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A program of this machine as it is seen from the PC: what lies elsewhere is put on its drive. */
function bring(path: string, prefix: string): string {
  if (path.startsWith(prefix)) return path;
  const folder = join(prefix, "drive_c", "brought", createHash("sha256").update(dirname(path)).digest("hex"));
  mkdirSync(folder, { recursive: true });
  const there = join(folder, basename(path));
  if (!existsSync(there)) copyFileSync(path, there);
  return there;
}

async function endOf(
  started: Started,
  { program, limitMs }: { program: string; limitMs: number },
): Promise<Ended> {
  const late = new AbortController();
  const limit = sleep(limitMs, undefined, { signal: late.signal }).then(
    () => {
      throw new Error(`${program} did not end within ${limitMs / 1000} s: ${started.said()}`);
    },
    () => undefined as never,
  );
  try {
    return await Promise.race([started.ended, limit]);
  } finally {
    late.abort();
  }
}

/** The processes of this PC whose command line begins with a program of the name; all with "". */
function processesOf(name: string, prefix: string): number[] {
  return readdirSync("/proc").flatMap((entry) => {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) return [];
    try {
      const [command = ""] = readFileSync(`/proc/${entry}/cmdline`, "utf8").split("\0");
      if (!command.toLowerCase().endsWith(name.toLowerCase())) return [];
      const isHere = readFileSync(`/proc/${entry}/environ`, "utf8").includes(`WINEPREFIX=${prefix}\0`);
      return isHere ? [pid] : [];
    } catch {
      return [];
    }
  });
}

function endGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) endProcess(-pid);
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
