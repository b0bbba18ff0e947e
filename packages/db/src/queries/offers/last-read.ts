import { sql } from "kysely";

import type { BooksReader } from "../snapshot.ts";

/** When Tally was last read, with news or without; null: never. */
export async function lastRead({ companyId, query }: BooksReader): Promise<Date | null> {
  const found = await sql<{ at: Date | null }>`
    select greatest(
      (select read_at from sync_state where company_id = ${companyId}),
      (select read_at from agent_heartbeat where company_id = ${companyId})) as at`.execute(query);
  return found.rows[0]?.at ?? null;
}
