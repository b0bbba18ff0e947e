import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { absentPackages } from "../../tools/agent/run-tool.ts";
import { ensureChroot } from "./chroot.ts";

/*
 * npm run test:wine [-- FILE…]: the agent's executable and its setup, run as Windows programs under Wine (docs/agent/build.md). Where that
 * cannot be, one line says why and the exit code is 0.
 */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
process.exitCode = main();

function main(): number {
  const absent = absentPackages();
  if (absent.length > 0) return skip(`missing: apt-get install ${absent.join(" ")}`);
  const chroot = ensureChroot((line) => console.log(line));
  if (!chroot.ok) return skip(chroot.error);
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = join(root, "tests", "wine", "vitest.config.ts");
  const run = spawnSync(process.execPath, [vitest, "run", "--config", config, ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
  return run.status ?? 1;
}

function skip(why: string): number {
  console.log(`SKIPPED, nothing was tested under Wine: ${why}`);
  return 0;
}
