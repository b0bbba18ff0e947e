import { inferredLedgers } from "@cfa/books/inferred-ledgers";
import { readVoucher, type BookVoucher } from "@cfa/books/voucher";
import type { VoucherRecord } from "@cfa/contract/records";
import type { CompanyTx } from "@cfa/db/company-scope";
import { vouchersOfInferredLedgers } from "@cfa/db/queries/apply/facts";
import { keepLedgers, storedLedgers } from "@cfa/db/queries/apply/ledgers";

import { ledgerRow, type MasterGround } from "./take-masters.ts";

const PAGE = 2_000;

/**
 * Finds out what the ledgers are that no master names, from all vouchers they stand in: a name that a first file showed as a bare
 * line may turn out to be a customer in the next.
 */
export async function inferLedgers(tx: CompanyTx, { tree, kindOf }: MasterGround): Promise<void> {
  const stored = await storedLedgers(tx);
  const inferred = new Map(stored.filter((row) => row.isInferred).map((row) => [row.nameKey, row]));
  if (inferred.size === 0) return;
  const knownKeys = new Set(stored.filter((row) => !row.isInferred).map((row) => row.nameKey));
  const vouchers: BookVoucher[] = [];
  for await (const page of vouchersOfInferredLedgers<VoucherRecord>(tx, PAGE)) {
    for (const record of page) {
      const read = readVoucher(record, { kindOf });
      if (read.ok) vouchers.push({ ...read.value, narration: "" });
    }
  }
  const guessed = inferredLedgers(vouchers, { knownKeys, tree });
  await keepLedgers(
    tx,
    guessed
      .filter((ledger) => inferred.has(ledger.nameKey))
      .map((ledger) => ledgerRow({ ...ledger, guid: `name:${ledger.nameKey}` }, { isForeign: false })),
  );
}
