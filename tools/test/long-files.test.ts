import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { longFiles } from "./long-files.ts";

test("the long run has the files that ask for its counts themselves or by a file they import, and no others", () => {
  const root = mkdtempSync(join(tmpdir(), "cfa-long-files-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const files = {
    "packages/books/src/asks.test.ts": 'const isLong = process.env["CFA_TEST_LONG"] === "1";\n',
    "packages/books/src/imports.test.ts": 'import { cases } from "../src/cases.ts";\n',
    "packages/books/src/cases.ts": 'export const cases = process.env["CFA_TEST_LONG"] ? 9 : 1;\n',
    "packages/books/src/neither.test.ts":
      'import { bill } from "./bill.ts";\nimport { x } from "./gone.ts";\n',
    "packages/books/src/bill.ts": "export const bill = 1;\n",
    "packages/books/node_modules/other/its.test.ts": 'process.env["CFA_TEST_LONG"];\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  expect(longFiles(root)).toEqual(["packages/books/src/asks.test.ts", "packages/books/src/imports.test.ts"]);
});

test("properties of the books and rounds of kills are among this project's", () => {
  const root = join(import.meta.dirname, "..", "..");
  expect(longFiles(root)).toEqual(
    expect.arrayContaining(["packages/books/src/settle.invariants.test.ts", "tests/flow/kill.test.ts"]),
  );
});
