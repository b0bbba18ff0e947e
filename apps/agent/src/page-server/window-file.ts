import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";

import { writeWhole } from "../write-whole.ts";
import { WindowFile } from "./page-protocol.ts";

const FILE = "window.json";

/** Says, to this user alone, who is at work in the folder and how it is spoken with. */
export function writeWindowFile(folder: string, content: WindowFile): void {
  writeWhole(join(folder, FILE), `${JSON.stringify(content)}\n`);
}

/** Who says to be at work in the folder; that need not be true any more. */
export function readWindowFile(folder: string): Result<WindowFile, "none" | "unreadable"> {
  let text: string;
  try {
    text = readFileSync(join(folder, FILE), "utf8");
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    return fail(isMissing ? "none" : "unreadable");
  }
  try {
    return ok(WindowFile.parse(JSON.parse(text)));
  } catch {
    return fail("unreadable");
  }
}

/** Removes the file, unless somebody else has put theirs in its place. */
export function removeWindowFile(folder: string, { secret }: Pick<WindowFile, "secret">): void {
  const there = readWindowFile(folder);
  if (there.ok && there.value.secret === secret) rmSync(join(folder, FILE), { force: true });
}
