import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { Bill } from "../bill.ts";
import type { PartyBooks, PartyInput } from "../party-books.ts";
import type { BillKey, ContactBase } from "./correction.ts";

/** What Tally says of a party's ledger itself. */
export type LedgerFacts = {
  guid: string;
  name: string;
  aliases: readonly string[];
  homeSide: PartyInput["homeSide"];
  gstin: string | null;
  phone: string | null;
  email: string | null;
  /** How it is reached: the same, but for what was erased here. */
  reach: ContactBase;
  creditLimit: Paise | null;
  creditPeriod: string | null; // Tally's text
};

/** What a correction is checked against and held against later: facts alone, without any correction. */
export type CorrectionGround = {
  ledger: LedgerFacts;
  /** Without corrections; of a merged party, with all its ledgers. */
  input: PartyInput;
  /** The books of `input`. */
  books: PartyBooks;
  /** Other ledgers that a merge speaks of, by GUID. */
  others?: ReadonlyMap<string, LedgerFacts>;
};

/** Why a correction cannot be made: a code, and a sentence that says what to do. */
export type Refusal = { code: string; message: string };

/** The bills that a key means: as a rule one; two where one voucher day opened a name twice. */
export function billsAt(ground: CorrectionGround, key: BillKey): Bill[] {
  return ground.books.bills.filter((bill) => isBill(bill, key, ownGuidOf(ground)));
}

/** GUID of the ledger whose bills name no origin. */
export function ownGuidOf({ input, ledger }: Pick<CorrectionGround, "input" | "ledger">): string {
  return input.ledgerGuid ?? ledger.guid;
}

/** Days on which bills of the same name stand, where the bill itself does not: it was altered, not taken out. */
export function otherDaysOf(ground: CorrectionGround, key: BillKey): LocalDate[] {
  return ground.books.bills
    .filter((bill) => isBill(bill, { ...key, date: bill.date }, ownGuidOf(ground)))
    .map((bill) => bill.date);
}

/** Whether a key means this bill of a party whose own ledger has `ownGuid`. */
export function isBill(bill: Bill, key: BillKey, ownGuid: string): boolean {
  return (
    bill.nameKey === key.nameKey &&
    bill.date === key.date &&
    bill.side === key.side &&
    (bill.origin?.guid ?? ownGuid) === key.ledgerGuid
  );
}

/** The key of a bill of a party whose own ledger has `ownGuid`. */
export function keyOf(bill: Bill, ownGuid: string): BillKey {
  const { side, nameKey, date } = bill;
  return { ledgerGuid: bill.origin?.guid ?? ownGuid, side, nameKey, date };
}

/** The refusal for a bill that is not there. */
export const NO_SUCH_BILL: Refusal = {
  code: "no-such-bill",
  message: "This bill is not in the books any more. Look the party up again and choose another.",
};
