import { randomUUID } from "node:crypto";

import { nameKey } from "@cfa/books/name-key";
import type { BookEntry } from "@cfa/books/voucher";
import type { CompanyTx } from "@cfa/db/company-scope";
import { aliasedLedgers, ledgersNamed } from "@cfa/db/queries/apply/ledgers";

/** The ledgers that lines of vouchers stand on. */
export type LedgerNames = {
  /** Looks up what these lines name and is not known yet. */
  prepare(entries: Iterable<BookEntry>): Promise<void>;
  /** By GUID, else by name, else by alias; a name that nobody bears becomes a ledger of its own. */
  idOf(entry: BookEntry): string;
  /** Ledgers made for names that no master bears. */
  readonly added: { ledgerId: string; guid: string; name: string; nameKey: string }[];
};

/** Looks ledgers up as they are met: a run of one voucher in books of 50,000 ledgers asks for its few. */
export function createLedgerNames(tx: CompanyTx): LedgerNames {
  const byGuid = new Map<string, string | null>(); // null: asked for and not there
  const byName = new Map<string, string | null>();
  let byAlias: Map<string, string> | undefined;
  const keys = new Map<string, string>(); // of names as they are written: few and often the same
  const keyOf = (name: string): string => {
    let key = keys.get(name);
    if (key === undefined) keys.set(name, (key = nameKey(name)));
    return key;
  };
  const names: LedgerNames = {
    added: [],
    async prepare(entries) {
      const guids = new Set<string>();
      const nameKeys = new Set<string>();
      for (const { ledger, ledgerGuid } of entries) {
        if (ledgerGuid !== null && typeof byGuid.get(ledgerGuid) === "string") continue;
        if (ledgerGuid !== null && !byGuid.has(ledgerGuid)) guids.add(ledgerGuid);
        if (!byName.has(keyOf(ledger))) nameKeys.add(keyOf(ledger));
      }
      if (guids.size + nameKeys.size === 0) return;
      for (const guid of guids) byGuid.set(guid, null);
      for (const key of nameKeys) byName.set(key, null);
      // Those made from names come first, so that real ones overwrite them.
      for (const found of await ledgersNamed(tx, { guids: [...guids], nameKeys: [...nameKeys] })) {
        byGuid.set(found.guid, found.ledgerId);
        byName.set(found.nameKey, found.ledgerId);
      }
      const isNameless = [...nameKeys].some((key) => byName.get(key) === null);
      if (isNameless) byAlias ??= await aliases(tx);
    },
    idOf(entry) {
      const known = entry.ledgerGuid === null ? null : byGuid.get(entry.ledgerGuid);
      if (typeof known === "string") return known;
      const key = keyOf(entry.ledger);
      const named = byName.get(key) ?? byAlias?.get(key);
      if (named !== undefined) return named;
      const ledgerId = randomUUID();
      byName.set(key, ledgerId);
      names.added.push({ ledgerId, guid: `name:${key}`, name: entry.ledger.trim(), nameKey: key });
      return ledgerId;
    },
  };
  return names;
}

async function aliases(tx: CompanyTx): Promise<Map<string, string>> {
  const byAlias = new Map<string, string>();
  for (const ledger of await aliasedLedgers(tx)) {
    for (const alias of ledger.aliases) byAlias.set(nameKey(alias), ledger.ledgerId);
  }
  return byAlias;
}
