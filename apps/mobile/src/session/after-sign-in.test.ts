import { expect, test } from "vitest";

import { addressOf, pageAfterSignIn } from "./after-sign-in";

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

test("an open page's address is its path and what was asked beside it", () => {
  const options = {
    segments: ["[companyId]", "reports", "[report]"],
    params: { companyId: "cmp_x", report: "statement", party: "pty_y", side: undefined },
  };
  expect(addressOf("/cmp_x/reports/statement", options)).toBe("/cmp_x/reports/statement?party=pty_y");
  expect(addressOf("/cmp_x", { segments: ["[companyId]"], params: { companyId: "cmp_x" } })).toBe("/cmp_x");
});
