import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { createApiClient, type ApiClient } from "@cfa/contract/client";
import { TOKEN_HEADER } from "@cfa/contract/sign-in";
import { removeEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { freePort } from "@cfa/testkit/free-port";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const MARK = "CFA_START_TEST";
/** Starts that have not ended yet: a test that fails or runs out of time leaves none behind. */
const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => toGroup(child, "SIGKILL")));

/** `npm start` as a process of its own, as npm runs it. */
export type Started = {
  readonly url: string;
  /** All it has printed so far. */
  readonly output: () => string;
  /** Resolves when it has printed the text; throws when it ends before. */
  readonly until: (text: string) => Promise<void>;
  /** Its exit code; null after a kill. */
  readonly ended: Promise<number | null>;
  /** What Ctrl-C in a terminal does: every process of the terminal gets the signal. */
  readonly interrupt: () => Promise<number | null>;
  /** `kill -9` of everything npm started, so that nobody can clean up. */
  readonly killHard: () => Promise<void>;
  /** One signal to the process that npm runs. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** The processes it began, directly or not, that live; on systems without /proc none is ever found. */
  readonly living: () => string[];
};

export type StartArguments = {
  readonly data: string;
  readonly port?: number;
  readonly argv?: readonly string[];
  /** Added to the environment; the demo is small unless this says otherwise. */
  readonly env?: Record<string, string>;
};

/** Begins a start. Whatever still runs when a data folder is removed is killed first. */
export async function beginStart(given: StartArguments): Promise<Started> {
  const port = given.port ?? (await freePort());
  const mark = randomUUID();
  const child = spawn(
    process.execPath,
    [join(root, "tools", "start.mjs"), "--port", String(port), "--data", given.data, ...(given.argv ?? [])],
    {
      cwd: tmpdir(),
      env: { ...bareEnvironment(), CFA_DEMO_SIZE: "S", ...given.env, [MARK]: mark },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // a process group of its own, as a terminal makes one
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => void (output += text));
  }
  running.add(child);
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    ended,
    until: async (text) => {
      while (!output.includes(text)) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`ended before it said "${text}":\n${output}`);
        await sleep(50);
      }
    },
    interrupt: () => {
      toGroup(child, "SIGINT");
      return ended;
    },
    killHard: async () => {
      toGroup(child, "SIGKILL");
      await ended;
    },
    signal: (signal) => void child.kill(signal),
    living: () => processesMarked(mark),
  };
}

/** Begins a start that is expected to end by itself, and waits for that. */
export async function startAndEnd(given: StartArguments): Promise<{ code: number | null; output: string }> {
  const started = await beginStart(given);
  const code = await started.ended;
  return { code, output: started.output().trim() };
}

/** Waits until nothing of a start lives any more. */
export async function allEnded(started: Started): Promise<void> {
  while (started.living().length > 0) await sleep(50);
}

/** A new folder for `--data`, and its removal together with a database that may still run on it. */
export function newDataFolder(): { path: string; remove: () => Promise<void> } {
  const parent = mkdtempSync(join(tmpdir(), "cfa-start-"));
  chmodSync(parent, 0o755); // when root runs the tests, the database's server is nobody and must get in
  const path = join(parent, "data");
  return {
    path,
    remove: async () => {
      const left = [...running];
      for (const child of left) toGroup(child, "SIGKILL");
      while (left.some((child) => running.has(child))) await sleep(50);
      await removeEmbeddedPostgres(join(path, "postgres"));
      // What was killed just now may have been writing: a folder that is not empty yet is tried again.
      rmSync(parent, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** The API, signed in as the demo's owner. */
export async function asDemoOwner(url: string): Promise<ApiClient> {
  const response = await fetch(`${url}/api/auth/demo`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role: "owner" }),
  });
  const token = response.headers.get(TOKEN_HEADER);
  if (token === null) throw new Error(`the demo sign-in answered ${response.status}`);
  return createApiClient({
    baseUrl: url,
    fetch: (request, init) => {
      const headers = new Headers(request instanceof Request ? request.headers : init?.headers);
      headers.set("authorization", `Bearer ${token}`);
      return fetch(request, { ...init, headers });
    },
  });
}

/** The tests' own environment, without what would change a start. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, INIT_CWD: ___, ...rest } = process.env;
  return rest;
}

function toGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // The last of the group may have ended a moment ago.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Whatever was begun inherits the mark in its environment. */
function processesMarked(mark: string): string[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc").flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid) || !readFileSync(`/proc/${pid}/environ`, "utf8").includes(`${MARK}=${mark}`))
        return [];
      return [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")];
    } catch {
      return []; // gone meanwhile, or another user's
    }
  });
}
