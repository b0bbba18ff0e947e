import type { CompanyTx } from "../company-scope.ts";

export type BulkRow = { bulkId: string; digest: string; items: unknown; undone: unknown };

/** A deed on many exceptions, held until the end of the transaction; undefined when there is none of this id. */
export function lockBulk(tx: CompanyTx, bulkId: string): Promise<BulkRow | undefined> {
  return tx.query
    .selectFrom("bulk")
    .select(["bulk_id as bulkId", "digest", "items", "undone"])
    .where("company_id", "=", tx.companyId)
    .where("bulk_id", "=", bulkId)
    .forUpdate()
    .executeTakeFirst();
}

/** Keeps what came of a deed. `items`: JSON. */
export async function keepBulk(
  tx: CompanyTx,
  made: { bulkId: string; digest: string; items: string; at: Date; by: { id: string; name: string } },
): Promise<void> {
  await tx.query
    .insertInto("bulk")
    .values({
      company_id: tx.companyId,
      bulk_id: made.bulkId,
      digest: made.digest,
      items: made.items,
      made_at: made.at,
      made_by: made.by.id,
      made_name: made.by.name,
    })
    .execute();
}

/** Keeps what came of undoing a deed. `undone`: JSON. */
export async function keepUndoneBulk(
  tx: CompanyTx,
  made: { bulkId: string; undone: string; at: Date; by: { id: string; name: string } },
): Promise<void> {
  await tx.query
    .updateTable("bulk")
    .set({ undone: made.undone, undone_at: made.at, undone_by: made.by.id, undone_name: made.by.name })
    .where("company_id", "=", tx.companyId)
    .where("bulk_id", "=", made.bulkId)
    .execute();
}
