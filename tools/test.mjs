// npm test, npm run test:long, npm run check: plain JavaScript until everything is installed, then the pinned Node goes on.
import { ensureInstalled } from "./install.mjs";
import { runTypeScript } from "./run.mjs";

const argv = process.argv.slice(2);
const unknown = argv.find((option) => option !== "--long" && option !== "--check");
if (unknown !== undefined) {
  console.error(`"${unknown}" is no option of this command: --long or --check.`);
  process.exit(1);
}
await ensureInstalled();
runTypeScript("tools/test/main.ts", argv);
