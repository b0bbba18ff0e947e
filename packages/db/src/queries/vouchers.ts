import type { VoucherState } from "../tables/vouchers.ts";
import type { CompanySnapshot } from "./snapshot.ts";

/** A voucher with its lines, amounts debit positive. A voucher that does not count has no lines. */
export type VoucherRow = {
  voucherId: string;
  date: string;
  type: string;
  number: string;
  reference: string;
  narration: string;
  state: VoucherState;
  lines: { ledger: string; amount: bigint }[];
};

/** The vouchers of these ids, by id. Ids that the company does not have are left out. */
export async function vouchersById(
  snapshot: CompanySnapshot,
  voucherIds: readonly string[],
): Promise<Map<string, VoucherRow>> {
  const ids = [...new Set(voucherIds)];
  if (ids.length === 0) return new Map();
  const { companyId, query } = snapshot;
  const rows = await query
    .selectFrom("voucher")
    .select([
      "voucher_id as voucherId",
      "date",
      "type_name as type",
      "number",
      "reference",
      "narration",
      "state",
    ])
    .where("company_id", "=", companyId)
    .where("voucher_id", "in", ids)
    .execute();
  const vouchers = new Map<string, VoucherRow>(rows.map((row) => [row.voucherId, { ...row, lines: [] }]));
  const lines = await query
    .selectFrom("posting")
    .innerJoin("ledger", (join) =>
      join
        .onRef("ledger.company_id", "=", "posting.company_id")
        .onRef("ledger.ledger_id", "=", "posting.ledger_id"),
    )
    .select(["posting.voucher_id as voucherId", "ledger.name as ledger", "posting.amount as amount"])
    .where("posting.company_id", "=", companyId)
    .where("posting.voucher_id", "in", ids)
    .orderBy("posting.voucher_id")
    .orderBy("posting.line_no")
    .execute();
  for (const { voucherId, ledger, amount } of lines) vouchers.get(voucherId)?.lines.push({ ledger, amount });
  return vouchers;
}
