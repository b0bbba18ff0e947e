import { sql } from "kysely";

import type { CompanySnapshot } from "./snapshot.ts";

export type AuditItem = {
  auditId: string;
  at: Date;
  /** `at` in microseconds since 1970, for the cursor. */
  atMicros: bigint;
  userId: string;
  who: string;
  action: string;
  detail: Record<string, unknown>;
};

export type AuditFilter = {
  readonly actions: readonly string[]; // patterns; an action fits one of them
  readonly userId: string | null;
  readonly from: string | null; // days in India, both included
  readonly to: string | null;
};

/** What people did, newest first. `limit` rows after `after`. */
export async function auditItems(
  snapshot: CompanySnapshot,
  wanted: AuditFilter & { limit: number; after: { atMicros: string; auditId: string } | null },
): Promise<AuditItem[]> {
  const { actions, userId, from, to, after } = wanted;
  const found = await sql<AuditItem>`
    select audit_id as "auditId", at, (extract(epoch from at) * 1000000)::bigint as "atMicros", user_id as "userId",
      user_name as who, action, detail
    from audit_entry
    where company_id = ${snapshot.companyId}
      ${actions.length === 0 ? sql`` : sql`and action like any(${[...actions]}::text[])`}
      ${userId === null ? sql`` : sql`and user_id = ${userId}`}
      ${from === null ? sql`` : sql`and at >= (${from}::date)::timestamp at time zone 'Asia/Kolkata'`}
      ${to === null ? sql`` : sql`and at < (${to}::date + 1)::timestamp at time zone 'Asia/Kolkata'`}
      ${
        after === null
          ? sql``
          : sql`and (at, audit_id) < (timestamptz 'epoch' + ${after.atMicros}::bigint * interval '1 microsecond',
                                      ${after.auditId}::uuid)`
      }
    order by at desc, audit_id desc limit ${wanted.limit}`.execute(snapshot.query);
  return found.rows;
}

const LOOKED_AT = sql.lit(5_000); // newest entries: who did nothing lately is not offered

/** Who did something lately, by name. */
export async function auditPeople(snapshot: CompanySnapshot): Promise<{ who: string; name: string }[]> {
  const found = await sql<{ who: string; name: string }>`
    select user_id as who, max(user_name) as name
    from (select user_id, user_name from audit_entry where company_id = ${snapshot.companyId}
          order by at desc limit ${LOOKED_AT}) lately
    group by user_id order by max(user_name) limit 100`.execute(snapshot.query);
  return found.rows;
}
