import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { deleteLeftovers } from "./leftovers.ts";

test("the program that an upgrade renamed is deleted, the one that runs is not, and what cannot be deleted stops nobody", () => {
  const folder = mkdtempSync(join(tmpdir(), "cfa-leftovers-"));
  const program = join(folder, "cfa-agent.exe");
  const renamed = `${program}.old`;
  for (const path of [program, renamed]) writeFileSync(path, "");
  mkdirSync(join(folder, "cfa-agent.old.exe"));
  deleteLeftovers(program);
  expect([existsSync(program), existsSync(renamed)]).toEqual([true, false]);
  deleteLeftovers(join(folder, "agent"));
  rmSync(folder, { recursive: true });
});
