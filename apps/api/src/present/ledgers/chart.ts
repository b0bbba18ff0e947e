import { makeGroupTree, type GroupTree } from "@cfa/books/group-tree";
import { nameKey } from "@cfa/books/name-key";
import { isBelowDuties } from "@cfa/books/tax-ledgers";
import { groupRecords } from "@cfa/db/queries/ledgers/groups";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";

/** The groups of a company, with what Tally says of them. */
export type Chart = {
  readonly tree: GroupTree;
  /** Whether the primary group above a group says that it is part of the gross result. */
  readonly affectsGross: (groupName: string) => boolean;
};

/** Puts the company's groups into their tree. */
export async function readChart(snapshot: CompanySnapshot): Promise<Chart> {
  const groups = await groupRecords(snapshot);
  const tree = makeGroupTree(groups);
  const direct = new Set(
    groups.filter((group) => group.affectsGrossProfit === true).map((group) => nameKey(group.name)),
  );
  return { tree, affectsGross: (name) => direct.has(nameKey(tree.placeOf(name).path[0] ?? "")) };
}

/** Those of some ledgers that stand below Duties & Taxes. */
export function dutiesOf<L extends { group: string }>(ledgers: readonly L[], { tree }: Chart): L[] {
  return ledgers.filter((ledger) => isBelowDuties(tree.placeOf(ledger.group)));
}
