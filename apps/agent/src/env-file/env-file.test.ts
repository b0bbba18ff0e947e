import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { readEnvFile, removeKey } from "./env-file.ts";

const KEY = `cfa_live_${"k".repeat(39)}`;
const OTHER = `cfa_test_${"n".repeat(39)}`;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-env-"));
  path = join(folder, ".env");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("addresses, hours and the keys of several companies, however they are written", () => {
  writeFileSync(
    path,
    [
      "\uFEFF# for the agent",
      `CFA_API_KEY = "${KEY}"   # the first`,
      `export CFA_API_KEY_2='${OTHER}'`,
      'CFA_COMPANY_2="Bindu # Co"',
      "  CFA_SERVER_URL=https://app.example.in/  ",
      "TALLY_URL=[::1]:9001",
      "SYNC_HOURS=0.25 # often",
      "SOMETHING_ELSE=1",
    ].join("\r\n"),
  );
  expect(readEnvFile(path)).toEqual({
    keys: [
      { name: "CFA_API_KEY", line: 2, key: KEY, company: undefined },
      { name: "CFA_API_KEY_2", line: 3, key: OTHER, company: "Bindu # Co" },
    ],
    server: "https://app.example.in",
    tally: { host: "::1", port: 9001 },
    syncHours: 0.25,
    faults: [],
  });
});

test("bad lines are told of by their number, and the rest counts", () => {
  writeFileSync(
    path,
    `what is this\nCFA_API_KEY=short\nCFA_SERVER_URL=http://app.example.in\nTALLY_URL=\nSYNC_HOURS=25\nCFA_API_KEY_1="${KEY}\nCFA_API_KEY_2=${OTHER}\n`,
  );
  const read = readEnvFile(path);
  expect(read?.keys).toMatchObject([{ key: OTHER, line: 7 }]);
  expect(read?.faults.map(({ line }) => line).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(JSON.stringify(read?.faults)).not.toContain("short");
  expect(readEnvFile(join(folder, "none"))).toBeUndefined();
});

test("only the key's own line goes; every other byte stays, with its line ends, spaces and comments", () => {
  const before = `\uFEFF# one\r\n\r\nA = 1  \n`;
  const after = `#CFA_API_KEY=${KEY}x\r\n  B='2' # b\n\tC`;
  writeFileSync(path, `${before} export CFA_API_KEY='${KEY}' # mine\r\n${after}`);
  removeKey(path, KEY);
  expect(readFileSync(path, "utf8")).toBe(before + after);
  removeKey(path, KEY);
  expect(readFileSync(path, "utf8")).toBe(before + after);
});

test("a key on the first line after a BOM, on the last line without an end, and one that stands twice", () => {
  writeFileSync(path, `\uFEFFCFA_API_KEY=${KEY}\nB=2\nCFA_API_KEY_1=${KEY}`);
  removeKey(path, KEY);
  expect(readFileSync(path, "utf8")).toBe("\uFEFFB=2\n");
});

test("bytes of another encoding stay as they are, and UTF-16 is told of", () => {
  const odd = Buffer.from([0x23, 0xe9, 0xff, 0x0a]);
  writeFileSync(path, Buffer.concat([odd, Buffer.from(`CFA_API_KEY=${KEY}\n`), odd]));
  removeKey(path, KEY);
  expect(readFileSync(path)).toEqual(Buffer.concat([odd, odd]));
  writeFileSync(path, Buffer.from(`\uFEFFCFA_API_KEY=${KEY}\n`, "utf16le"));
  expect(readEnvFile(path)).toMatchObject({ keys: [], faults: [{ line: 1 }] });
});

test("a key that a person has changed meanwhile is not taken out", () => {
  writeFileSync(path, `CFA_API_KEY=${OTHER}\n`);
  removeKey(path, KEY);
  expect(readEnvFile(path)?.keys).toMatchObject([{ key: OTHER }]);
  expect(existsSync(`${path}.new`)).toBe(false);
});
