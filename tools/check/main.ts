import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { checkLadder } from "./ladder.ts";
import { checkSizes } from "./sizes.ts";

/** Prints every breach of the import ladder and of the size limits; ends with 1 when there is one. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const problems = [...checkLadder(root), ...checkSizes(root)];
for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0 ? "ladder and sizes: well" : `ladder and sizes: ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
