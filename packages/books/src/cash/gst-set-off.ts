import { min, type Paise } from "@cfa/values/money";

import type { TaxPlace } from "../tax-ledgers.ts";

/** What a tax ledger stands at, owed positive. */
export type TaxBalance = { readonly tax: TaxPlace["tax"]; readonly owed: Paise };

/** What must be deposited, and what of input tax is left for later. */
export type SetOff = { readonly owed: Paise; readonly credit: Paise };

const HEADS = ["igst", "cgst", "sgst", "cess"] as const;
type Head = (typeof HEADS)[number];

/** From whose input tax which other head may be paid, in the order of the law; none pays for the cess, and the cess for none. */
const PAYS: readonly (readonly [from: Head, to: Head])[] = [
  ["igst", "cgst"],
  ["igst", "sgst"],
  ["cgst", "igst"],
  ["sgst", "igst"],
];

/** Sets input tax off head by head. What lies on a ledger of no head may be paid from any, and pays any. */
export function gstSetOff(balances: readonly TaxBalance[]): SetOff {
  const left = new Map<Head, Paise>(HEADS.map((head) => [head, 0n]));
  const of = (head: Head): Paise => left.get(head) ?? 0n;
  let other = 0n;
  for (const { tax, owed } of balances) {
    const head = HEADS.find((each) => each === tax);
    if (head === undefined) other += owed;
    else left.set(head, of(head) + owed);
  }
  for (const [from, to] of PAYS) {
    const paid = min(atLeastNone(-of(from)), atLeastNone(of(to)));
    left.set(from, of(from) + paid);
    left.set(to, of(to) - paid);
  }
  let owed = 0n;
  let credit = 0n;
  for (const head of HEADS) {
    owed += atLeastNone(of(head));
    credit += atLeastNone(-of(head));
  }
  const spare = atLeastNone(-other);
  return { owed: atLeastNone(owed - spare) + atLeastNone(other), credit: credit + atLeastNone(spare - owed) };
}

function atLeastNone(amount: Paise): Paise {
  return amount > 0n ? amount : 0n;
}
