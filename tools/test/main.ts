import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { buildWeb } from "../start/web-build.ts";
import { createChildren } from "../start/children.ts";
import { longFiles } from "./long-files.ts";

/*
 * Everything that must be well before a change lands, in the order of what is quickest to tell. Ends with one line,
 * "N passed, N failed, N skipped"; each check counts as one, each test as one. The long run takes the files alone that do more in it.
 */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const results = join(root, ".cache", "test-results.json");
const long = process.argv.includes("--long");
const quick = process.argv.includes("--check");

type Count = { passed: number; failed: number; skipped: number };

const count: Count = { passed: 0, failed: 0, skipped: 0 };
for (const [title, command] of checks()) step(title, command);
if (!quick) {
  await webBuild();
  tests();
}
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1;

function checks(): [string, string[]][] {
  return [
    ["format", [bin("oxfmt"), "--check", "."]],
    ["lint", [bin("oxlint"), "--type-aware"]],
    ["types of the server side", [bin("tsc"), "-p", "tsconfig.json"]],
    ["types of the app", [bin("tsc"), "-p", join("apps", "mobile")]],
    ["types of the agent's window", [bin("tsc"), "-p", join("apps", "agent", "page")]],
    ["import ladder, sizes and lockfile", [process.execPath, join("tools", "check", "main.ts")]],
  ];
}

function bin(name: string): string {
  return join(root, "node_modules", ".bin", name);
}

/** Runs one check; its output is shown only when it fails. */
function step(title: string, [command = "", ...argv]: string[]): void {
  const started = Date.now();
  const run = spawnSync(command, argv, { cwd: root, encoding: "utf8", env: environment() });
  const well = run.status === 0;
  count[well ? "passed" : "failed"]++;
  console.log(`${well ? "✓" : "✗"} ${title} (${seconds(started)})`);
  if (!well) console.log(`${run.stdout ?? ""}${run.stderr ?? ""}${run.error?.message ?? ""}`);
}

/** The browser tests use the app as it is served: built once per change of its sources. */
async function webBuild(): Promise<void> {
  const started = Date.now();
  try {
    await buildWeb(root, { children: createChildren(), say: (line) => console.log(line) }).ready;
    count.passed++;
    console.log(`✓ app builds for the web (${seconds(started)})`);
  } catch (error) {
    count.failed++;
    console.log(`✗ app builds for the web\n${(error as Error).message}`);
  }
}

function tests(): void {
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const files = longFiles(root);
  const options = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  spawnSync(process.execPath, [vitest, "run", ...options, ...(long ? files : [])], {
    cwd: root,
    stdio: "inherit",
    env: { ...environment(), ...(long ? { CFA_TEST_LONG: "1" } : {}) },
  });
  if (!existsSync(results)) {
    count.failed++;
    console.log("✗ the test runner ended without a result");
    return;
  }
  const report: Report = JSON.parse(readFileSync(results, "utf8"));
  for (const file of report.testResults) {
    const isLeft = !long && files.includes(relative(root, file.name).replaceAll("\\", "/"));
    // A file that fails before its tests begin has them skipped, or none.
    const isOfTests = file.assertionResults.some(({ status }) => status === "failed");
    if (file.status === "failed" && !isOfTests) count.failed++;
    for (const test of file.assertionResults) {
      if (test.status === "passed") count.passed++;
      else if (test.status === "failed") count.failed++;
      else {
        count.skipped++;
        console.log(`${isLeft ? "skipped, and left to the long run" : "skipped"}: ${test.fullName}`);
      }
    }
  }
}

type Report = {
  testResults: { status: string; name: string; assertionResults: { status: string; fullName: string }[] }[];
};

/** Tools find the pinned Node before the system's. */
function environment(): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), join(root, "node_modules", ".bin"), process.env["PATH"] ?? ""];
  return { ...process.env, PATH: path.join(delimiter) };
}

function seconds(started: number): string {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
