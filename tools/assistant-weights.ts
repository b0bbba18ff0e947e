import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { learn } from "@cfa/assistant/measure/learn";
import { packWeights } from "@cfa/assistant/measure/packed-weights";

/* npm run assistant:weights: learns from the phrases of the assistant and writes what was learned. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, "packages", "assistant", "src", "measure", "weights.ts");
const head =
  'import type { PackedWeights } from "./packed-weights.ts";\n\n/** What was learned from phrases.ts by `npm run assistant:weights`. */';
writeFileSync(
  file,
  `${head}\nexport const WEIGHTS: PackedWeights = ${JSON.stringify(packWeights(learn()))};\n`,
);
execFileSync(process.execPath, [join(root, "node_modules", "oxfmt", "bin", "oxfmt"), "--write", file]);
