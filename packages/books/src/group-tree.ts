import type { GroupRecord } from "@cfa/contract/records";

import { nameKey } from "./name-key.ts";
import { RESERVED_GROUP_ALIASES, RESERVED_GROUPS, type Nature } from "./reserved-groups.ts";

/** Where a group stands. */
export type GroupPlace = {
  name: string; // the group itself, as Tally gives it; "Primary": no group, directly below the root
  path: string[]; // names from the primary group down to the group itself
  reserved: string[]; // reserved names met on that path, from the top
  root: string; // reserved name of the primary group, or its own name when people made it
  nature: Nature | null; // null: nothing tells
};

/** All groups of a company, looked up by name. */
export type GroupTree = { placeOf: (groupName: string | null) => GroupPlace };

type Node = { name: string; parent: string | null; reserved: string | null; record: GroupRecord | null };

const ROOT = "Primary"; // Tally's name of the root, which is no group

const RESERVED_BY_KEY = new Map<string, string>([
  ...Object.keys(RESERVED_GROUPS).map((name): [string, string] => [nameKey(name), name]),
  ...Object.entries(RESERVED_GROUP_ALIASES).map(([alias, name]): [string, string] => [nameKey(alias), name]),
]);

/**
 * Puts groups into their tree. Tally does not export a group's nature or its primary group, so both are found by
 * walking parents. A reserved group is known even when its record is missing (files without masters) and under the name
 * people gave it; a parent nobody knows ends the walk and becomes the root; a circle is cut where it closes.
 */
export function makeGroupTree(groups: readonly GroupRecord[]): GroupTree {
  const nodes = nodesOf(groups);
  const places = new Map<string, GroupPlace>();
  return {
    placeOf(groupName) {
      const key = nameKey(groupName ?? "");
      let place = places.get(key);
      if (place === undefined) {
        place = walkUp(groupName ?? "", nodes);
        places.set(key, place);
      }
      return place;
    },
  };
}

function nodesOf(groups: readonly GroupRecord[]): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const present = new Set<string>();
  for (const record of groups) {
    const stated = RESERVED_BY_KEY.get(nameKey(record.reservedName ?? ""));
    if (stated !== undefined) present.add(stated);
    nodes.set(nameKey(record.name), {
      name: record.name,
      parent: record.parent,
      reserved: stated ?? null,
      record,
    });
  }
  // A group bearing a reserved name is that group, unless another one says it is (renamed, and the name used again).
  for (const [key, reserved] of RESERVED_BY_KEY) {
    if (present.has(reserved)) continue;
    const node = nodes.get(key);
    if (node?.reserved === null) node.reserved = reserved;
    if (node === undefined) {
      const parent = RESERVED_GROUPS[reserved]?.parent ?? null;
      nodes.set(key, { name: reserved, parent, reserved, record: null });
    }
  }
  return nodes;
}

function walkUp(groupName: string, nodes: ReadonlyMap<string, Node>): GroupPlace {
  const name = nodes.get(nameKey(groupName))?.name ?? (groupName.trim() || ROOT);
  const path: string[] = [];
  const reserved: string[] = [];
  const seen = new Set<string>();
  let top: Node | undefined;
  for (let key = nameKey(groupName); key !== "" && !seen.has(key);) {
    seen.add(key);
    const node = nodes.get(key);
    path.unshift(node?.name ?? name);
    if (node?.reserved) reserved.unshift(node.reserved);
    top = node;
    if (node === undefined) break;
    key = nameKey(parentOf(node));
    if (key !== "" && !nodes.has(key)) {
      path.unshift(parentOf(node));
      break;
    }
  }
  return { name, path, reserved, root: rootOf(reserved, path), nature: natureOf(reserved, top) };
}

/** Reserved groups cannot be moved, so a missing parent of one is known all the same. */
function parentOf(node: Node): string {
  const stated = node.parent ?? "";
  if (stated !== "" || node.reserved === null) return stated;
  return RESERVED_GROUPS[node.reserved]?.parent ?? "";
}

/** Reserved groups hang below reserved ones, so the topmost one met leads to the primary group even where records are missing. */
function rootOf(reserved: readonly string[], path: readonly string[]): string {
  let root = reserved[0];
  for (let above = root; above; above = RESERVED_GROUPS[above]?.parent ?? undefined) root = above;
  return root ?? path[0] ?? ROOT;
}

function natureOf(reserved: readonly string[], top: Node | undefined): Nature | null {
  const nearest = reserved.at(-1);
  if (nearest !== undefined) return RESERVED_GROUPS[nearest]?.nature ?? null;
  const record = top?.record;
  if (record?.isDeemedPositive === undefined) return null;
  if (record.isRevenue === true) return record.isDeemedPositive ? "expense" : "income";
  return record.isDeemedPositive ? "asset" : "liability";
}
