import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import type { PartyInput, PartyLine } from "../party-books.ts";
import { deriveParty } from "../settle.ts";
import { customer, line, paise } from "../test-party.ts";
import { baseOf } from "./base.ts";
import type { Correction, CorrectionKind } from "./correction.ts";
import type { CorrectionGround, LedgerFacts } from "./ground.ts";
import { reviewCorrection } from "./review.ts";
import { billKey, correction } from "./test-correction.ts";

/* What becomes of what the accountant said of Meena Stores when Tally moves on. */

const SALE = line("2025-04-05 sales", 1_000, { voucherId: "S", to: [["new-ref", "INV-1", 1_000]] });
const RECEIPT = line("2025-05-02 receipt", -600, { voucherId: "R", to: [["on-account", "", -600]] });
const LEDGER: LedgerFacts = {
  guid: "own",
  name: "Meena Stores",
  aliases: [],
  homeSide: "receivable",
  gstin: "27AAACB1234F1Z5",
  phone: "98450 11111",
  email: null,
  reach: { phone: "98450 11111", email: null },
  creditLimit: null,
  creditPeriod: "30 Days",
};

function ground(
  lines: PartyLine[],
  {
    ledger = {},
    party = {},
    others = [],
  }: {
    ledger?: Partial<LedgerFacts>;
    party?: Partial<PartyInput>;
    others?: LedgerFacts[];
  } = {},
): CorrectionGround {
  const input = customer(lines, { ledgerGuid: "own", ...party });
  return {
    ledger: { ...LEDGER, ...ledger },
    input,
    books: deriveParty(input),
    others: new Map(others.map((each) => [each.guid, each])),
  };
}

/** A correction made when the books were as in `then`. */
function said(kind: CorrectionKind, more: Partial<Correction>, then: CorrectionGround): Correction {
  const made = correction(kind, more);
  return { ...made, base: baseOf(kind, made, then) } as Correction;
}

const THEN = ground([SALE, RECEIPT]);
const MATCH = said(
  "rematch",
  {
    line: { voucherGuid: "R", lineNo: 1 },
    value: { parts: [{ bill: billKey("INV-1 2025-04-05"), amount: paise(600) }] },
  },
  THEN,
);
const OFF = said(
  "write-off",
  { bill: billKey("INV-1 2025-04-05"), value: { amount: paise(400), date: day("2025-06-01") } },
  THEN,
);
const DUE = said(
  "due-date",
  { bill: billKey("INV-1 2025-04-05"), value: { dueDate: day("2025-06-30") } },
  THEN,
);
const TERMS = said("terms", { fromDate: day("2025-04-01"), value: { days: 45 } }, THEN);

test("what rests on nothing that moved is kept, also when other vouchers come", () => {
  const now = ground([SALE, RECEIPT, line("2025-05-20 sales", 70, { to: [["new-ref", "INV-9", 70]] })]);
  for (const each of [MATCH, OFF, DUE, TERMS]) {
    expect(reviewCorrection(each, now)).toEqual({ outcome: "keep", now: null });
  }
});

test.each([
  [
    "Tally names the bill itself",
    [SALE, { ...RECEIPT, allocations: [{ type: "agst-ref", name: "INV-1", amount: paise(-600) }] }],
    "retire",
    /says the same/,
  ],
  ["the receipt is gone", [SALE], "retire", /voucher is gone/],
  ["the bill is gone", [RECEIPT], "retire", /bills are gone/],
  ["the receipt's sum moved", [SALE, { ...RECEIPT, amount: paise(-500) }], "conflict", null],
  ["the receipt's day moved", [SALE, { ...RECEIPT, date: day("2025-05-03") }], "conflict", null],
  ["the bill's day moved", [{ ...SALE, date: day("2025-04-06") }, RECEIPT], "conflict", null],
  [
    "Tally names another bill",
    [SALE, { ...RECEIPT, allocations: [{ type: "agst-ref", name: "INV-7", amount: paise(-600) }] }],
    "conflict",
    null,
  ],
  [
    "Tally lets another receipt pay the bill",
    [SALE, RECEIPT, line("2025-05-04 receipt", -900, { to: [["agst-ref", "INV-1", -900]] })],
    "conflict",
    null,
  ],
] as [string, PartyLine[], string, RegExp | null][])("a re-match when %s", (_, lines, outcome, why) => {
  const review = reviewCorrection(MATCH, ground(lines));
  expect(review.outcome).toBe(outcome);
  if (why !== null) expect(review).toMatchObject({ why: expect.stringMatching(why) as string });
});

