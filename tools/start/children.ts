import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

const END_WITH_PARENT = new URL("end-with-parent.mjs", import.meta.url).href;

export type Child = {
  /** Resolves with the exit code when the child has ended. */
  readonly ended: Promise<number>;
  /** Asks the child to end and waits; after five seconds it is killed. */
  readonly stop: () => Promise<void>;
};

/**
 * The processes this start has begun. Each gets a pipe as its standard input that closes when this process dies, however
 * it dies; `stopAll` ends them in reverse order.
 */
export function createChildren() {
  const running: Child[] = [];
  let stopping = false;
  return {
    /** Runs a script under this Node; every line it prints is handed to `line`. */
    run(argv: readonly string[], options: RunOptions): Child {
      if (stopping) throw new Error("no child is begun while all are being ended");
      const child = spawn(process.execPath, ["--import", END_WITH_PARENT, ...argv], {
        cwd: options.cwd,
        env: { ...process.env, ...options.env },
        stdio: ["pipe", "pipe", "pipe"],
        // Its own group: a Ctrl-C in the terminal reaches us alone, and we end the children in order.
        detached: process.platform !== "win32",
      });
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on("line", options.line);
      }
      const ended = new Promise<number>((resolve) => {
        child.on("exit", (code) => resolve(code ?? 1));
        child.on("error", (error) => {
          options.line(error.message);
          resolve(1);
        });
      });
      const handle = { ended, stop: () => stopChild(child, ended) };
      running.push(handle);
      return handle;
    },
    async stopAll(): Promise<void> {
      stopping = true;
      for (const child of running.toReversed()) await child.stop();
    },
  };
}

type RunOptions = {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  readonly line: (line: string) => void;
};

async function stopChild(child: ChildProcess, ended: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(timer);
}
