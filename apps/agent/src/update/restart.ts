import { spawn } from "node:child_process";

/** Tells a process that is started which one it has to wait for. */
const AFTER = "--after=";
const MOST_WAIT_MILLIS = 15_000;
const PAUSE_MILLIS = 50;

/** A program and its arguments, as they are started. */
export type Command = { readonly file: string; readonly args: readonly string[] };

/** How the same program is started again, to wait until this process has ended. */
export function commandAnew(
  [file, ...before]: readonly [string, ...string[]],
  args: readonly string[],
): Command {
  return { file, args: [...before, `${AFTER}${process.pid}`, ...args] };
}

/** Starts a program beside this process and not below it. */
export function startBeside({ file, args }: Command): void {
  const child = spawn(file, args, { detached: true, stdio: "ignore", windowsHide: true });
  child.on("error", () => undefined); // the next start by hand or at sign-in has it all
  child.unref();
}

/** Waits for the process that `args` name, if they do, and answers the others. */
export function waitForFormer(args: readonly string[], isAlive: (pid: number) => boolean): string[] {
  const after = args.find((arg) => arg.startsWith(AFTER));
  if (after !== undefined) {
    const pid = Number(after.slice(AFTER.length));
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let waited = 0; waited < MOST_WAIT_MILLIS && isAlive(pid); waited += PAUSE_MILLIS) {
      Atomics.wait(pause, 0, 0, PAUSE_MILLIS);
    }
  }
  return args.filter((arg) => arg !== after);
}

/** Whether a process runs. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
