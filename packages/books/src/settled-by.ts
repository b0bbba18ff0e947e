import { sum, type Paise } from "@cfa/values/money";

import { isTdsLedger } from "./tds.ts";

/*
 * What settled a bill: money, or an entry for which no money came. A voucher says it by what stands opposite the party:
 * bank, a TDS ledger, bad debts, round off. Rules: docs/algorithms/settlement.md.
 */

/** `moved`: money that was there before; `note`: goods or services taken back; `other`: nothing tells. */
export type SettledBy =
  | "payment"
  | "tds"
  | "write-off"
  | "rounding"
  | "discount"
  | "exchange"
  | "note"
  | "set-off"
  | "moved"
  | "other";

/** A line of a settling voucher, debit positive, with what its ledger is. */
export type SettlingLine = {
  lineNo: number;
  ledgerId: string;
  ledger: string;
  isParty: boolean;
  isMoney: boolean; // cash or bank
  isTrade: boolean; // sales, purchases, duties and taxes
  amount: Paise;
};

export type SettledPart = { by: SettledBy; amount: Paise };

/** Ledgers that Tally has no mark for are told by their names. */
const BY_NAME: readonly (readonly [RegExp, SettledBy])[] = [
  [/\bround(ed|ing)?\b|\broundoff\b/iu, "rounding"],
  [/\bforex\b|\bforeign exchange\b|\bexchange (rate )?(gain|loss|diff\w*|fluctuation)/iu, "exchange"],
  [/\bbad debts?\b|\bwrit(e|ten)[ -]?(off|back)s?\b|\birrecoverable\b/iu, "write-off"],
  [/\bdiscounts?\b|\brebates?\b/iu, "discount"],
];

/**
 * So much of a settlement by one line of a voucher, told apart by what stands opposite, the largest first. Where a voucher has several
 * things opposite, each part is its share: 995 from the bank and 5 to Round Off are 99.5 and 0.5 of every hundred. A sum below zero, taken
 * back by a person, is told apart in the same way.
 */
export function settledBy(
  amount: Paise,
  { lines, lineNo }: { lines: readonly SettlingLine[]; lineNo: number | null },
): SettledPart[] {
  const own = lines.find((line) => line.lineNo === lineNo)?.ledgerId;
  const moved = sum(lines.filter((line) => line.ledgerId === own).map((line) => line.amount));
  if (own === undefined) return [{ by: "other", amount }];
  if (moved === 0n) return [{ by: "moved", amount }];
  const opposite = new Map<SettledBy, Paise>();
  for (const line of lines) {
    if (line.ledgerId === own) continue;
    const by = whatIs(line);
    opposite.set(by, (opposite.get(by) ?? 0n) + (moved < 0n ? line.amount : -line.amount));
  }
  const heaviest = [...opposite]
    .filter(([, weight]) => weight > 0n)
    .toSorted(([, a], [, b]) => (a < b ? 1 : -1));
  return shares(amount, heaviest);
}

/** Whether a ledger is one on which differences between rates of exchange are booked. */
export function isExchangeLedger(name: string): boolean {
  return named(name) === "exchange";
}

function whatIs(line: SettlingLine): SettledBy {
  if (line.isMoney) return "payment";
  if (line.isParty) return "set-off";
  if (isTdsLedger(line.ledger)) return "tds";
  return named(line.ledger) ?? (line.isTrade ? "note" : "other");
}

function named(ledger: string): SettledBy | undefined {
  return BY_NAME.find(([pattern]) => pattern.test(ledger))?.[1];
}

/** The sum in proportion to the weights, to the paisa: the heaviest takes what rounding leaves. */
function shares(amount: Paise, weights: readonly (readonly [SettledBy, Paise])[]): SettledPart[] {
  const [first, ...rest] = weights;
  if (first === undefined) return [{ by: "other", amount }];
  const total = sum(weights.map(([, weight]) => weight));
  const parts = rest.map(([by, weight]): SettledPart => ({ by, amount: (amount * weight) / total }));
  const left = amount - sum(parts.map((part) => part.amount));
  return [{ by: first[0], amount: left }, ...parts.filter((part) => part.amount !== 0n)];
}
