import { expect, test } from "vitest";

import { samePageIn } from "./same-page";

const [here, there] = [`cmp_${"a".repeat(26)}`, `cmp_${"b".repeat(26)}`];
const party = `pty_${"c".repeat(26)}`;
const to = (path: string, role: "owner" | "viewer" = "owner") =>
  samePageIn(there, { pathname: `/${here}${path}`, role }).slice(there.length + 1);

test("lists, reports and settings are the same page there", () => {
  for (const path of [
    "",
    "/cash",
    "/cash/items",
    "/exceptions",
    "/reports",
    "/reports/ageing",
    "/settings/people",
  ]) {
    expect(to(path)).toBe(path);
  }
});

test("of one thing the list it stands in is opened, of a form what it belongs to", () => {
  expect(to(`/parties/${party}`)).toBe("/parties");
  expect(to(`/bills/bil_${"d".repeat(26)}`)).toBe("/parties");
  expect(to(`/tie-out/led_${"d".repeat(26)}`)).toBe("/sync");
  expect(to("/cash/weeks/2026-04-06")).toBe("/cash");
  expect(to("/corrections/new")).toBe("/corrections");
  expect(to("/first-figures")).toBe("");
});

test("a viewer there has no page of bookkeepers", () => {
  expect(to("/audit", "viewer")).toBe("");
  expect(to("/audit")).toBe("/audit");
  expect(to("/exceptions", "viewer")).toBe("/exceptions");
});
