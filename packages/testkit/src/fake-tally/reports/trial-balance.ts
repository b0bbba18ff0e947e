import type { Paise } from "@cfa/values/money";

import { groupTree } from "../company/groups.ts";
import type { GroupNow } from "../company/state.ts";
import type { View } from "../company/view.ts";
import { balanceRow, flat, nameRow } from "./rows.ts";

/** How far the trial balance opens up: all ledgers, or the primary groups with or without one level below. */
export type TrialBalanceDetail = "ledgers" | "groups" | "one level";

/**
 * Tally's trial balance at the end of the view's period. "Opening Stock" is a line of its own and no ledger; so is the
 * gain or loss on foreign currency where a rate is known, so that the lines add up to zero.
 */
export function trialBalance(view: View, detail: TrialBalanceDetail): Iterable<string> {
  return flat(lines(view, detail));
}

function* lines(view: View, detail: TrialBalanceDetail): Generator<string> {
  const { state } = view;
  let total = state.source.openingStock;
  for (const ledger of state.ledgers.values()) {
    const balance = view.closing(ledger.masterId);
    total += balance;
    if ((detail === "ledgers" || ledger.parent === null) && balance !== 0n) yield line(ledger.name, balance);
  }
  if (detail !== "ledgers") yield* groupLines(view, detail);
  if (state.source.openingStock !== 0n) yield line("Opening Stock", state.source.openingStock);
  if (state.rates.size > 0 && total !== 0n) yield line("Unadjusted Forex Gain/Loss", -total);
}

function* groupLines(view: View, detail: TrialBalanceDetail): Generator<string> {
  const tree = groupTree(view.state);
  for (const primary of tree.childrenOf(null)) {
    const balance = groupBalance(view, primary);
    if (balance === 0n) continue;
    yield line(primary.name, balance);
    if (detail !== "one level") continue;
    for (const group of tree.childrenOf(primary.name)) {
      const inner = groupBalance(view, group);
      if (inner !== 0n) yield line(group.name, inner);
    }
    for (const ledger of view.state.ledgers.values()) {
      const inner = view.closing(ledger.masterId);
      if (ledger.parent?.toLowerCase() === primary.name.toLowerCase() && inner !== 0n)
        yield line(ledger.name, inner);
    }
  }
}

/** The balance of all ledgers in a group and the groups below it. */
export function groupBalance(view: View, group: GroupNow): Paise {
  const tree = groupTree(view.state);
  const inside = new Set<string>([group.name.toLowerCase()]);
  const waiting = [group];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const child of tree.childrenOf(at.name)) {
      if (inside.has(child.name.toLowerCase())) continue;
      inside.add(child.name.toLowerCase());
      waiting.push(child);
    }
  }
  let balance = 0n;
  for (const ledger of view.state.ledgers.values()) {
    if (ledger.parent !== null && inside.has(ledger.parent.toLowerCase()))
      balance += view.closing(ledger.masterId);
  }
  return balance;
}

function line(name: string, balance: Paise): string {
  return nameRow(name) + balanceRow(balance);
}
