import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";

import { OutboxDamaged } from "./seal.ts";

/** The outbox's file in its folder. */
export const OUTBOX_FILE = "outbox.sqlite";

/** SQLite's own numbers of what can go wrong on a disk; the low byte is the class. */
const CORRUPT = 11;
const NOT_A_DATABASE = 26;
const SHORT_READ = 522;
const FULL = 13;
const IO = 10;
const READ_ONLY = 8;
const CANNOT_OPEN = 14;

/** Whether an error says that the file is not what was written: torn, cut or changed. */
export function isDamage(error: unknown): boolean {
  if (error instanceof OutboxDamaged) return true;
  const number = numberOf(error);
  if (number === undefined) return false;
  const isTableGone = number === 1 && /no such (?:table|column)/.test(String(error));
  return [CORRUPT, NOT_A_DATABASE].includes(number % 256) || number === SHORT_READ || isTableGone;
}

/** What a disk that does not take a write says to a person; undefined for any other error. */
export function diskTrouble(
  error: unknown,
  folder: string,
): { code: string; message: string; fix: string } | undefined {
  const number = (numberOf(error) ?? 0) % 256;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (number === FULL || code === "ENOSPC") {
    return {
      code: "disk-full",
      message: `The disk of this PC is full: the agent cannot write to ${folder}. Nothing is lost.`,
      fix: "Free some space; the agent goes on where it stopped.",
    };
  }
  if ([IO, READ_ONLY, CANNOT_OPEN].includes(number) || ["EACCES", "EROFS", "EPERM", "EIO"].includes(code)) {
    return {
      code: "disk-error",
      message: `The agent cannot write to ${folder} (${error instanceof Error ? error.message : code}). Nothing is lost.`,
      fix: "Check the folder's permissions and the disk.",
    };
  }
  return undefined;
}

/** Puts a damaged file beside the new one under a name that says when, and answers that name. */
export function setAside(folder: string, at: Date, name: string = OUTBOX_FILE): string {
  const stamp = at.toISOString().replaceAll(/[:.]/g, "-");
  const kept = join(folder, name.replace(".sqlite", `-damaged-${stamp}.sqlite`));
  for (const tail of ["", "-wal", "-shm"]) {
    const file = join(folder, name + tail);
    if (existsSync(file)) renameSync(file, kept + tail);
  }
  return kept;
}

function numberOf(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode
    : undefined;
}
