import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** Until which day a member does not want to hear of an alert. `amount`: what was at stake then. */
export type SnoozeRow = { key: string; until: string; amount: bigint };

/** What a member has put off. */
export function snoozesOf({ companyId, query }: BooksReader, userId: string): Promise<SnoozeRow[]> {
  return query
    .selectFrom("alert_snooze")
    .select(["key", "until", "amount"])
    .where("company_id", "=", companyId)
    .where("user_id", "=", userId)
    .execute();
}

/** Puts an alert off for a member, in the place of an earlier day. */
export async function keepSnooze(
  tx: CompanyTx,
  userId: string,
  { key, until, amount, at }: SnoozeRow & { at: Date },
): Promise<void> {
  const values = { until, amount, made_at: at };
  await tx.query
    .insertInto("alert_snooze")
    .values({ company_id: tx.companyId, user_id: userId, key, ...values })
    .onConflict((conflict) => conflict.columns(["company_id", "user_id", "key"]).doUpdateSet(values))
    .execute();
}

/** Shows an alert to a member again; what was not put off stays as it is. */
export async function dropSnooze(tx: CompanyTx, userId: string, key: string): Promise<void> {
  await tx.run("delete from alert_snooze where company_id = $1 and user_id = $2 and key = $3", [
    tx.companyId,
    userId,
    key,
  ]);
}

/** Lets a member's rows go whose day has come: they hide nothing any more. */
export async function dropPastSnoozes(tx: CompanyTx, userId: string, today: string): Promise<void> {
  await tx.run("delete from alert_snooze where company_id = $1 and user_id = $2 and until <= $3::date", [
    tx.companyId,
    userId,
    today,
  ]);
}
