import { addDays, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { counts, isWriteOff, onSide } from "../bill.ts";
import { outstandingAsOf } from "../outstanding.ts";
import type { PartyBooks, PartyInput } from "../party-books.ts";
import { deriveParty } from "../settle.ts";
import { BOOKS_FROM, cases, days, parties } from "../test-any-party.ts";
import type { Correction } from "./correction.ts";
import { keyOf } from "./ground.ts";

/* Whatever people say of a party, fitting or not, these hold. */

const CASES = cases(150, 2_000);
const OWN = "own";
const AS_OF = Array.from({ length: 12 }, (_, index) => addDays(BOOKS_FROM, index * 4 - 2));

const saying = fc.record({
  kind: fc.constantFrom("rematch", "rematch", "write-off", "due-date", "terms", "dispute", "exclude"),
  line: fc.nat(40),
  bills: fc.array(fc.nat(40), { minLength: 1, maxLength: 3 }),
  amounts: fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 3, maxLength: 3 }),
  date: days,
  state: fc.constantFrom("active", "active", "conflict"),
});
type Saying = typeof saying extends fc.Arbitrary<infer T> ? T : never;

/** A party, with ledgers merged into it, and what people say of its bills and lines as they are without it. */
const corrected = fc
  .record({
    party: parties,
    merged: fc.array(parties, { maxLength: 2 }),
    sayings: fc.array(saying, { minLength: 1, maxLength: 5 }),
  })
  .map(({ party, merged, sayings }) => {
    const plain: PartyInput = {
      ...party,
      ledgerGuid: OWN,
      merged: merged.map((input, index) => ({
        ledgerId: `l${index}`,
        guid: `m${index}`,
        input: { ...input, homeSide: party.homeSide, lines: renamed(input.lines, `m${index}-`) },
      })),
    };
    return { plain, party: { ...plain, corrections: sayings.map((each, n) => said(each, n, plain)) } };
  });

function renamed(lines: PartyInput["lines"], prefix: string): PartyInput["lines"] {
  return lines.map((line) => ({
    ...line,
    voucherId: prefix + line.voucherId,
    voucherGuid: prefix + line.voucherGuid,
  }));
}

function said(saying: Saying, index: number, party: PartyInput): Correction {
  const { bills } = deriveParty(party);
  const lines = linesOf(party);
  const line = lines[saying.line % Math.max(1, lines.length)];
  const keys = saying.bills.flatMap((each) => {
    const bill = bills[each % Math.max(1, bills.length)];
    return bill === undefined ? [] : [keyOf(bill, OWN)];
  });
  const amounts = saying.amounts.map((hundreds) => BigInt(hundreds) * 100n);
  const [key] = keys;
  const values: Record<string, unknown> = {
    rematch: { parts: keys.map((bill, at) => ({ bill, amount: amounts[at] ?? 1n })) },
    "write-off": { amount: amounts[0], date: saying.date },
    "due-date": { dueDate: saying.date },
    terms: { days: saying.line },
    dispute: { amount: amounts[0], owner: null },
    exclude: { cause: "staff" },
  };
  return {
    kind: saying.kind,
    correctionId: `c${index}`,
    state: saying.state,
    ledgerGuid: key?.ledgerGuid ?? OWN,
    line: line === undefined ? null : { voucherGuid: line.voucherGuid, lineNo: line.lineNo },
    bill: key ?? null,
    fromDate: saying.date,
    untilDate: null,
    value: values[saying.kind],
    base: { creditPeriod: "30 Days" },
  } as unknown as Correction;
}

function linesOf(party: PartyInput): PartyInput["lines"] {
  return [...party.lines, ...(party.merged ?? []).flatMap((each) => each.input.lines)];
}

test("on every day, bills less unapplied money are the ledger balance less what was written off", () => {
  fc.assert(
    fc.property(corrected, ({ party }) => {
      const books = deriveParty(party);
      for (const asOf of AS_OF.filter((each) => each >= BOOKS_FROM)) {
        expect(netAsOf(books, asOf) + writtenOff(books, asOf)).toBe(balanceAsOf(party, asOf));
      }
    }),
    CASES,
  );
});

test("a settlement never exceeds its bill, on any day, nor what its voucher line gave", () => {
  fc.assert(
    fc.property(corrected, ({ plain, party }) => {
      const { bills } = deriveParty(party);
      const used = new Map<string, Paise>();
      for (const bill of bills) {
        for (const asOf of [...AS_OF, addDays(BOOKS_FROM, 400)]) {
          const paid = bill.settlements.filter((each) => counts(bill, each) && each.date <= asOf);
          const open = bill.amount - sum(paid.map((each) => each.amount));
          expect(open >= 0n && open <= bill.amount).toBe(true);
        }
        const taken = bill.settlements.filter((each) => counts(bill, each));
        expect(bill.open).toBe(bill.amount - sum(taken.map((each) => each.amount)));
        expect(sum(bill.settlements.map((each) => each.amount)) <= bill.amount).toBe(true);
        expect((bill.disputed ?? 0n) <= bill.open).toBe(true);
        for (const each of taken.filter(({ voucherId }) => voucherId !== null)) {
          const key = `${each.voucherId} ${each.lineNo}`;
          used.set(key, (used.get(key) ?? 0n) + each.amount);
        }
      }
      const before = givenByFacts(deriveParty(plain));
      for (const [line, amount] of used)
        expect(amount <= (before.get(line.split(" ")[0] ?? "") ?? 0n)).toBe(true);
    }),
    CASES,
  );
});

