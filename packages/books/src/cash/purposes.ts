import type { GroupTree } from "../group-tree.ts";
import { cashAccountKind, type CashAccountKind } from "./cash-account.ts";
import { cashClassOf, type CashClass } from "./cash-class.ts";

/** A ledger as Tally names it and where it stands. */
export type NamedLedger = { readonly name: string; readonly group: string };

/** The ledgers on which money lies, and what money that moves against the others is for. */
export type Purposes<L> = {
  readonly money: (L & { readonly kind: CashAccountKind })[];
  readonly others: (L & { readonly class: CashClass })[];
};

/** Tells money accounts from the rest, and what the rest is for. */
export function purposesOf<L extends NamedLedger>(ledgers: readonly L[], tree: GroupTree): Purposes<L> {
  const purposes: Purposes<L> = { money: [], others: [] };
  for (const ledger of ledgers) {
    const { reserved, nature, root } = tree.placeOf(ledger.group);
    const kind = cashAccountKind({ reserved });
    const of = cashClassOf({ name: ledger.name, group: ledger.group, reserved, nature, root });
    if (kind !== null) purposes.money.push({ ...ledger, kind });
    else if (of !== null) purposes.others.push({ ...ledger, class: of });
  }
  return purposes;
}
