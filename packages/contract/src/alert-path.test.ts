import { expect, test } from "vitest";

import { alertPath } from "./alert-path.ts";
import { AlertAction } from "./today.ts";

const NOTHING = { party: null, bill: null, nudgeId: null } as const;
const FOUND = { party: { partyId: "pty_a" }, bill: { billId: "bil_a" }, nudgeId: "nud_a" } as const;

test("each thing to do has its page of the company's", () => {
  const paths = AlertAction.options.map((action) => alertPath({ action, ...FOUND }, "cmp_a"));
  expect(paths).toEqual([
    "/cmp_a/parties/pty_a",
    "/cmp_a/parties/pty_a",
    "/cmp_a/bills/bil_a",
    "/cmp_a/exceptions?kind=unallocated",
    "/cmp_a/corrections?state=conflict",
    "/cmp_a/approvals",
    "/cmp_a/cash",
    "/cmp_a/sync",
    "/cmp_a/replies",
    "/cmp_a/nudges/nud_a",
    "/cmp_a/settings/channels",
    "/cmp_a/templates",
    "/cmp_a/offers?list=live",
    "/cmp_a/offers/register",
  ]);
});

test("what it is about may be gone: then the page above it is opened", () => {
  const paths = (["call", "bill", "nudge"] as const).map((action) =>
    alertPath({ action, ...NOTHING }, "cmp_a"),
  );
  expect(paths).toEqual(["/cmp_a/parties", "/cmp_a", "/cmp_a/nudges"]);
});
