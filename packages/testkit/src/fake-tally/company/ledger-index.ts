import type { CompanyState, LedgerNow } from "./state.ts";

const indexes = new WeakMap<CompanyState["ledgers"], ReadonlyMap<string, LedgerNow>>();

/** A ledger by its name or an alias, trimmed and without regard to case; undefined when there is none. */
export function ledgerNamed(state: CompanyState, name: string): LedgerNow | undefined {
  let index = indexes.get(state.ledgers);
  if (index === undefined) indexes.set(state.ledgers, (index = indexOf(state.ledgers.values())));
  return index.get(plain(name));
}

/** A name goes before another ledger's alias. */
function indexOf(ledgers: Iterable<LedgerNow>): Map<string, LedgerNow> {
  const index = new Map<string, LedgerNow>();
  const all = [...ledgers];
  for (const ledger of all) for (const alias of ledger.aliases) index.set(plain(alias), ledger);
  for (const ledger of all) index.set(plain(ledger.name), ledger);
  return index;
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
