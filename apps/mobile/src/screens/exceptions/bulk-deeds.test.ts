import type { ExceptionRow } from "@cfa/contract/exceptions";
import { expect, test } from "vitest";

import { amountOf, askedOf, deedOf, deedsFor, type DeedChoice } from "./bulk-deeds";

const row = (of: object) =>
  ({
    id: "1",
    amount: "70000",
    parties: [{ partyId: "pty_a", name: "Meena", open: "70000" }],
    bills: [],
    suggestions: [],
    money: null,
    correctionId: null,
    date: "2026-03-01",
    ...of,
  }) as unknown as ExceptionRow;
const choice: DeedChoice = { days: 30, cause: "staff", withGuesses: false, today: "2026-04-15" };
const receipt = (certainty: string) =>
  row({
    kind: "unallocated",
    money: { voucherId: "vch_a", lineNo: 2 },
    suggestions: [{ certainty, bills: [{ billId: "bil_a", amount: "60000" }] }],
  });

test("a receipt goes to the bills that are suggested first; a guess only where it is wanted", () => {
  expect(askedOf(receipt("sure"), choice)).toEqual({
    key: "unallocated 1",
    deed: "correct",
    proposal: {
      kind: "rematch",
      partyId: "pty_a",
      voucherId: "vch_a",
      lineNo: 2,
      parts: [{ billId: "bil_a", amount: "60000" }],
    },
  });
  expect(amountOf(receipt("sure"))).toBe(60_000n);
  expect(askedOf(receipt("guess"), choice)).toBeNull();
  expect(askedOf(receipt("guess"), { ...choice, withGuesses: true })).not.toBeNull();
  expect(deedOf(row({ kind: "unallocated" }))).toBeNull();
});

test("each kind has its deed, and those that only Tally puts right have none", () => {
  const bill = { billId: "bil_a", open: "50000" };
  const proposals = [
    row({ kind: "no-due-date" }),
    row({ kind: "no-contact" }),
    row({ kind: "old-bill", bills: [bill] }),
  ].map((one) => askedOf(one, choice));
  expect(proposals).toMatchObject([
    { proposal: { kind: "terms", partyId: "pty_a", days: 30, fromDate: "2026-03-01" } },
    { proposal: { kind: "exclude", partyId: "pty_a", cause: "staff" } },
    { proposal: { kind: "write-off", billId: "bil_a", amount: "50000", date: "2026-04-15" } },
  ]);
  expect(askedOf(row({ kind: "no-due-date" }), { ...choice, days: null })).toBeNull();
  expect(askedOf(row({ kind: "conflict", correctionId: "cor_a" }), choice)).toMatchObject({
    deed: "take-tally",
    correctionId: "cor_a",
  });
  for (const kind of ["tds-short", "duplicate-reference", "back-dated", "quarantined"]) {
    expect(deedOf(row({ kind }))).toBeNull();
  }
});

test("of two that are one the smaller goes under the larger; of three a person decides", () => {
  const small = { partyId: "pty_small", open: "5" };
  const large = { partyId: "pty_large", open: "70" };
  expect(askedOf(row({ kind: "duplicate-parties", parties: [small, large] }), choice)).toMatchObject({
    proposal: { kind: "merge", partyId: "pty_small", intoPartyId: "pty_large" },
  });
  expect(deedOf(row({ kind: "duplicate-parties", parties: [small, large, small] }))).toBeNull();
});

test("exceptions of several kinds go to their deeds", () => {
  const deeds = deedsFor([receipt("sure"), row({ kind: "no-contact" }), row({ kind: "quarantined" })]);
  expect([...deeds].map(([deed, rows]) => [deed, rows.length])).toEqual([
    ["match", 1],
    ["exclude", 1],
  ]);
});
