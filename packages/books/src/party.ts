import type { Side } from "./bill.ts";
import type { GroupPlace } from "./group-tree.ts";
import type { VoucherKind } from "./voucher-kind.ts";

/** A ledger we sell to, buy from, or both. */
export type PartyKind = "customer" | "supplier" | "both";

/**
 * The side on which a ledger's balance stands by nature: below Sundry Debtors it is owed to us, below Sundry Creditors by
 * us, however deep. Null: no party. The nearer of the two decides, should someone have put one below the other.
 */
export function homeSideOf(place: GroupPlace): Side | null {
  const nearest = place.reserved.findLast((name) => name === "Sundry Debtors" || name === "Sundry Creditors");
  if (nearest === undefined) return null;
  return nearest === "Sundry Debtors" ? "receivable" : "payable";
}

/** Customer or supplier by group; both when its vouchers show trade on the other side too. */
export function partyKindOf(homeSide: Side, kinds: Iterable<VoucherKind>): PartyKind {
  const sides = new Set<Side>([homeSide]);
  for (const kind of kinds) {
    if (kind === "sales") sides.add("receivable");
    if (kind === "purchase") sides.add("payable");
  }
  if (sides.size === 2) return "both";
  return homeSide === "receivable" ? "customer" : "supplier";
}
