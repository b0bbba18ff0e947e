import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, expect, test } from "vitest";

import { checkLadder } from "./ladder.ts";
import { checkSizes } from "./sizes.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test("imports down the ladder are well", () => {
  const root = repository({
    "packages/values/src/money.ts": "export const paise = 1n;\n",
    "packages/books/src/bill.ts": 'import { paise } from "@cfa/values/money";\nexport const bill = paise;\n',
    "apps/api/src/app.ts": 'import { bill } from "@cfa/books/bill";\nexport const app = bill;\n',
  });
  expect(checkLadder(root)).toEqual([]);
});

test("an import up the ladder is named with both ends, relative or by package", () => {
  const root = repository({
    "packages/books/src/bill.ts": 'import { rows } from "@cfa/db/rows";\nexport const bill = rows;\n',
    "packages/db/src/rows.ts": "export const rows = 1;\n",
    "packages/values/src/money.ts":
      'import { app } from "../../../apps/api/src/app.ts";\nexport const m = app;\n',
    "apps/api/src/app.ts": "export const app = 1;\n",
  });
  expect(checkLadder(root)).toEqual([
    "packages/books/src/bill.ts: packages/books may not import packages/db (packages/db/src/rows.ts)",
    "packages/values/src/money.ts: packages/values may not import apps/api (apps/api/src/app.ts)",
  ]);
});

test("the books know no clock, no Node and no network, but their tests may", () => {
  const root = repository({
    "packages/books/src/today.ts":
      'import { join } from "node:path";\nexport const t = [Date.now(), join];\n',
    "packages/books/src/today.test.ts":
      'import { join } from "node:path";\nexport const t = [Date.now(), join];\n',
    "packages/books/src/said.ts": "// Date.now() is not ours to call\nexport const said = 1;\n",
  });
  expect(checkLadder(root)).toEqual([
    "packages/books/src/today.ts: a pure package may not import node:path",
    "packages/books/src/today.ts: a pure package may not use Date.now(",
  ]);
});

test("rings and re-exports are found", () => {
  const root = repository({
    "packages/books/src/a.ts": 'import { b } from "./b.ts";\nexport const a = b;\n',
    "packages/books/src/b.ts": 'import { a } from "./a.ts";\nexport const b = a;\n',
    "packages/books/src/all.ts": 'export * from "./b.ts";\n',
  });
  expect(checkLadder(root)).toEqual([
    "packages/books/src/all.ts: re-exports; import the file itself",
    "cycle: packages/books/src/a.ts → packages/books/src/b.ts → packages/books/src/a.ts",
  ]);
});

test("the app loads no schema library, by whatever way it would get in; types of schemas may come", () => {
  const root = repository({
    "packages/contract/src/kinds.ts": 'export const KINDS = ["a"];\n',
    "packages/contract/src/bill.ts": 'import { z } from "zod";\nexport const Bill = z.any();\n',
    "packages/contract/src/bills.ts": 'import { Bill } from "./bill.ts";\nexport const Bills = [Bill];\n',
    "apps/mobile/src/well.ts":
      'import { KINDS } from "@cfa/contract/kinds";\nimport type { Bill } from "@cfa/contract/bill";\nexport const k: Bill = KINDS;\n',
    "apps/mobile/src/list.test.ts":
      'import { Bill } from "@cfa/contract/bill";\nexport const tested = Bill;\n',
  });
  expect(checkLadder(root)).toEqual([]);
  writeFileSync(
    join(root, "apps/mobile/src/list.ts"),
    'import { Bills } from "@cfa/contract/bills";\nexport const list = Bills;\n',
  );
  expect(checkLadder(root)).toEqual([
    "the app loads zod: apps/mobile/src/list.ts → packages/contract/src/bills.ts → packages/contract/src/bill.ts",
  ]);
});

test("a file of 500 lines is well, one of 501 is not; a function of 71 lines is not", () => {
  const root = repository({
    "packages/books/src/fits.ts": "//\n".repeat(499),
    "packages/books/src/long.ts": "//\n".repeat(500),
    "packages/books/src/function.ts": `export function long() {\n${"  f();\n".repeat(69)}}\n`,
  });
  expect(checkSizes(root)).toEqual([
    "packages/books/src/function.ts:1: long has 71 lines, over 70",
    "packages/books/src/long.ts: 501 lines, over 500",
  ]);
});

function repository(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "ladder-"));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
