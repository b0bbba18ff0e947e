import type { BillAllocation } from "@cfa/books/bill-allocation";
import type { OpeningBill } from "@cfa/books/chart";
import { partyKindOf } from "@cfa/books/party";
import type { PartyInput, PartyLine } from "@cfa/books/party-books";
import { deriveParty } from "@cfa/books/settle";
import type { VoucherKind } from "@cfa/books/voucher-kind";
import type { CreditPeriodText } from "@cfa/contract/records";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  analyzePartyBooks,
  dropBooksOfOthers,
  keepPartyBooks,
  partyLines,
  touchedParties,
  type DerivedParty,
  type PartyLineRow,
  type TouchedParty,
} from "@cfa/db/queries/apply/party-books";
import { keepStatedSums } from "@cfa/db/queries/apply/stated-sums";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

import { createWriter } from "./writer.ts";

/** So many lines, or those of one party, are read, derived and written at once, one after the other. */
const LINES_AT_ONCE = 8_000;
const ANALYZE_FROM_LINES = 5_000;

/** Derives the books of every party that was touched, some parties at a time. Answers how many. */
export async function deriveParties(tx: CompanyTx, booksFrom: LocalDate): Promise<number> {
  await dropBooksOfOthers(tx);
  const parties = await touchedParties(tx);
  const writer = createWriter();
  let lines = 0;
  for await (const { some, byLedger } of withLines(tx, parties)) {
    const derived = some.map((party) => derive(party, byLedger.get(party.ledgerId) ?? [], booksFrom));
    await writer.write(() => keepPartyBooks(tx, derived));
    lines += some.reduce((total, party) => total + party.lines, 0);
  }
  await writer.idle();
  if (lines >= ANALYZE_FROM_LINES) await analyzePartyBooks(tx);
  await keepStatedSums(tx);
  return parties.length;
}

type Share = { some: TouchedParty[]; byLedger: Map<string, PartyLineRow[]> };

/** Each share with its lines; the database looks for the next one's lines, and writes the last one, while this one is derived. */
async function* withLines(tx: CompanyTx, parties: readonly TouchedParty[]): AsyncGenerator<Share> {
  const shares = inShares(parties);
  const read = (): Promise<Share> | undefined => {
    const { value: some } = shares.next();
    if (some === undefined) return undefined;
    const ledgerIds = some.map((party) => party.ledgerId);
    const share = partyLines(tx, ledgerIds).then((rows) => ({
      some,
      byLedger: Map.groupBy(rows, (row) => row.ledgerId),
    }));
    share.catch(() => undefined); // awaited in the next turn, where it is thrown
    return share;
  };
  for (let next = read(); next !== undefined;) {
    const share = await next;
    next = read();
    yield share;
  }
}

function* inShares(parties: readonly TouchedParty[]): Generator<TouchedParty[], undefined> {
  let share: TouchedParty[] = [];
  let lines = 0;
  for (const party of parties) {
    if (share.length > 0 && lines + party.lines > LINES_AT_ONCE) {
      yield share;
      share = [];
      lines = 0;
    }
    share.push(party);
    lines += party.lines;
  }
  if (share.length > 0) yield share;
  return undefined;
}

function derive(party: TouchedParty, rows: readonly PartyLineRow[], booksFrom: LocalDate): DerivedParty {
  const input: PartyInput = {
    homeSide: party.homeSide,
    isBillWise: party.isBillWise,
    creditPeriod: party.creditPeriod as CreditPeriodText | null,
    companyCreditDays: 0,
    booksFrom,
    opening: party.opening,
    openingBills: (party.openingBills as (Omit<OpeningBill, "amount"> & { amount: string })[]).map(
      (bill) => ({
        ...bill,
        amount: paiseFromJson(bill.amount),
      }),
    ),
    lines: rows.map(lineOf),
  };
  return {
    ledgerId: party.ledgerId,
    partyKind: partyKindOf(
      party.homeSide,
      input.lines.map((line) => line.kind),
    ),
    books: deriveParty(input),
  };
}

function lineOf(row: PartyLineRow): PartyLine {
  const allocations = (row.allocations ?? []) as (Omit<BillAllocation, "amount"> & { amount: string })[];
  return {
    voucherId: row.voucherId,
    voucherGuid: row.voucherGuid,
    lineNo: row.lineNo,
    date: row.date as LocalDate,
    kind: row.kind as VoucherKind,
    amount: row.amount,
    allocations: allocations.map((allocation) => ({
      ...allocation,
      amount: paiseFromJson(allocation.amount),
    })),
    number: row.number,
    reference: row.reference,
    dueText: row.dueText,
  };
}
