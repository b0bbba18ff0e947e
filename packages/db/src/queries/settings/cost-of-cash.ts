import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** What a company said its borrowed money costs: from which day, by whom, and who took it back. */
export type CostOfCashRow = {
  saidNo: number;
  from: string;
  hundredths: number;
  saidAt: Date;
  by: string;
  takenBackAt: Date | null;
  takenBackBy: string | null;
};

/** All that was said, in that order. */
export function costOfCashSaid({ companyId, query }: BooksReader): Promise<CostOfCashRow[]> {
  return query
    .selectFrom("cost_of_cash_said")
    .select([
      "said_no as saidNo",
      "valid_from as from",
      "hundredths",
      "said_at as saidAt",
      "said_name as by",
      "taken_back_at as takenBackAt",
      "taken_back_name as takenBackBy",
    ])
    .where("company_id", "=", companyId)
    .orderBy("said_no")
    .execute();
}

/** Keeps what is said now, after all that was said before. */
export async function sayCostOfCash(
  tx: CompanyTx,
  said: { from: string; hundredths: number; at: Date; user: { id: string; name: string } },
): Promise<void> {
  await tx.run(
    `insert into cost_of_cash_said (company_id, said_no, valid_from, hundredths, said_at, said_by, said_name)
     select $1, coalesce(max(said_no), 0) + 1, $2, $3, $4, $5, $6 from cost_of_cash_said where company_id = $1`,
    [tx.companyId, said.from, said.hundredths, said.at, said.user.id, said.user.name],
  );
}

/** Takes one statement back; false when there is none of that number that still stands. */
export async function takeBackCostOfCash(
  tx: CompanyTx,
  which: { saidNo: number; at: Date; user: { id: string; name: string } },
): Promise<boolean> {
  const rows = await tx.run(
    `update cost_of_cash_said set taken_back_at = $3, taken_back_by = $4, taken_back_name = $5
     where company_id = $1 and said_no = $2 and taken_back_at is null returning true`,
    [tx.companyId, which.saidNo, which.at, which.user.id, which.user.name],
  );
  return rows.length > 0;
}
