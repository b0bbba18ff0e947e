import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { dueOn, payStanding, type ShownOffer } from "./standing.ts";

/* How an offer of 2 % to 17 April and 1 % to 20 April on a bill of 1,000.00 stands. */

const OFFER: ShownOffer = {
  state: "approved",
  amount: 1_000_00n,
  steps: [
    { until: "2026-04-17", discount: 200, off: "2000" },
    { until: "2026-04-20", discount: 100, off: "1000" },
  ],
  acceptedStep: null,
  endedAt: null,
  settledAmount: null,
};
const BILL = { amount: 1_000_00n, open: 1_000_00n };
const at = (moment: string, changes: Partial<ShownOffer> = {}, around: object = {}) =>
  payStanding({ ...OFFER, ...changes }, { bill: BILL, isDisputed: false, now: new Date(moment), ...around });

const midnight = (after: string) => new Date(`${after}T00:00:00+05:30`);

test.each([
  [
    "in the first step",
    "2026-04-15T12:00:00+05:30",
    { kind: "live", due: 980_00n, endsAt: midnight("2026-04-18") },
  ],
  [
    "in its last second",
    "2026-04-17T23:59:59+05:30",
    { kind: "live", due: 980_00n, endsAt: midnight("2026-04-18") },
  ],
  [
    "a second later",
    "2026-04-18T00:00:00+05:30",
    { kind: "live", due: 990_00n, endsAt: midnight("2026-04-21") },
  ],
  [
    "in the very last second",
    "2026-04-20T23:59:59+05:30",
    { kind: "live", due: 990_00n, endsAt: midnight("2026-04-21") },
  ],
  ["when all is over", "2026-04-21T00:00:00+05:30", { kind: "ended", due: 1_000_00n, endsAt: null }],
])("%s it stands so", (_, moment, expected) => {
  expect(at(moment)).toMatchObject(expected);
});

test("it is seen for thirty days after its end, and then no more", () => {
  expect(at("2026-05-20T23:59:59+05:30")).toMatchObject({ kind: "ended" });
  expect(at("2026-05-21T00:00:00+05:30")).toBeNull();
  const paidLater = {
    state: "honoured",
    endedAt: new Date("2026-04-25T12:00:00+05:30"),
    settledAmount: 990_00n,
  };
  expect(at("2026-05-25T23:00:00+05:30", paidLater)).toMatchObject({ kind: "honoured", due: 0n });
  expect(at("2026-05-26T00:00:00+05:30", paidLater)).toBeNull();
});

test.each(["proposed", "rejected", "lapsed-unapproved", "ghost", "ghost-ended"])(
  "one that is %s is seen by nobody",
  (state) => {
    expect(at("2026-04-15T12:00:00+05:30", { state })).toBeNull();
  },
);

test.each([
  ["the bill is paid", {}, { bill: { ...BILL, open: 0n } }, { kind: "settled", due: 0n }],
  ["money has come on the bill", {}, { bill: { ...BILL, open: 400_00n } }, { kind: "ended", due: 400_00n }],
  ["the bill is gone from the books", {}, { bill: null }, { kind: "withdrawn", due: 1_000_00n }],
  ["it was taken back", { state: "withdrawn" }, {}, { kind: "withdrawn", due: 1_000_00n }],
  ["the bill is in dispute", {}, { isDisputed: true }, { kind: "disputed", due: 1_000_00n }],
  ["it was accepted", { state: "accepted", acceptedStep: 0 }, {}, { kind: "accepted", due: 980_00n }],
  [
    "it was accepted and paid before the books say so",
    { state: "accepted" },
    { bill: { ...BILL, open: 0n } },
    { kind: "settled", due: 0n },
  ],
  ["it has lapsed", { state: "lapsed" }, {}, { kind: "ended", due: 1_000_00n }],
])("where %s that counts before the days do", (_, offer, around, expected) => {
  expect(at("2026-04-15T12:00:00+05:30", offer, around)).toMatchObject(expected);
});

test("a day that somebody names costs what holds on that day", () => {
  const standing = at("2026-04-15T12:00:00+05:30");
  if (standing === null) throw new Error("it stands");
  const days = ["2026-04-15", "2026-04-17", "2026-04-18", "2026-04-20", "2026-04-21"];
  expect(days.map((one) => dueOn(standing, day(one)))).toEqual([
    980_00n,
    980_00n,
    990_00n,
    990_00n,
    1_000_00n,
  ]);
});
