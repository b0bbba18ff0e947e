import type { Side } from "../bill.ts";
import type { PartyLine } from "../party-books.ts";
import type { VoucherKind } from "../voucher-kind.ts";

/** Where a party may stand: its home side, and whether its vouchers show trade on both sides. */
export type Standing = { homeSide: Side; isBoth: boolean };

/** What one kind of voucher does to a party's bills. One file per kind, all of this shape. */
export type Intake = {
  kind: VoucherKind;
  /** The side of what a line opens (new ref, advance), leaves on account, or says without bill-wise detail. */
  sideOf: (party: Standing) => Side;
  /** Goods or services change hands: its side is certain, and a sum that an advance covers is a bill all the same. */
  isSupply: boolean;
  /** Whether what it opens is due after a credit period; else on its own day unless Tally states a period. */
  givesCredit: boolean;
  /** The name of a bill made from a line that names none. */
  billName: (line: PartyLine) => string;
};
