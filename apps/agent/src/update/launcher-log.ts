import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Disk } from "./disk.ts";

const FILE = "launcher.log";
const MOST_BYTES = 200_000;

/** Writes lines of the launcher beside the bundles, where the agent's own log cannot be had yet. It never makes the data folder. */
export function launcherLog(
  { disk, folder }: { disk: Disk; folder: string },
  now: () => string,
): (line: string) => void {
  return (line) => {
    if (!existsSync(dirname(folder))) return;
    const path = join(folder, FILE);
    try {
      if (disk.size(path) > MOST_BYTES) disk.move(path, `${path}.1`);
      disk.append(path, `${now()} ${line}\n`);
    } catch {
      // A disk that takes nothing must not keep the agent from starting.
    }
  };
}
