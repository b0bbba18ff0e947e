import { sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "./snapshot.ts";

export type QuarantineItem = {
  quarantineId: string;
  kind: string;
  guid: string | null;
  name: string | null;
  reason: string;
  seenAt: Date;
  /** `seenAt` in microseconds since 1970, for the cursor. */
  seenAtMicros: bigint;
};

/** What could not be taken and still waits, newest first. `limit` rows after `after`. */
export async function quarantineItems(
  snapshot: CompanySnapshot,
  wanted: { limit: number; after: { seenAtMicros: string; quarantineId: string } | null },
): Promise<QuarantineItem[]> {
  const { after } = wanted;
  const found = await sql<QuarantineItem>`
    select quarantine_id as "quarantineId", kind, guid, name, reason, seen_at as "seenAt",
      (extract(epoch from seen_at) * 1000000)::bigint as "seenAtMicros"
    from quarantine
    where company_id = ${snapshot.companyId} and resolved_at is null
      ${after ? sql`and (seen_at, quarantine_id) < (${momentOf(after.seenAtMicros)}, ${after.quarantineId}::uuid)` : sql``}
    order by seen_at desc, quarantine_id desc limit ${wanted.limit}`.execute(snapshot.query);
  return found.rows;
}

function momentOf(micros: string): RawBuilder<Date> {
  return sql`(timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond')`;
}
