import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

/* docs/security.md says what shows each check: that must be there. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const rows = readFileSync(join(root, "docs/security.md"), "utf8")
  .split("\n")
  .map((line) => /^\| ?(\d+)(?:–(\d+))? \|(.*)\|$/.exec(line))
  .filter((row) => row !== null);

test("each of the 65 checks has its row", () => {
  const numbers = rows.flatMap(([, first, last = first]) => {
    const from = Number(first);
    return Array.from({ length: Number(last) - from + 1 }, (_, at) => from + at);
  });
  expect(numbers).toEqual(Array.from({ length: 65 }, (_, at) => at + 1));
});

test("every file and every test that it names is there", () => {
  const missing: string[] = [];
  for (const [, number, , text = ""] of rows) {
    let file = "";
    for (const [, path, name] of text.matchAll(/`([\w./-]+\/[\w./-]+|\.\w+\.json)`|"([^"]+)"/g)) {
      if (path !== undefined) {
        file = path.startsWith("/api/") ? "" : path;
        if (file !== "" && !existsSync(join(root, file))) missing.push(`${number}: ${file}`);
      } else if (name !== undefined && !readFileSync(join(root, file), "utf8").includes(`"${name}"`)) {
        missing.push(`${number}: ${file} has no test "${name}"`);
      }
    }
  }
  expect(missing).toEqual([]);
});
