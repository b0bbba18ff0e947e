import { readFileSync } from "node:fs";

import { TROUBLE_CODES } from "@cfa/contract/trouble-codes";
import { expect, test } from "vitest";

import { classify, FAILURES, failure } from "./failures.ts";

const PAGE = new URL("../../../docs/tally/failures.md", import.meta.url);
const ABOUT = { address: "ADDRESS", company: "COMPANY", detail: "WORDS" };

test("docs/tally/failures.md shows this table", () => {
  const rows = FAILURES.map(
    ({ code, seen, retry, says, fix }) =>
      `| ${[code, seen, retry, says(ABOUT), fix(ABOUT)].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`,
  );
  const shown = readFileSync(PAGE, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| code ") && !line.startsWith("| ---"));
  expect(shown).toEqual(rows);
});

test("every class has one row, a sentence and what to do", () => {
  expect(FAILURES.map((row) => row.code as string).toSorted()).toEqual(
    TROUBLE_CODES.filter((code) => code !== "period-moved" && code !== "agent-too-old").toSorted(), // the agent's own, the server's own
  );
  expect(new Set(FAILURES.map((row) => row.code)).size).toBe(FAILURES.length);
  for (const row of FAILURES) {
    const made = failure(row.code, ABOUT);
    expect(made.message, row.code).toMatch(/^[A-Z].*[.:]|: WORDS$/);
    expect(made.fix, row.code).toMatch(/^[A-Z].*\.$/);
  }
});

test("a sight falls into the first class that fits", () => {
  expect(classify({ errorCode: "ECONNREFUSED", errorText: "connect ECONNREFUSED" })).toBe("tally-closed");
  expect(classify({ errorCode: "ECONNRESET", errorText: "socket hang up" })).toBe("connection-lost");
  expect(classify({ errorCode: "ETIMEDOUT", errorText: "no answer" })).toBe("busy");
  expect(classify({ errorCode: "HPE_INVALID_CONSTANT", errorText: "Parse Error: Expected HTTP/" })).toBe(
    "not-tally",
  );
  expect(classify({ kind: "error-answer", lineError: "Could not find Company:X!" })).toBe("company-closed");
  expect(classify({ kind: "import-answer" })).toBe("unexpected-answer");
});
