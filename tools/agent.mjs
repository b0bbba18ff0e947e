// npm run agent: plain JavaScript until everything is installed, then the agent under the pinned Node with its own flags.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root } from "./install.mjs";
import { runTypeScript } from "./run.mjs";

await ensureInstalled();
const flags = JSON.parse(readFileSync(join(root, "apps/agent/node-flags.json"), "utf8"));
runTypeScript("apps/agent/src/main.ts", process.argv.slice(2), flags);
