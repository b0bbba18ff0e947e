import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { openLog } from "./log.ts";
import { withoutNames, withoutSecrets } from "./mask.ts";

const now = (): string => "2026-10-01T06:00:00.000Z";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a line is JSON with its moment, for this user alone, and is read back by the next process", () => {
  openLog({ folder, now }).write("info", "Synced 300 records");
  const log = openLog({ folder, now });
  log.write("error", "two\nlines");
  expect(log.tail(5).map((line) => JSON.parse(line) as unknown)).toEqual([
    { at: now(), level: "info", message: "Synced 300 records" },
    { at: now(), level: "error", message: "two\nlines" },
  ]);
  expect(log.tail(1)).toHaveLength(1);
  expect(statSync(join(folder, "logs", "agent.log")).mode & 0o777).toBe(0o600);
});

test("five files and no more, each no larger than said; the newest lines stay", () => {
  const log = openLog({ folder, now, mostBytes: 1_000 });
  for (let at = 1; at <= 200; at++) log.write("info", `line ${at}`);
  const files = readdirSync(join(folder, "logs"));
  expect(files.toSorted()).toEqual(["agent.1.log", "agent.2.log", "agent.3.log", "agent.4.log", "agent.log"]);
  for (const file of files) expect(statSync(join(folder, "logs", file)).size).toBeLessThanOrEqual(1_000);
  expect(log.tail(30).map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(
    Array.from({ length: 30 }, (_, at) => `line ${171 + at}`),
  );
});

test("no secret of any kind reaches the disk", () => {
  const secrets = [
    `cfa_live_${"k".repeat(39)}`,
    `cfa_test_${"n".repeat(39)}`,
    "BCDF-GHJK",
    "c".repeat(20) + "_-" + "D".repeat(21),
  ];
  const log = openLog({ folder, now });
  log.write("info", `key ${secrets[0]} and ${secrets[1]}, code ${secrets[2]}, QR cfa-pair:BCDFGHJK`);
  log.write("info", `authorization: Bearer abc.def~short; claim ${secrets[3]}`);
  const text = readFileSync(join(folder, "logs", "agent.log"), "utf8");
  for (const secret of [...secrets, "BCDFGHJK", "abc.def"]) expect(text).not.toContain(secret);
  expect(text).toContain("key *** and ***");
});

test("a GUID and plain words stay readable", () => {
  const line = "Company 99999999-0000-4000-8000-000000000000: Read vouchers of 2026-04: 300 records";
  expect(withoutSecrets(line)).toBe(line);
});

test("what Tally quotes is left out unless it is a company's name", () => {
  expect(withoutNames('"Bindu & Co": ledger "Asha Traders" is odd', ["Bindu & Co"])).toBe(
    '"Bindu & Co": ledger "…" is odd',
  );
  expect(withoutNames("Set aside Sales 12 of 2026-04-01: it broke", [])).toBe("Set aside …: it broke");
  expect(withoutNames("Set aside 12 vouchers: Tally did not survive", [])).toContain("12 vouchers");
  expect(withoutNames("Tally refused the question: no ledger Asha [error-answer]", [])).not.toContain("Asha");
  expect(
    withoutNames("  2026-10-01 unchanged: Tally refused the question: no ledger Asha", []),
  ).not.toContain("Asha");
});

test("a folder that cannot be written, or a log that was cut, stops nothing", () => {
  writeFileSync(join(folder, "logs"), "a file stands where the folder should be");
  const log = openLog({ folder, now });
  expect(() => log.write("info", "lost")).not.toThrow();
  expect(log.tail(3)).toEqual([]);
  rmSync(join(folder, "logs"));
  mkdirSync(join(folder, "logs"));
  log.write("info", "kept");
  expect(log.tail(3)).toHaveLength(1);
});
