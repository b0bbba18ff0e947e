import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { removeEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";

/*
 * npm run bench:start: a clean clone of this repository's last commit and an empty npm cache, `npm start` with the demo of size M
 * until the first page; then once more. Keys of RESULT: docs/benchmarks.md.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PORT = 4321;
const folder = mkdtempSync(join(tmpdir(), "cfa-bench-start-"));
chmodSync(folder, 0o755); // when root runs it, the database's server is nobody and must get in
const clone = join(folder, "cfa");
// Nothing kept by npm or by the builder of the app from an earlier time helps.
const clean = { npm_config_cache: join(folder, "npm-cache"), TMPDIR: join(folder, "tmp") };
mkdirSync(clean.TMPDIR, { mode: 0o755 });

try {
  execFileSync("git", ["clone", "--quiet", root, clone]);
  const cold = await startOnce();
  const second = await startOnce();
  const result = {
    installSeconds: cold.at("Installed in"),
    buildSeconds: cold.between("Building the app", "The app is built"),
    syncSeconds: cold.between("Agent: syncing", "Synced"),
    firstPageSeconds: cold.firstPage,
    readySeconds: cold.at("CFA is ready"),
    secondFirstPageSeconds: second.firstPage,
    secondReadySeconds: second.at("CFA is ready"),
  };
  console.table(result);
  console.log(`RESULT ${JSON.stringify(result)}`);
} finally {
  await removeEmbeddedPostgres(join(clone, ".data", "postgres"));
  rmSync(folder, { recursive: true, force: true });
}

/** One `npm start` until it is ready and has its first page, with the seconds at which each line came. */
async function startOnce() {
  const begun = performance.now();
  const seconds = (): number => Number(((performance.now() - begun) / 1000).toFixed(1));
  const lines: { at: number; line: string }[] = [];
  const child = spawn("npm", ["start", "--", "--port", String(PORT)], {
    cwd: clone,
    env: { ...process.env, INIT_CWD: clone, ...clean },
    stdio: ["ignore", "pipe", "inherit"],
    shell: process.platform === "win32",
  });
  const ended = new Promise<void>((resolve) => void child.once("close", () => resolve()));
  createInterface({ input: child.stdout }).on("line", (line) => {
    console.log(line);
    lines.push({ at: seconds(), line });
  });
  const at = (text: string): number => lines.find(({ line }) => line.includes(text))?.at ?? Number.NaN;
  let firstPage = Number.NaN;
  while (child.exitCode === null && (Number.isNaN(firstPage) || Number.isNaN(at("CFA is ready")))) {
    if (Number.isNaN(firstPage) && (await hasPage())) firstPage = seconds();
    await sleep(100);
  }
  await sleep(10_000); // a second start asks the Tally for changes after it is ready
  child.kill("SIGTERM");
  await ended;
  await sleep(5_000); // npm ends before what it runs
  return { at, firstPage, between: (from: string, to: string) => Number((at(to) - at(from)).toFixed(1)) };
}

/** Whether the app itself is served, not the page that says it is being built. */
async function hasPage(): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${PORT}/`);
    return response.status === 200 && (await response.text()).includes("<script");
  } catch {
    return false;
  }
}
