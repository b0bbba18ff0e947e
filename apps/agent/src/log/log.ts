import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

import { withoutSecrets } from "./mask.ts";

/** The folder of the log in the data folder. */
export const LOG_FOLDER = "logs";

export type LogLevel = "info" | "warn" | "error";

/** The agent's log: one JSON object a line, no secrets, five files at most. */
export type Log = {
  readonly write: (level: LogLevel, message: string) => void;
  /** The last lines, oldest first. */
  readonly tail: (lines: number) => string[];
};

export type LogOptions = {
  readonly folder: string;
  readonly now: () => string;
  /** The largest a file gets; 2 MB when left out. */
  readonly mostBytes?: number;
};

const FILES = 5;
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_MESSAGE = 4_000;
const FILE = "agent.log";

/** Opens the log of a data folder. A disk that takes no line never stops the agent. */
export function openLog({ folder, now, mostBytes = MOST_BYTES }: LogOptions): Log {
  const place = join(folder, LOG_FOLDER);
  const path = (age: number): string => join(place, age === 0 ? FILE : `agent.${age}.log`);
  let bytes = sizeOf(path(0));
  return {
    write(level, message) {
      const text = withoutSecrets(message).slice(0, MOST_MESSAGE);
      const line = `${JSON.stringify({ at: now(), level, message: text })}\n`;
      try {
        if (bytes === 0) mkdirSync(place, { recursive: true, mode: 0o700 });
        if (bytes > 0 && bytes + Buffer.byteLength(line) > mostBytes) {
          shift(path);
          bytes = 0;
        }
        appendFileSync(path(0), line, { mode: 0o600 });
        bytes += Buffer.byteLength(line);
      } catch {
        bytes = sizeOf(path(0)); // a full disk, or somebody took the file away
      }
    },
    tail(lines) {
      const found: string[] = [];
      for (let age = 0; age < FILES && found.length < lines; age++) found.unshift(...linesOf(path(age)));
      return found.slice(-lines);
    },
  };
}

/** The oldest file goes, the others grow older by one. */
function shift(path: (age: number) => string): void {
  rmSync(path(FILES - 1), { force: true });
  for (let age = FILES - 2; age >= 0; age--) if (existsSync(path(age))) renameSync(path(age), path(age + 1));
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
