import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { StartProblem } from "./problem.ts";

const MARK = "cfa-data.json";
const LOCK = "start.pid";

/**
 * Makes the data folder ready and takes it for this process. `fresh` empties it first, but only if it is one of ours.
 * Throws `StartProblem` when the folder is not ours, cannot be written or is in use by another start.
 */
export function takeDataFolder(folder: string, fresh: boolean): { release: () => void } {
  const exists = existsSync(folder);
  const known = existsSync(join(folder, MARK));
  try {
    if (exists && !known && readdirSync(folder).length > 0) {
      throw new StartProblem(`${folder} holds something else: give an empty or new folder with --data.`);
    }
    const holder = known ? holderOf(folder) : undefined;
    if (holder !== undefined) {
      throw new StartProblem(
        `CFA runs already on ${folder} (process ${holder}): end it or give another --data.`,
      );
    }
    if (fresh && exists)
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, MARK), JSON.stringify({ product: "CFA", version: 1 }));
    writeFileSync(join(folder, LOCK), String(process.pid));
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(`The data folder ${folder} cannot be used: ${(error as Error).message}`);
  }
  return { release: () => rmSync(join(folder, LOCK), { force: true }) };
}

/** The living process that holds the folder; a dead one's lock counts for nothing. */
function holderOf(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, LOCK), "utf8"));
    if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
