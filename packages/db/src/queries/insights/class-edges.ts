import { sql } from "kysely";

import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** Delays in days: below the first prompt, up to the second on time, up to the third late. */
export type ClassEdgesRow = { fromDate: string; prompt: number; onTime: number; late: number };

/** The edges that hold on a day; undefined: the company has chosen none. */
export async function classEdgesOn(reader: BooksReader, asOf: string): Promise<ClassEdgesRow | undefined> {
  return reader.query
    .selectFrom("payment_class_edges")
    .select(["from_date as fromDate", "prompt", "on_time as onTime", "late"])
    .where("company_id", "=", reader.companyId)
    .where("from_date", "<=", asOf)
    .orderBy("from_date", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Keeps edges that hold from a day on. */
export async function keepClassEdges(
  tx: CompanyTx,
  edges: ClassEdgesRow,
  by: { name: string },
): Promise<void> {
  const { fromDate, prompt, onTime, late } = edges;
  const values = { prompt, on_time: onTime, late, set_by: by.name };
  await tx.query
    .insertInto("payment_class_edges")
    .values({ company_id: tx.companyId, from_date: fromDate, ...values })
    .onConflict((conflict) =>
      conflict.columns(["company_id", "from_date"]).doUpdateSet({ ...values, set_at: sql`now()` }),
    )
    .execute();
}
