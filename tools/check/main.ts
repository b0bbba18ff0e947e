import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { checkDependencies } from "./dependencies.ts";
import { checkLadder } from "./ladder.ts";
import { checkSizes } from "./sizes.ts";

/** Prints every breach of the import ladder, of the size limits and of what the lockfile may hold; ends with 1 when there is one. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const problems = [...checkLadder(root), ...checkSizes(root), ...checkDependencies(root)];
for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0
    ? "ladder, sizes and lockfile: well"
    : `ladder, sizes and lockfile: ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
