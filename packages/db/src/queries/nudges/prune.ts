import { sql } from "kysely";

import type { CompanyTx } from "../../company-scope.ts";

/** What is kept for some days alone, and the dated rule that says for how many. */
export const KEPT_FOR_DAYS = {
  channel_event: "channel-event-days",
  party_response: "party-response-days",
  access_entry: "contact-log-days",
} as const;
export type KeptForDays = keyof typeof KEPT_FOR_DAYS;

const TIME_OF = {
  channel_event: sql`received_at`,
  party_response: sql`at`,
  access_entry: sql`at`,
} satisfies Record<KeptForDays, unknown>;
const AT_ONCE = 5_000;

/** Forgets some of what is older than a moment; answers whether more may be left. A webhook that nobody has looked at stays. */
export async function forgetBefore(tx: CompanyTx, table: KeptForDays, before: Date): Promise<boolean> {
  const looked = table === "channel_event" ? sql`and outcome is not null` : sql``;
  const gone = await sql`
    delete from ${sql.table(table)} where ctid in (
      select ctid from ${sql.table(table)} where company_id = ${tx.companyId} and ${TIME_OF[table]} < ${before} ${looked} limit ${AT_ONCE})`.execute(
    tx.query,
  );
  return Number(gone.numAffectedRows ?? 0n) === AT_ONCE;
}
