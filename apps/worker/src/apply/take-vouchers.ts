import { randomUUID } from "node:crypto";

import type { BillAllocation } from "@cfa/books/bill-allocation";
import type { Chart } from "@cfa/books/chart";
import { nameKey } from "@cfa/books/name-key";
import {
  movesBalances,
  readVoucher,
  type BankAllocation,
  type BookEntry,
  type BookVoucher,
} from "@cfa/books/voucher";
import type { VoucherRecord } from "@cfa/contract/records";
import type { CompanyTx } from "@cfa/db/company-scope";
import { changedVouchers } from "@cfa/db/queries/apply/facts";
import { addNamedLedgers, storedLedgers, type StoredLedger } from "@cfa/db/queries/apply/ledgers";
import { putAside } from "@cfa/db/queries/apply/quarantine";
import { replaceVouchers, stageVouchers, type TakenPosting } from "@cfa/db/queries/apply/vouchers";

const PAGE = 1_000;

export type VouchersTaken = { taken: number; gone: number; refused: number; hasInferred: boolean };

/**
 * Takes every changed voucher into the books: reads it, finds the ledgers of its lines (by GUID, else by name), and puts it in the
 * place of its earlier version. One that does not balance goes to quarantine and its earlier version stays.
 */
export async function takeVouchers(tx: CompanyTx, runId: string, chart: Chart): Promise<VouchersTaken> {
  const names = ledgerNames(await storedLedgers(tx));
  let refused = 0;
  for await (const page of changedVouchers<VoucherRecord>(tx, PAGE)) {
    const { vouchers, faults } = readPage(page, chart);
    refused += faults.length;
    await stageVouchers(tx, {
      vouchers,
      postings: vouchers.flatMap((voucher) => postingsOf(voucher, names)),
    });
    await putAside(
      tx,
      runId,
      faults.map(({ record, reason }) => ({
        kind: "voucher",
        guid: record.guid,
        name: `${record.type} ${record.number ?? ""}`.trim(),
        reason,
        raw: null,
      })),
    );
  }
  await addNamedLedgers(tx, names.added);
  const { taken, gone } = await replaceVouchers(tx);
  return { taken, gone, refused, hasInferred: names.hasInferred };
}

function readPage(
  page: readonly VoucherRecord[],
  chart: Chart,
): { vouchers: BookVoucher[]; faults: { record: VoucherRecord; reason: string }[] } {
  const vouchers: BookVoucher[] = [];
  const faults: { record: VoucherRecord; reason: string }[] = [];
  for (const record of page) {
    const read = readVoucher(record, { kindOf: chart.kindOf });
    if (read.ok) vouchers.push(read.value);
    else faults.push({ record, reason: read.error });
  }
  return { vouchers, faults };
}

type LedgerNames = {
  idOf(entry: BookEntry): string;
  /** Ledgers made for names that no master bears. */
  added: { ledgerId: string; guid: string; name: string; nameKey: string }[];
  hasInferred: boolean;
};

/** A name wins over another ledger's alias, a real ledger over one made from a name. */
function ledgerNames(stored: readonly StoredLedger[]): LedgerNames {
  const byGuid = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const ledger of stored) {
    for (const alias of ledger.aliases) byName.set(nameKey(alias), ledger.ledgerId);
  }
  // Made from names first, so that real ones overwrite them.
  for (const ledger of stored.toSorted((a, b) => Number(b.isInferred) - Number(a.isInferred))) {
    byGuid.set(ledger.guid, ledger.ledgerId);
    byName.set(ledger.nameKey, ledger.ledgerId);
  }
  const names: LedgerNames = {
    added: [],
    hasInferred: stored.some((ledger) => ledger.isInferred),
    idOf(entry) {
      const known = entry.ledgerGuid === null ? undefined : byGuid.get(entry.ledgerGuid);
      if (known !== undefined) return known;
      const key = nameKey(entry.ledger);
      const named = byName.get(key);
      if (named !== undefined) return named;
      const ledgerId = randomUUID();
      byName.set(key, ledgerId);
      names.added.push({ ledgerId, guid: `name:${key}`, name: entry.ledger.trim(), nameKey: key });
      names.hasInferred = true;
      return ledgerId;
    },
  };
  return names;
}

function postingsOf(voucher: BookVoucher, names: LedgerNames): TakenPosting[] {
  if (!movesBalances(voucher.state)) return [];
  return voucher.entries.map((entry) => ({
    guid: voucher.guid,
    lineNo: entry.lineNo,
    ledgerId: names.idOf(entry),
    date: voucher.date,
    amount: entry.amount,
    allocations: jsonOf(entry.allocations),
    bank: jsonOf(entry.bank),
  }));
}

/** JSON with sums as decimal strings of paise; null where there is none. */
function jsonOf(list: readonly (BillAllocation | BankAllocation)[]): string | null {
  if (list.length === 0) return null;
  return JSON.stringify(list, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}
