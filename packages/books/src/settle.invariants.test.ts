import { addDays, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { onSide } from "./bill.ts";
import { billAsOf, outstandingAsOf } from "./outstanding.ts";
import type { PartyBooks, PartyInput, PartyLine } from "./party-books.ts";
import { deriveParty } from "./settle.ts";
import { BOOKS_FROM, cases, parties } from "./test-any-party.ts";

/* Whatever a party's vouchers say, these hold. Names, days and sums are drawn from few, so that they collide often. */

const CASES = cases(400, 2_000);

test("on every day, bills less unapplied money are the ledger balance", () => {
  fc.assert(
    fc.property(parties, (party) => {
      const books = deriveParty(party);
      for (let offset = 0; offset <= 41; offset++) {
        const asOf = addDays(BOOKS_FROM, offset);
        expect(netAsOf(books, asOf)).toBe(balanceAsOf(party, asOf));
      }
    }),
    CASES,
  );
});

test("a settlement never exceeds its bill, on any day, nor what its voucher line gave", () => {
  fc.assert(
    fc.property(parties, (party) => {
      const { bills, unapplied } = deriveParty(party);
      const used = new Map<string | null, Paise>();
      for (const bill of bills) {
        expect(bill.amount > 0n).toBe(true);
        const paid = sum(bill.settlements.map((settlement) => settlement.amount));
        expect(paid <= bill.amount).toBe(true);
        expect(bill.open).toBe(
          bill.amount -
            sum(bill.settlements.filter(({ basis }) => basis === bill.basis).map(({ amount }) => amount)),
        );
        for (const settlement of bill.settlements) {
          expect(settlement.amount > 0n).toBe(true);
          expect(settlement.date >= bill.date).toBe(true);
          const before = used.get(settlement.voucherId) ?? 0n;
          used.set(settlement.voucherId, before + settlement.amount);
        }
      }
      for (const line of party.lines) {
        expect((used.get(line.voucherId) ?? 0n) <= givenBy(line, party.isBillWise)).toBe(true);
      }
      for (const row of unapplied) expect(row.amount).not.toBe(0n);
      for (const bill of bills) {
        for (let offset = 0; offset <= 41; offset++) {
          const standing = billAsOf(bill, addDays(BOOKS_FROM, offset));
          expect(standing === null || standing.likelySettled <= standing.open).toBe(true);
        }
      }
    }),
    CASES,
  );
});

test("unapplied money of one voucher is never negative, on any day", () => {
  fc.assert(
    fc.property(parties, (party) => {
      const held = new Map<string, Paise>();
      for (const row of deriveParty(party).unapplied) {
        const key = [row.side, row.kind, row.name, row.voucherId].join("|");
        held.set(key, (held.get(key) ?? 0n) + row.amount);
        expect((held.get(key) ?? 0n) >= 0n).toBe(true);
      }
    }),
    CASES,
  );
});

test("the order in which lines and opening bills are given does not matter", () => {
  const shuffled = parties.chain((party) =>
    fc.record({
      party: fc.constant(party),
      lines: fc.shuffledSubarray([...party.lines], {
        minLength: party.lines.length,
        maxLength: party.lines.length,
      }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ party, lines }) => {
      const other = { ...party, lines, openingBills: party.openingBills.toReversed() };
      expect(deriveParty(other)).toEqual(deriveParty(party));
    }),
    CASES,
  );
});

test("what stood on a day is what would have been derived on that day, for money that counts", () => {
  fc.assert(
    fc.property(parties, fc.integer({ min: 0, max: 40 }), (party, offset) => {
      // Trade on the other side that begins later would move receipts and payments: hold the sides fixed.
      const lines = party.lines.filter((line) => line.kind !== "sales" && line.kind !== "purchase");
      const asOf = addDays(BOOKS_FROM, offset);
      const known = lines.filter((line) => line.date <= asOf);
      const whole = deriveParty({ ...party, isBillWise: false, lines });
      const then = deriveParty({ ...party, isBillWise: false, lines: known });
      for (const side of ["receivable", "payable"] as const) {
        expect(outstandingAsOf(whole, { side, asOf })).toEqual(outstandingAsOf(then, { side, asOf }));
      }
    }),
    CASES,
  );
});

function netAsOf(books: PartyBooks, asOf: LocalDate): Paise {
  const receivable = outstandingAsOf(books, { side: "receivable", asOf });
  const payable = outstandingAsOf(books, { side: "payable", asOf });
  return receivable.outstanding - payable.outstanding;
}

function balanceAsOf(party: PartyInput, asOf: LocalDate): Paise {
  const lines = party.lines.filter((line) => line.date <= asOf);
  return party.opening + sum(lines.map((line) => line.amount));
}

/** The most that a line can pay bills with: what its parts give, on whichever side each of them settles. */
function givenBy(line: PartyLine, isBillWise: boolean): Paise {
  const allocated = isBillWise ? line.allocations.map((allocation) => allocation.amount) : [];
  const parts = [...allocated, line.amount - sum(allocated)];
  const size = (side: "receivable" | "payable") =>
    sum(parts.map((part) => onSide(side, part)).filter((part) => part < 0n));
  return -size("receivable") - size("payable");
}
