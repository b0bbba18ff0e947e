import type { SideTotals } from "@cfa/books/outstanding";
import type { PartyBalance } from "@cfa/contract/reads";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

const NOTHING: SideTotals = {
  outstanding: 0n,
  due: 0n,
  overdue: 0n,
  tdsAwaited: 0n,
  unapplied: 0n,
  bills: 0,
  oldestOverdueDays: 0,
};

/** A party's totals as the app shows them; none at all are zeros. */
export function presentBalance(
  party: { ledgerId: string; name: string },
  totals: SideTotals = NOTHING,
): PartyBalance {
  return {
    partyId: idOut("party", party.ledgerId),
    name: party.name,
    outstanding: paiseToJson(totals.outstanding),
    due: paiseToJson(totals.due),
    overdue: paiseToJson(totals.overdue),
    tdsAwaited: paiseToJson(totals.tdsAwaited),
    unapplied: paiseToJson(totals.unapplied),
    bills: totals.bills,
    oldestOverdueDays: totals.oldestOverdueDays,
  };
}
