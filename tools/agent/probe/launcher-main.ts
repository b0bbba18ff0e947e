import { runInThisContext } from "node:vm";
import { createRequire } from "node:module";
import { getAsset } from "node:sea";

/* Stands in for the product's launcher: runs the embedded bundle. */

const code = getAsset("agent.cjs", "utf8");
const run = runInThisContext(`(function (require) {${code}\n})`, { filename: "agent.cjs" }) as (
  require: NodeJS.Require,
) => void;
run(createRequire(process.execPath));
