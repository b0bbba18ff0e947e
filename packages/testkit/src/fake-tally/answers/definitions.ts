import type { Definition } from "../request/read-request.ts";

/** The collections that a Tally keeps by name for as long as it runs. */
export type Definitions = {
  /** The definition that counts: the first one that ever came under the name. */
  known(definition: Definition): Definition;
  find(name: string): Definition | undefined;
  /** Whether a collection has answered empty under this name. */
  wasEmpty(name: string): boolean;
  noteEmpty(name: string): void;
};

const PLAIN: Omit<Definition, "name" | "type"> = {
  isModify: false,
  isInitialize: false,
  source: "",
  fetch: [],
  nativeMethods: [],
  filters: [],
  walk: [],
  by: [],
  compute: [],
  aggregates: [],
  unknown: [],
  formulas: new Map(),
};

/** Collections that every Tally has by itself. */
const BUILT_IN: readonly [name: string, type: string][] = [
  ["company", "Company"],
  ["list of companies", "Company"],
  ["group", "Group"],
  ["list of groups", "Group"],
  ["ledger", "Ledger"],
  ["list of ledgers", "Ledger"],
  ["vouchertype", "VoucherType"],
  ["list of vouchertypes", "VoucherType"],
  ["currency", "Currency"],
];

/** An empty memory, as after a start of Tally. */
export function createDefinitions(): Definitions {
  const byName = new Map<string, Definition>(
    BUILT_IN.map(([name, type]) => [name, { ...PLAIN, name, type, fetch: ["Name"] }]),
  );
  const empty = new Set<string>();
  return {
    known(definition) {
      const first = byName.get(key(definition.name));
      if (first === undefined) byName.set(key(definition.name), definition);
      if (first === undefined || !definition.isModify) return first ?? definition;
      const merged = {
        ...first,
        fetch: [...first.fetch, ...definition.fetch],
        nativeMethods: [...first.nativeMethods, ...definition.nativeMethods],
        filters: [...first.filters, ...definition.filters],
        compute: [...first.compute, ...definition.compute],
        formulas: new Map([...first.formulas, ...definition.formulas]),
      };
      byName.set(key(definition.name), merged);
      return merged;
    },
    find: (name) => byName.get(key(name)),
    wasEmpty: (name) => empty.has(key(name)),
    noteEmpty: (name) => {
      empty.add(key(name));
    },
  };
}

function key(name: string): string {
  return name.trim().toLowerCase();
}
