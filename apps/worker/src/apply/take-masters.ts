import { chartLedger, type ChartLedger } from "@cfa/books/chart";
import { makeGroupTree, type GroupTree } from "@cfa/books/group-tree";
import { nameKey } from "@cfa/books/name-key";
import { makeKindOf, type VoucherKind } from "@cfa/books/voucher-kind";
import type { GroupRecord, LedgerRecord, VoucherTypeRecord } from "@cfa/contract/records";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  ledgerFacts,
  masterFacts,
  rereadVouchersOfTypes,
  statedCurrencies,
  usedVoucherTypes,
} from "@cfa/db/queries/apply/facts";
import {
  becomeReal,
  inferredOnes,
  keepLedgers,
  ledgersNamed,
  mergeLedger,
  type LedgerRow,
} from "@cfa/db/queries/apply/ledgers";

import type { MastersTaken } from "./take-master-facts.ts";

/** Ways to write "in our own money" where a ledger's currency is stated. */
const OWN_CURRENCIES = new Set(["", "₹", "rs", "rs.", "inr", "?"]);
const PAGE = 1_000;

/** What vouchers are read by: the groups' tree and what each voucher type is at bottom. */
export type MasterGround = { tree: GroupTree; kindOf: (typeName: string) => VoucherKind };

/**
 * Brings the ledgers in line with the masters: those that came, or all when a group has moved. A ledger made from a name
 * becomes the real one that came for it.
 */
export async function takeMasters(tx: CompanyTx, changed: MastersTaken["changed"]): Promise<MasterGround> {
  const tree = makeGroupTree(await masterFacts<GroupRecord>(tx, "group"));
  const kindOf = makeKindOf(await masterFacts<VoucherTypeRecord>(tx, "voucher-type"));
  if (changed["voucher-type"] > 0) await rereadChangedKinds(tx, kindOf);
  if (changed.group + changed.ledger === 0) return { tree, kindOf };
  const own = ownCurrency(await statedCurrencies(tx));
  await replaceInferred(tx, tree);
  const which = changed.group > 0 ? "all" : "changed";
  for await (const records of ledgerFacts<LedgerRecord>(tx, { pageSize: PAGE, which })) {
    await keepLedgers(
      tx,
      records.map((record) => {
        const ledger = chartLedger(record, tree);
        return ledgerRow(ledger, { record, isForeign: isForeign(ledger, own) });
      }),
    );
  }
  return { tree, kindOf };
}

/** How a ledger of the chart is kept. */
export function ledgerRow(
  ledger: ChartLedger,
  { record, isForeign }: { record?: LedgerRecord | undefined; isForeign: boolean },
): LedgerRow {
  return {
    guid: ledger.guid,
    name: ledger.name,
    nameKey: ledger.nameKey,
    aliases: ledger.aliases,
    groupName: ledger.group,
    groupPath: ledger.groupPath,
    root: ledger.root,
    partyKind: ledger.partyKind,
    homeSide: ledger.homeSide,
    isBillWise: ledger.isBillWise,
    isInferred: ledger.isInferred,
    isForeign,
    isRevenue: ledger.nature === "income" || ledger.nature === "expense",
    carriesResult: record !== undefined && record.parent === null,
    statedOpening: ledger.opening.toString(),
    statedBills: ledger.openingBills.map((bill) => ({ ...bill, amount: bill.amount.toString() })),
    creditPeriod: ledger.creditPeriod,
    creditLimit: ledger.creditLimit?.toString() ?? null,
    msmeInTally: ledger.msme.length === 0 ? null : ledger.msme,
    gstin: record?.gstin ?? null,
    phone: record?.mobile ?? record?.phone ?? null,
    email: record?.email ?? null,
  };
}

async function rereadChangedKinds(tx: CompanyTx, kindOf: MasterGround["kindOf"]): Promise<void> {
  const used = await usedVoucherTypes(tx);
  const other = used.filter(({ typeName, kind }) => kindOf(typeName) !== kind);
  await rereadVouchersOfTypes(
    tx,
    other.map(({ typeName }) => typeName),
  );
}

/** A ledger whose name, or alias, is that of one made from a name takes its place. */
async function replaceInferred(tx: CompanyTx, tree: GroupTree): Promise<void> {
  const inferred = await inferredOnes(tx);
  if (inferred.length === 0) return;
  const byName = new Map<string, string>();
  for await (const records of ledgerFacts<LedgerRecord>(tx, { pageSize: PAGE, which: "all" })) {
    for (const record of records) {
      const { aliases, nameKey: key, guid } = chartLedger(record, tree);
      for (const alias of aliases) if (!byName.has(nameKey(alias))) byName.set(nameKey(alias), guid);
      byName.set(key, guid);
    }
  }
  for (const row of inferred) {
    const guid = byName.get(nameKey(row.name));
    if (guid === undefined) continue;
    const [into] = (await ledgersNamed(tx, { guids: [guid], nameKeys: [] })).filter((one) => !one.isInferred);
    if (into === undefined) await becomeReal(tx, { ledgerId: row.ledgerId, guid });
    else await mergeLedger(tx, { from: row.ledgerId, into: into.ledgerId });
  }
}

/** The currency most ledgers state: in a company kept in dollars, dollars are not foreign. */
function ownCurrency(stated: readonly { currency: string | null; n: number }[]): string {
  const counts = new Map<string, number>();
  for (const { currency, n } of stated) {
    const key = nameKey(currency ?? "");
    counts.set(key, (counts.get(key) ?? 0) + n);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

function isForeign(ledger: ChartLedger, own: string): boolean {
  const key = nameKey(ledger.currency ?? "");
  return key !== own && !OWN_CURRENCIES.has(key);
}
