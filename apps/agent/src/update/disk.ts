import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname } from "node:path";

/*
 * The few things that updates do to the disk. Each step that the plug may be pulled at is told before it is done, so that tests pull it
 * there.
 */

export type Disk = {
  /** undefined: there is no such file, or none that can be read. */
  readonly read: (path: string) => Buffer | undefined;
  /** 0: there is no such file. */
  readonly size: (path: string) => number;
  /** Names in a folder, none where there is no folder. */
  readonly list: (folder: string) => string[];
  /** A file is there whole, the new or the one before: written beside, flushed, renamed over. */
  readonly replace: (path: string, content: Uint8Array | string) => void;
  /** Writes to the end of a file. */
  readonly append: (path: string, content: Uint8Array | string) => void;
  readonly flush: (path: string) => void;
  readonly move: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
};

/** Windows: a scanner that reads a new file holds it for a moment. */
const HELD = new Set(["EPERM", "EACCES", "EBUSY"]);
const TRIES = 20;
const PAUSE_MILLIS = 25;

/** The disk; `step` hears of each step before it is done. */
export function openDisk(step: (what: string) => void = () => undefined): Disk {
  const write = (
    path: string,
    { content, flag }: { content: Uint8Array | string; flag: "w" | "a" },
  ): void => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    step(`open ${basename(path)}`);
    const file = openSync(path, flag, 0o600);
    try {
      step(`write ${basename(path)}`);
      const bytes = Buffer.from(content);
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    } finally {
      closeSync(file);
    }
  };
  const flush = (path: string): void => {
    step(`flush ${basename(path)}`);
    const file = openSync(path, "r+");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  };
  const move = (from: string, to: string): void => {
    step(`move ${basename(from)} to ${basename(to)}`);
    patiently(() => renameSync(from, to));
  };
  return {
    read: (path) => orUndefined(() => readFileSync(path)),
    size: (path) => orUndefined(() => statSync(path).size) ?? 0,
    list: (folder) => orUndefined(() => readdirSync(folder)) ?? [],
    replace: (path, content) => {
      const fresh = `${path}.${process.pid}.new`;
      write(fresh, { content, flag: "w" });
      flush(fresh);
      move(fresh, path);
    },
    append: (path, content) => write(path, { content, flag: "a" }),
    flush,
    move,
    remove: (path) => {
      step(`remove ${basename(path)}`);
      patiently(() => rmSync(path, { force: true }));
    },
  };
}

/** The code of a failure of the system, such as ENOSPC; empty for others. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === "") throw error;
    return undefined;
  }
}

function patiently(act: () => void): void {
  for (let tried = 1; ; tried++) {
    try {
      return act();
    } catch (error) {
      if (process.platform !== "win32" || tried === TRIES || !HELD.has(codeOf(error))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLIS);
    }
  }
}
