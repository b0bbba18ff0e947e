import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { writeWhole } from "./write-whole.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-whole-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("text and bytes are written for this user alone, in folders that are made for them", () => {
  const path = join(folder, "a", "b", "file");
  writeWhole(path, "₹ और");
  expect(readFileSync(path, "utf8")).toBe("₹ और");
  writeWhole(path, Uint8Array.from([0, 255, 10]));
  expect([...readFileSync(path)]).toEqual([0, 255, 10]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "a")).mode & 0o777).toBe(0o700);
});

test("half a file that a kill left behind is written over; one that cannot be written leaves the earlier one", () => {
  const path = join(folder, "file");
  writeWhole(path, "first");
  writeFileSync(`${path}.new`, "hal");
  writeWhole(path, "second");
  mkdirSync(`${path}.new`);
  expect(() => writeWhole(path, "third")).toThrow(/EISDIR/);
  expect(readFileSync(path, "utf8")).toBe("second");
});
