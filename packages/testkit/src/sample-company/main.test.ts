import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

test("prints counts, ingredients and difficulty, and whether that is hard enough", () => {
  const { stdout, status } = run("--size", "S", "--seed", "1");
  expect(stdout).toContain("Sharma Traders & Sons (size S, seed 1,");
  expect(stdout).toMatch(/^ +\d+ {2}GST Sales$/m);
  expect(stdout).toMatch(/^ +\d+ {2}receipts on account$/m);
  expect(stdout).toContain('"notFifoShare": 0.');
  expect(stdout).toMatch(/hard enough\n$/);
  expect(status).toBe(0);
});

test("with --story tells one party's vouchers, and who there is when there is no such party", () => {
  expect(run("--story", "Nirmala").stdout).toMatch(/^Nirmala \(.*not-bill-wise\)\n/);
  const { stderr, status } = run("--story", "Nobody");
  expect(stderr).toContain('There is no party "Nobody". There are, among others:\n  Gupta & Sons\n');
  expect(status).toBe(1);
});

test("wrong input is told in a sentence", () => {
  expect(run("--size", "X").stderr).toBe('--size takes S, E, M or L, not "X".\n');
  expect(run("--sise", "S").stderr).toContain("See: npm run sample-company -- --help");
});

function run(...argv: string[]): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...argv], {
    encoding: "utf8",
  });
}
