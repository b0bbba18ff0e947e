import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** Where a company's customers pay to. */
export type PayDetail = {
  payeeName: string;
  vpa: string | null;
  accountNumber: string | null;
  ifsc: string | null;
  bankName: string | null;
};

export type PayDetailRow = PayDetail & { saidAt: Date; saidBy: string };

/** What is said of it now; undefined: nothing. */
export function payDetail({ companyId, query }: BooksReader): Promise<PayDetailRow | undefined> {
  return query
    .selectFrom("pay_detail")
    .select([
      "payee_name as payeeName",
      "vpa",
      "account_number as accountNumber",
      "ifsc",
      "bank_name as bankName",
      "said_at as saidAt",
      "said_name as saidBy",
    ])
    .where("company_id", "=", companyId)
    .executeTakeFirst();
}

/** Says it anew; null takes it away. */
export async function keepPayDetail(
  tx: CompanyTx,
  detail: PayDetail | null,
  said: { at: Date; by: { id: string; name: string } },
): Promise<void> {
  await tx.query.deleteFrom("pay_detail").where("company_id", "=", tx.companyId).execute();
  if (detail === null) return;
  await tx.query
    .insertInto("pay_detail")
    .values({
      company_id: tx.companyId,
      payee_name: detail.payeeName,
      vpa: detail.vpa,
      account_number: detail.accountNumber,
      ifsc: detail.ifsc,
      bank_name: detail.bankName,
      said_at: said.at,
      said_by: said.by.id,
      said_name: said.by.name,
    })
    .execute();
}
