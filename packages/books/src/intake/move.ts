import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { AllocationType } from "../bill-allocation.ts";
import type { Side, UnappliedKind } from "../bill.ts";
import type { Terms } from "../due-date.ts";

/** What one line, or one allocation of it, does to the party's bills: the only thing settling looks at. */
export type Move = {
  type: AllocationType;
  side: Side; // where it opens something; an against ref follows its reference instead
  name: string; // the reference; on account: what a bill made from it is called
  amount: Paise; // debit positive
  date: LocalDate;
  terms: Terms;
  isSupply: boolean;
  isOpening: boolean;
  words: string; // what its voucher says that may name a bill, as a name key
  unappliedAs: UnappliedKind; // what it is called when it is money that no bill takes
  voucherId: string | null; // null: an opening balance
  lineNo: number | null;
};
