// npm start: plain JavaScript under the system's Node until everything is installed, then the pinned Node goes on.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, isInstalled, root } from "./install.mjs";
import { runTypeScript } from "./run.mjs";
import { HELP, isPortFree, parseStartOptions } from "./start-options.mjs";

const { options, error } = parseStartOptions(process.argv.slice(2));
if (error !== undefined) {
  console.error(error);
  process.exit(1);
}
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
// Installing takes minutes: what would stop the start afterwards anyway is told before.
if (!isInstalled() && !(await isPortFree(options.port))) {
  console.error(
    `Port ${options.port} is already in use: end the other program or give another port with --port.`,
  );
  process.exit(1);
}
await ensureInstalled();
// The second start, and each agent it runs, is spared parsing the same files again: a third of a start's work.
process.env.NODE_COMPILE_CACHE ??= join(root, ".cache", "node");
// A small young generation: a batch's records live for a moment only. A first load holds half of what it would without.
const flags = JSON.parse(readFileSync(join(root, "apps/api/node-flags.json"), "utf8"));
runTypeScript("tools/start/main.ts", [JSON.stringify(options)], flags);
