import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fail, ok, type Result } from "@cfa/values/result";

const FILE = "agent.lock";

/** Makes sure that one agent at a time works in a folder. Answers how to let go of it. */
export function lockFolder(folder: string): Result<() => void, string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  for (const attempt of [1, 2]) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
      return ok(() => rmSync(path, { force: true }));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const pid = Number(readFileSync(path, "utf8"));
      if (attempt === 2 || isAlive(pid)) {
        return fail(`Another agent is at work in ${folder} (process ${pid}). Wait for it, or stop it first.`);
      }
      rmSync(path, { force: true }); // left behind by a kill
    }
  }
  throw new Error("a lock was neither taken nor held");
}

/** Whether a process of this number runs; it may be another one by now. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
