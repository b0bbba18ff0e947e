import { sql, type RawBuilder } from "kysely";

import type { CompanyTx } from "../company-scope.ts";
import type { FactKind } from "../tables/facts.ts";
import type { CompanySnapshot } from "./snapshot.ts";

/** Something Tally no longer shows and nobody has confirmed to be gone. */
export type Absence = {
  kind: FactKind;
  guid: string;
  name: string;
  date: string | null;
  party: string | null;
  notedAt: Date;
};

export type AbsenceStanding = { total: number; upTo: string | null; isBeingRemoved: boolean };

/** Moments to the microsecond: a list is named by its latest entry. */
const MICROS = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** What waits to be confirmed, masters first, then vouchers by GUID. `limit` rows after `after`. */
export async function absences(
  snapshot: CompanySnapshot,
  wanted: { limit: number; after: { kind: string; guid: string } | null },
): Promise<Absence[]> {
  const { after } = wanted;
  const found = await sql<Absence>`
    select a.kind, a.guid, a.noted_at as "notedAt", f.record ->> 'date' as date, f.record ->> 'party' as party,
      coalesce(case when a.kind = 'voucher' then concat_ws(' ', f.record ->> 'type', f.record ->> 'number')
                    else f.record ->> 'name' end, a.guid) as name
    from absent_fact a
    left join fact f on f.company_id = a.company_id and f.kind = a.kind and f.guid = a.guid
    where a.company_id = ${snapshot.companyId} and a.confirm_id is null
      ${after ? sql`and (a.kind, a.guid) > (${after.kind}, ${after.guid})` : sql``}
    order by a.kind, a.guid limit ${wanted.limit}`.execute(snapshot.query);
  return found.rows;
}

/** How many wait, by which moment their list is named, and whether a confirmed one is still to be removed. */
export async function absenceStanding(snapshot: CompanySnapshot): Promise<AbsenceStanding> {
  const found = await sql<AbsenceStanding>`
    select count(*) filter (where confirm_id is null)::int as total,
      to_char(max(noted_at) filter (where confirm_id is null) at time zone 'UTC', ${micros()}) as "upTo",
      coalesce(bool_or(confirm_id is not null), false) as "isBeingRemoved"
    from absent_fact where company_id = ${snapshot.companyId}`.execute(snapshot.query);
  return found.rows[0] ?? { total: 0, upTo: null, isBeingRemoved: false };
}

function micros(): RawBuilder<string> {
  return sql.raw(MICROS);
}

/** Keeps on record who did what. Answers the entry's id. */
export async function addAuditEntry(
  tx: CompanyTx,
  entry: { user: { id: string; name: string }; action: string; detail: unknown },
): Promise<string> {
  const added = await tx.query
    .insertInto("audit_entry")
    .values({
      company_id: tx.companyId,
      user_id: entry.user.id,
      user_name: entry.user.name,
      action: entry.action,
      detail: JSON.stringify(entry.detail),
    })
    .returning("audit_id")
    .executeTakeFirstOrThrow();
  return added.audit_id;
}

/** Whose entry this is; undefined when there is none. */
export function auditEntry(
  tx: CompanyTx,
  auditId: string,
): Promise<{ id: string; name: string } | undefined> {
  return tx.query
    .selectFrom("audit_entry")
    .select(["user_id as id", "user_name as name"])
    .where("company_id", "=", tx.companyId)
    .where("audit_id", "=", auditId)
    .executeTakeFirst();
}

/** Counts what waits and was noted up to a moment. */
export async function countAbsences(tx: CompanyTx, upTo: string): Promise<number> {
  const rows = await tx.run<{ n: number }>(
    `select count(*)::int as n from absent_fact
     where company_id = $1 and confirm_id is null and noted_at <= $2::timestamptz`,
    [tx.companyId, upTo],
  );
  return rows[0]?.n ?? 0;
}

/** Marks what waits and was noted up to a moment as confirmed by an audit entry. */
export async function confirmAbsences(
  tx: CompanyTx,
  confirmed: { upTo: string; confirmId: string },
): Promise<void> {
  await tx.run(
    `update absent_fact set confirm_id = $3
     where company_id = $1 and confirm_id is null and noted_at <= $2::timestamptz`,
    [tx.companyId, confirmed.upTo, confirmed.confirmId],
  );
}
