import { expect, test } from "vitest";

import { homeOf, pageAfterSignIn, pageInUrl } from "./after-sign-in";

const COMPANY = "/cmp_aaaaaaaaaaaaaaaaaaaaaaaaaa";

test.each([
  `${COMPANY}/bills/bil_x`,
  `${COMPANY}/reports/statement?party=pty_x&side=payable`,
  COMPANY,
  "/new-company",
  "/invitations/abc",
])("%s is gone on to", (to) => {
  expect(pageAfterSignIn(to)).toBe(to);
});

test.each([
  undefined,
  ["/new-company"],
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/sign-in",
  "/cmp_x\n",
  `/cmp_${"x".repeat(300)}`,
  "javascript:alert(1)",
])("%j leads to the start", (to) => {
  expect(pageAfterSignIn(to)).toBe("/");
});

test.each([
  ["https://cfa.example.in/cmp_x/bills/bil_y?a=b#c", "/cmp_x/bills/bil_y?a=b"],
  ["cfa:///cmp_x", "/cmp_x"],
  ["cfa://", ""],
  ["", ""],
  ["/cmp_x", ""],
])("%s is a link to %j", (url, page) => {
  expect(pageInUrl(url)).toBe(page);
});

test("a page belongs to its company's home", () => {
  expect(homeOf(`${COMPANY}/reports/statement?party=pty_x`)).toBe(COMPANY);
  expect([homeOf("/new-company"), homeOf("/")]).toEqual(["/", "/"]);
});
