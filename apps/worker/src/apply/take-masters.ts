import { makeChart, type Chart, type ChartLedger } from "@cfa/books/chart";
import { nameKey } from "@cfa/books/name-key";
import type { GroupRecord, LedgerRecord, VoucherTypeRecord } from "@cfa/contract/records";
import type { CompanyTx } from "@cfa/db/company-scope";
import { masterFacts, rereadVouchersOfTypes, usedVoucherTypes } from "@cfa/db/queries/apply/facts";
import {
  becomeReal,
  keepLedgers,
  mergeLedger,
  storedLedgers,
  type LedgerRow,
} from "@cfa/db/queries/apply/ledgers";
import type { FactKind } from "@cfa/db/schema";

/** Ways to write "in our own money" where a ledger's currency is stated. */
const OWN_CURRENCIES = new Set(["", "₹", "rs", "rs.", "inr", "?"]);

/**
 * Builds the chart from all masters and, when any has changed, brings the ledgers in line with it: new and changed ones
 * are kept, a ledger made from a name becomes the real one that came for it.
 */
export async function takeMasters(tx: CompanyTx, changed: Record<FactKind, number>): Promise<Chart> {
  const areMastersChanged = changed.group + changed.ledger > 0;
  const groups = await masterFacts<GroupRecord>(tx, "group");
  const voucherTypes = await masterFacts<VoucherTypeRecord>(tx, "voucher-type");
  const ledgers = areMastersChanged ? await masterFacts<LedgerRecord>(tx, "ledger") : [];
  const chart = makeChart({ groups, ledgers, voucherTypes });
  if (changed["voucher-type"] > 0) await rereadChangedKinds(tx, chart);
  if (!areMastersChanged) return chart;
  await replaceInferred(tx, chart);
  const records = new Map(ledgers.map((record) => [record.guid, record]));
  const own = ownCurrency(chart.ledgers);
  await keepLedgers(
    tx,
    chart.ledgers.map((ledger) =>
      ledgerRow(ledger, { record: records.get(ledger.guid), isForeign: isForeign(ledger, own) }),
    ),
  );
  return chart;
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
    opening: ledger.opening.toString(),
    openingBills: ledger.openingBills.map((bill) => ({ ...bill, amount: bill.amount.toString() })),
    creditPeriod: ledger.creditPeriod,
    creditLimit: ledger.creditLimit?.toString() ?? null,
    gstin: record?.gstin ?? null,
    phone: record?.mobile ?? record?.phone ?? null,
    email: record?.email ?? null,
  };
}

async function rereadChangedKinds(tx: CompanyTx, chart: Chart): Promise<void> {
  const used = await usedVoucherTypes(tx);
  const other = used.filter(({ typeName, kind }) => chart.kindOf(typeName) !== kind);
  await rereadVouchersOfTypes(
    tx,
    other.map(({ typeName }) => typeName),
  );
}

async function replaceInferred(tx: CompanyTx, chart: Chart): Promise<void> {
  const stored = await storedLedgers(tx);
  const idByGuid = new Map(stored.filter((row) => !row.isInferred).map((row) => [row.guid, row.ledgerId]));
  for (const row of stored) {
    const real = row.isInferred ? chart.ledgerNamed(row.name) : undefined;
    if (real === undefined) continue;
    const into = idByGuid.get(real.guid);
    if (into === undefined) {
      await becomeReal(tx, { ledgerId: row.ledgerId, guid: real.guid });
      idByGuid.set(real.guid, row.ledgerId);
    } else {
      await mergeLedger(tx, { from: row.ledgerId, into });
    }
  }
}

/** The currency most ledgers state: in a company kept in dollars, dollars are not foreign. */
function ownCurrency(ledgers: readonly ChartLedger[]): string {
  const counts = new Map<string, number>();
  for (const { currency } of ledgers) {
    const key = nameKey(currency ?? "");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

function isForeign(ledger: ChartLedger, own: string): boolean {
  const key = nameKey(ledger.currency ?? "");
  return key !== own && !OWN_CURRENCIES.has(key);
}
