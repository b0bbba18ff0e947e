import type { VoucherSummary } from "@cfa/contract/reads";
import type { VoucherRow } from "@cfa/db/queries/vouchers";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

/** A voucher as the app shows it; null for an opening balance, which has none. */
export function presentVoucher(
  vouchers: ReadonlyMap<string, VoucherRow>,
  voucherId: string | null,
): VoucherSummary | null {
  const row = voucherId === null ? undefined : vouchers.get(voucherId);
  if (!row) return null;
  const lines = row.lines.map(({ ledger, amount }) => ({ ledger, amount: paiseToJson(amount) }));
  return { ...row, voucherId: idOut("voucher", row.voucherId), lines };
}
