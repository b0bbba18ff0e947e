import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/* npm run screens: visits every page of the app and keeps a picture of each, on a phone and on a desktop, in docs/screens. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const run = spawnSync(
  process.execPath,
  [vitest, "run", "--project", "database", "tests/browser/crawl.test.ts"],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, CFA_KEEP_SCREENS: "1" },
  },
);
process.exitCode = run.status ?? 1;