/** What each voucher pays and keeps without corrections: more than that no correction can give. */
function givenByFacts({ bills, unapplied }: PartyBooks): Map<string, Paise> {
  const given = new Map<string, Paise>();
  const add = (voucherId: string | null, amount: Paise) => {
    if (voucherId !== null) given.set(voucherId, (given.get(voucherId) ?? 0n) + amount);
  };
  for (const row of unapplied) add(row.voucherId, row.amount);
  for (const bill of bills) {
    for (const each of bill.settlements.filter((one) => counts(bill, one))) add(each.voucherId, each.amount);
  }
  return given;
}

test("unapplied money of one voucher is never negative, on any day", () => {
  fc.assert(
    fc.property(corrected, ({ party }) => {
      const held = new Map<string, Paise>();
      for (const row of deriveParty(party).unapplied) {
        const key = [row.side, row.kind, row.name, row.voucherId, row.origin?.guid].join("|");
        held.set(key, (held.get(key) ?? 0n) + row.amount);
        expect((held.get(key) ?? 0n) >= 0n).toBe(true);
      }
    }),
    CASES,
  );
});

test("what Tally states stays as it was: the overlay taken off, stated bills and named money are the facts'", () => {
  fc.assert(
    fc.property(corrected, ({ plain, party }) => {
      expect(statedView(deriveParty(party))).toEqual(statedView(deriveParty(plain)));
    }),
    CASES,
  );
});

function statedView({ bills, unapplied }: PartyBooks): unknown {
  return {
    bills: bills
      .filter((bill) => bill.basis === "stated")
      .map(({ side, nameKey, date, amount, dueDate, sourceDue, settlements, origin }) => ({
        side,
        nameKey,
        date,
        amount,
        origin,
        dueDate: sourceDue?.dueDate ?? dueDate,
        settlements: settlements.filter((each) => each.basis === "stated"),
      })),
    unapplied: unapplied.filter((row) => row.name !== "" && !row.isCorrected),
  };
}

test("a correction that is undone leaves the very same books, and so does one that waits or was rejected", () => {
  fc.assert(
    fc.property(corrected, ({ plain, party }) => {
      const facts = deriveParty(plain);
      deriveParty(party);
      expect(deriveParty({ ...party, corrections: [] })).toEqual(facts);
      for (const state of ["waiting", "undone", "rejected", "retired"] as const) {
        const ended = party.corrections.map((each) => ({ ...each, state }));
        expect(deriveParty({ ...party, corrections: ended })).toEqual(facts);
      }
    }),
    CASES,
  );
});

test("a merge that is split again leaves each party as it was", () => {
  fc.assert(
    fc.property(corrected, ({ plain }) => {
      const { merged = [], ...own } = plain;
      const apart = [own, ...merged.map((each) => each.input)].map((each) => deriveParty(each));
      const together = deriveParty(plain);
      for (const asOf of AS_OF) {
        expect(sum(apart.map((books) => netAsOf(books, asOf)))).toBe(netAsOf(together, asOf));
      }
      for (const [index, { guid }] of [{ guid: undefined }, ...merged].entries()) {
        expect(statedOf(together, guid)).toEqual(statedOf(apart[index] ?? { bills: [], unapplied: [] }));
      }
    }),
    CASES,
  );
});

function statedOf({ bills }: PartyBooks, origin?: string): unknown {
  return bills
    .filter((bill) => bill.basis === "stated" && bill.origin?.guid === origin)
    .map((bill) => [bill.nameKey, bill.date, bill.amount, bill.open]);
}

test("the order in which lines, opening bills and merged ledgers are given does not matter", () => {
  fc.assert(
    fc.property(corrected, ({ party }) => {
      const turned = (input: PartyInput): PartyInput => ({
        ...input,
        lines: input.lines.toReversed(),
        openingBills: input.openingBills.toReversed(),
        merged: (input.merged ?? []).map((each) => ({ ...each, input: turned(each.input) })).toReversed(),
      });
      expect(deriveParty(turned(party))).toEqual(deriveParty(party));
    }),
    CASES,
  );
});

function netAsOf(books: PartyBooks, asOf: LocalDate): Paise {
  const receivable = outstandingAsOf(books, { side: "receivable", asOf });
  const payable = outstandingAsOf(books, { side: "payable", asOf });
  return receivable.outstanding - payable.outstanding;
}

function writtenOff({ bills }: PartyBooks, asOf: LocalDate): Paise {
  const taken = bills.flatMap((bill) =>
    bill.settlements
      .filter((each) => isWriteOff(each) && each.date <= asOf)
      .map((each) => onSide(bill.side, each.amount)),
  );
  return sum(taken);
}

function balanceAsOf(party: PartyInput, asOf: LocalDate): Paise {
  const ledgers = [party, ...(party.merged ?? []).map((each) => each.input)];
  const lines = linesOf(party).filter((line) => line.date <= asOf);
  return sum(ledgers.map((each) => each.opening)) + sum(lines.map((line) => line.amount));
}
