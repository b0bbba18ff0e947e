import { expect, test } from "vitest";

import { askOf, isReady, queryOf } from "./report-ask";

const today = { asOf: null, language: "en" } as const;

test("a report is asked only for what it is about", () => {
  const chosen = { side: "payable", from: "2026-04-01", party: "pty_x", search: "ram" };
  expect(askOf("ageing", chosen, { asOf: "2026-04-15", language: "hi" })).toEqual({
    side: "payable",
    order: "up",
    language: "hi",
    asOf: "2026-04-15",
    search: "ram",
  });
  expect(askOf("day-book", chosen, today)).toMatchObject({ side: "receivable", from: "2026-04-01" });
});

test("a report about a party waits for one", () => {
  expect(isReady("statement", askOf("statement", {}, today))).toBe(false);
  expect(isReady("statement", askOf("statement", { party: "pty_x" }, today))).toBe(true);
  expect(isReady("ageing", askOf("ageing", {}, today))).toBe(true);
});

test("a report that may be about one party does not wait for one", () => {
  expect(askOf("tds-awaited", { party: "pty_x" }, today)).toMatchObject({ party: "pty_x" });
  expect(isReady("tds-awaited", askOf("tds-awaited", {}, today))).toBe(true);
});

test("a file is asked for in the same words", () => {
  const ask = askOf("ageing-bills", { search: "a & b", sort: "open", order: "down" }, today);
  expect(queryOf(ask)).toBe("side=receivable&order=down&language=en&search=a+%26+b&sort=open");
});
