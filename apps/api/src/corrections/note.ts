import type { CompanyTx } from "@cfa/db/company-scope";
import { noteCorrectionStep, standingMerges, type CorrectionRow } from "@cfa/db/queries/corrections";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";

import type { Scope, Services } from "../context.ts";
import { intoOf, namesFor } from "./names.ts";
import { billOf } from "./present.ts";

/** Who says something of the books: a person in their role, or the customer it is about. */
export type Sayer = {
  readonly user: { readonly id: string; readonly name: string };
  readonly role: Scope["role"] | "customer";
};

/** Writes into the audit log who did what with a correction, and what stood there before and after. */
export async function note(
  tx: CompanyTx,
  row: CorrectionRow,
  step: {
    by: Sayer;
    action: string;
    before: unknown;
    after: unknown;
    bulkId?: string | undefined;
    why?: string;
  },
): Promise<void> {
  const names = await namesFor(tx, [{ ...row, bill: billOf(row) }]);
  const bill = billOf(row);
  const voucher = row.voucherGuid === null ? undefined : names.voucher(row.voucherGuid);
  const on = [
    names.party(row.ledgerGuid)?.name,
    bill === null ? undefined : (names.bill(bill)?.name ?? bill.nameKey),
    voucher === undefined ? undefined : `${voucher.type} ${voucher.number}`,
  ];
  await noteCorrectionStep(tx, {
    correctionId: row.correctionId,
    action: step.action,
    by: step.by.user,
    detail: JSON.stringify({
      kind: row.kind,
      on: on.filter((part) => part !== undefined && part !== "").join(", "),
      reason: row.reason,
      role: step.by.role,
      bulkId: step.bulkId,
      why: step.why,
      before: step.before,
      after: step.after,
    }),
  });
}

/** Has the worker derive the parties that some corrections are about, once this transaction stands. */
export async function wakeWorker(
  tx: CompanyTx,
  enqueue: Services["enqueue"],
  rows: readonly CorrectionRow[],
): Promise<void> {
  const about = new Set(rows.flatMap((row) => [row.ledgerGuid, ...intoOf(row.value)]));
  const merges = await standingMerges(tx);
  const heads = merges.filter((row) => about.has(row.ledgerGuid)).flatMap((row) => intoOf(row.value));
  const parties = await partyLedgers(tx, { guids: [...about, ...heads] });
  const ledgerIds = [...new Set(parties.map((party) => party.ledgerId))].toSorted();
  if (ledgerIds.length > 0) await enqueue(tx, "apply-corrections", { companyId: tx.companyId, ledgerIds });
}
