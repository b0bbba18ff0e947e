import { rmSync } from "node:fs";

/** Deletes what an upgrade leaves beside the program: one that runs can be renamed, but deleted only once it has ended. */
export function deleteLeftovers(program: string): void {
  for (const left of [`${program}.old`, program.replace(/\.exe$/i, ".old.exe")]) {
    if (left === program) continue;
    try {
      rmSync(left, { force: true });
    } catch {
      // It still runs, or the folder is not ours to change: the next start tries again.
    }
  }
}
