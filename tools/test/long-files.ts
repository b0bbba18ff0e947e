import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { sourceFiles } from "../check/source-files.ts";

const COUNTS = "CFA_TEST_LONG";

/**
 * Test files, as paths from the root, that do more when CFA_TEST_LONG is set: they ask for it, or a file beside them that they
 * import does. What all other files do `npm test` has done in full.
 */
export function longFiles(root: string): string[] {
  return sourceFiles(root)
    .filter((path) => path.endsWith(".test.ts"))
    .filter((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return (
        text.includes(COUNTS) || imported(join(root, path), text).some((other) => other.includes(COUNTS))
      );
    });
}

/** The texts of the files that a file imports by a relative path. */
function imported(path: string, text: string): string[] {
  return [...text.matchAll(/from "(\.[^"]+)"/g)]
    .map(([, target = ""]) => join(dirname(path), target))
    .filter((target) => existsSync(target))
    .map((target) => readFileSync(target, "utf8"));
}
