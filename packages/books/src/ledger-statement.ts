import type { Paise } from "@cfa/values/money";

import { nameKey } from "./name-key.ts";

/** Lines with the balance after each, debit positive. */
export function withBalances<L extends { amount: Paise }>(
  lines: readonly L[],
  opening: Paise,
): (L & { balance: Paise })[] {
  let balance = opening;
  return lines.map((line) => {
    balance += line.amount;
    return { ...line, balance };
  });
}

/**
 * The ledgers on the other side of a line: those that the voucher moves the other way, else all it moves beside this one, else the
 * ledger itself (a journal from one of its bills to another). Each is named once, in the order of lines.
 */
export function otherSide(
  lines: readonly { ledger: string; amount: Paise }[],
  line: { ledger: string; amount: Paise },
): string[] {
  const own = nameKey(line.ledger);
  const beside = lines.filter(({ ledger }) => nameKey(ledger) !== own);
  const opposite = beside.filter(({ amount }) => amount > 0n !== line.amount > 0n);
  const others = opposite.length > 0 ? opposite : beside;
  return [...new Set((others.length > 0 ? others : [line]).map(({ ledger }) => ledger))];
}
