import type { CompanyState, GroupNow, LedgerNow } from "./state.ts";

/** The groups of a company by name, with what follows from their parents. */
export type GroupTree = {
  byName(name: string): GroupNow | undefined;
  /** The group at the root above a group, itself if it stands there; undefined when parents go in a ring or nowhere. */
  primaryOf(name: string | null): GroupNow | undefined;
  /** The nearest group Tally reserves at or above a group: what `$_PrimaryGroup` names, as it is called today. */
  reservedAbove(name: string | null): GroupNow | undefined;
  /** Whether a group is, or lies below, the group that Tally reserves under a name, however it is called today. */
  isBelow(name: string | null, reservedName: string): boolean;
  childrenOf(name: string | null): readonly GroupNow[];
};

const trees = new WeakMap<CompanyState["groups"], GroupTree>();

/** The group tree of a state; made once for each set of groups. */
export function groupTree(state: CompanyState): GroupTree {
  const known = trees.get(state.groups);
  if (known !== undefined) return known;
  const tree = treeOf([...state.groups.values()]);
  trees.set(state.groups, tree);
  return tree;
}

/** Whether a ledger's balance begins anew every year: its root is a revenue group. */
export function isRevenue(state: CompanyState, ledger: LedgerNow): boolean {
  return groupTree(state).primaryOf(ledger.parent)?.isRevenue ?? false;
}

/** The ledger results are carried to. */
export function profitAndLoss(state: CompanyState): LedgerNow | undefined {
  for (const ledger of state.ledgers.values()) if (ledger.reservedName === "Profit & Loss A/c") return ledger;
  return undefined;
}

function treeOf(groups: readonly GroupNow[]): GroupTree {
  const named = new Map(groups.map((group) => [group.name.toLowerCase(), group]));
  const byName = (name: string): GroupNow | undefined => named.get(name.trim().toLowerCase());
  const wayUp = function* (name: string | null): Generator<GroupNow> {
    const seen = new Set<GroupNow>();
    let group = name === null ? undefined : byName(name);
    while (group !== undefined && !seen.has(group)) {
      seen.add(group);
      yield group;
      group = group.parent === null ? undefined : byName(group.parent);
    }
  };
  return {
    byName,
    primaryOf(name) {
      const top = [...wayUp(name)].at(-1);
      return top?.parent === null ? top : undefined;
    },
    reservedAbove: (name) => [...wayUp(name)].find((group) => group.reservedName !== ""),
    isBelow: (name, reservedName) => [...wayUp(name)].some((group) => group.reservedName === reservedName),
    childrenOf: (name) =>
      groups.filter((group) => group.parent?.toLowerCase() === name?.toLowerCase() || group.parent === name),
  };
}
