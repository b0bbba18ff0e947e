import { abs, sum, type Paise } from "@cfa/values/money";

/**
 * A line of a voucher that touches a money account; debit positive. `isMoney`: on a money account; `isTax`: on a ledger of GST, which beside
 * other lines is a tax on them.
 */
export type CashLine = {
  readonly ledgerId: string;
  readonly amount: Paise;
  readonly isMoney: boolean;
  readonly isTax: boolean;
};

/** Money of one voucher that came (positive) or went (negative) against a ledger. */
export type CashMove = { readonly ledgerId: string; readonly amount: Paise };

/**
 * What the money of one voucher was for. What moved on its money accounts together is laid over its other lines: those that lie against the
 * money take it all, in proportion, so that a rent of 100 with 10 of tax kept back is 90 of rent, and goods sold for 100 and 18 of GST are 118
 * of goods. Between own accounts nothing moved. The moves add up to the money, to the paisa.
 */
export function cashMovesOf(lines: readonly CashLine[]): CashMove[] {
  const money = sum(lines.filter((line) => line.isMoney).map((line) => line.amount));
  if (money === 0n) return [];
  const other = lines.filter(
    (line) => !line.isMoney && line.amount !== 0n && line.amount > 0n !== money > 0n,
  );
  const goods = other.filter((line) => !line.isTax);
  const against = goods.length > 0 ? goods : other;
  const whole = -sum(against.map((line) => line.amount));
  if (whole === 0n) return [];
  const moves = byLedger(against).map(({ ledgerId, amount }) => ({
    ledgerId,
    amount: (-amount * money) / whole,
  }));
  const left = money - sum(moves.map((move) => move.amount));
  const largest = moves.reduce((a, b) => (abs(b.amount) > abs(a.amount) ? b : a));
  return moves.map((move) => (move === largest ? { ...move, amount: move.amount + left } : move));
}

function byLedger(lines: readonly CashLine[]): CashMove[] {
  const sums = new Map<string, Paise>();
  for (const { ledgerId, amount } of lines) sums.set(ledgerId, (sums.get(ledgerId) ?? 0n) + amount);
  return [...sums].map(([ledgerId, amount]) => ({ ledgerId, amount }));
}
