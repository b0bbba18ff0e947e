import { NEVER, type Bills } from "../bills.ts";
import { quantile } from "../numbers.ts";

/** So many days after a cut-off a bill may become known to be predicted "new". */
const NEW_WITHIN = 28;

/** A bill to predict on a cut-off; `row` is its row in the whole ledger. */
export type Case = { kind: "open" | "new"; row: number };

/**
 * Days on which a ledger is looked at, every `step` days from where two fifths of the bills are known, ending so early that nearly
 * every outcome is known. The protocol that public ledgers are scored with.
 */
export function cutOffs(bills: Bills, step = 28): number[] {
  const days: number[] = [];
  const toPay = Array.from(bills.paid).flatMap((paid, row) =>
    paid === NEVER ? [] : [paid - (bills.known[row] ?? 0)],
  );
  const paidDays = Array.from(bills.paid).filter((paid) => paid !== NEVER);
  if (toPay.length === 0) return days;
  const margin = Math.max(56, Math.ceil(quantile(toPay, 0.99)));
  const first = Math.floor(quantile(Array.from(bills.known), 0.4));
  const last = Math.min(highest(bills.known), highest(paidDays)) - margin;
  for (let day = first; day <= last; day += step) days.push(day);
  return days;
}

/** What is to be predicted on a cut-off: bills open then, and those that become known in the four weeks after. */
export function casesOn(bills: Bills, cutOff: number): Case[] {
  const open: Case[] = [];
  const coming: Case[] = [];
  for (let row = 0; row < bills.count; row++) {
    const known = bills.known[row] ?? NEVER;
    if (known > cutOff + NEW_WITHIN) break;
    if (known > cutOff) coming.push({ kind: "new", row });
    else if ((bills.paid[row] ?? NEVER) > cutOff) open.push({ kind: "open", row });
  }
  return [...open, ...coming];
}

function highest(values: Iterable<number>): number {
  let most = -Infinity;
  for (const value of values) most = Math.max(most, value);
  return most;
}