test.each([
  [
    "a later receipt that leaves enough",
    [line("2025-06-05 receipt", -500, { to: [["agst-ref", "INV-1", -500]] })],
    "keep",
  ],
  [
    "a later receipt that leaves too little",
    [line("2025-06-05 receipt", -700, { to: [["agst-ref", "INV-1", -700]] })],
    "conflict",
  ],
  [
    "a receipt that settles the bill",
    [line("2025-06-05 receipt", -1_000, { to: [["agst-ref", "INV-1", -1_000]] })],
    "retire",
  ],
  [
    "the journal of the write-off",
    [line("2025-06-05 journal", -400, { to: [["agst-ref", "INV-1", -400]] })],
    "retire",
  ],
  [
    "a smaller journal",
    [line("2025-06-05 journal", -100, { to: [["agst-ref", "INV-1", -100]] })],
    "conflict",
  ],
] as [string, PartyLine[], string][])("a write-off after %s", (_, lines, outcome) => {
  expect(reviewCorrection(OFF, ground([SALE, RECEIPT, ...lines])).outcome).toBe(outcome);
});

test("a due date: agreed when Tally has the same day, a conflict when it has another, ended when the bill is gone", () => {
  const withPeriod = (text: string) =>
    ground([
      {
        ...SALE,
        allocations: [{ type: "new-ref", name: "INV-1", amount: paise(1_000), creditPeriod: { text } }],
      },
    ]);
  expect(reviewCorrection(DUE, withPeriod("30-Jun-25")).outcome).toBe("retire");
  expect(reviewCorrection(DUE, withPeriod("60 Days"))).toEqual({
    outcome: "conflict",
    now: { dueDate: "2025-06-04", dueSource: "bill" },
  });
  expect(reviewCorrection(DUE, ground([RECEIPT])).outcome).toBe("retire");
});

test("terms: kept while bills still need them, ended when Tally says all of it, a conflict on other terms", () => {
  const ledger = { creditPeriod: "45 Days" };
  const old = {
    ...SALE,
    allocations: [
      { type: "new-ref" as const, name: "INV-1", amount: paise(1_000), creditPeriod: { text: "30 Days" } },
    ],
  };
  const party = { creditPeriod: { text: "45 Days" } };
  expect(reviewCorrection(TERMS, ground([SALE], { ledger, party })).outcome).toBe("retire");
  expect(reviewCorrection(TERMS, ground([old], { ledger, party })).outcome).toBe("keep");
  expect(reviewCorrection(TERMS, ground([SALE], { ledger: { creditPeriod: "60 Days" } }))).toEqual({
    outcome: "conflict",
    now: { creditPeriod: "60 Days" },
  });
});

test("a dispute ends with its bill, and asks when the bill's sum moved", () => {
  const dispute = said(
    "dispute",
    { bill: billKey("INV-1 2025-04-05"), value: { amount: paise(300), owner: null } },
    THEN,
  );
  const paid = line("2025-06-05 receipt", -1_000, { to: [["agst-ref", "INV-1", -1_000]] });
  const dearer = line("2025-04-05 sales", 1_100, { voucherId: "S", to: [["new-ref", "INV-1", 1_100]] });
  expect(reviewCorrection(dispute, ground([SALE])).outcome).toBe("keep");
  expect(reviewCorrection(dispute, ground([SALE, paid])).outcome).toBe("retire");
  expect(reviewCorrection(dispute, ground([dearer])).outcome).toBe("conflict");
});

test("a merge holds as long as both are there and what spoke for it still does", () => {
  const other = { ...LEDGER, guid: "two", name: "Meena Store" };
  const merge = said(
    "merge",
    { value: { intoGuid: "two", evidence: ["gstin"] } },
    ground([], { others: [other] }),
  );
  expect(JSON.stringify(merge.base)).not.toContain(LEDGER.phone);
  const now = (others: LedgerFacts[]) => reviewCorrection(merge, ground([SALE], { others })).outcome;
  expect(now([{ ...other, name: "Meena & Co" }])).toBe("keep");
  expect(now([{ ...other, gstin: "29AAACB9999F1Z5" }])).toBe("conflict");
  expect(now([])).toBe("retire");
});

test("an excluded party that is renamed stays excluded, and the new name is told", () => {
  const excluded = said("exclude", { value: { cause: "staff" } }, THEN);
  expect(reviewCorrection(excluded, ground([], { ledger: { name: "Meena Traders" } }))).toEqual({
    outcome: "keep",
    now: { name: "Meena Traders" },
  });
});

test("contact and credit limit: Tally's own stands beside, agrees, or has moved", () => {
  const contact = said(
    "contact",
    { value: { person: null, phone: "98450 22222", email: null, language: null } },
    THEN,
  );
  const limit = said("credit-limit", { value: { limit: paise(5_000) } }, THEN);
  const now = (ledger: Partial<LedgerFacts>) =>
    [contact, limit].map((each) => reviewCorrection(each, ground([], { ledger })).outcome);
  expect(now({})).toEqual(["keep", "keep"]);
  expect(now({ reach: { phone: "98450 22222", email: null }, creditLimit: paise(5_000) })).toEqual([
    "retire",
    "retire",
  ]);
  expect(now({ reach: { phone: "98450 33333", email: null }, creditLimit: paise(9_000) })).toEqual([
    "conflict",
    "conflict",
  ]);
});
