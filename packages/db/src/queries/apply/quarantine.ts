import type { CompanyTx } from "../../company-scope.ts";

export type QuarantineRow = {
  kind: string;
  guid: string | null;
  name: string | null;
  reason: string;
  raw: string | null;
};

/** Puts things aside with their reason. What waits already for the same reason is kept once, as of this run. */
export async function putAside(tx: CompanyTx, runId: string, rows: readonly QuarantineRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `with incoming as (
       select distinct on (r.kind, r.guid, r.name, r.reason) r.*
       from jsonb_to_recordset($3::jsonb) as r (kind text, guid text, name text, reason text, raw text)
     ),
     again as (
       update quarantine q set run_id = $2, raw = i.raw
       from incoming i
       where q.company_id = $1 and q.resolved_at is null and q.kind = i.kind and q.reason = i.reason
         and q.guid is not distinct from i.guid and q.name is not distinct from i.name
       returning q.kind, q.guid, q.name, q.reason
     )
     insert into quarantine (company_id, run_id, kind, guid, name, reason, raw)
     select $1, $2, i.kind, i.guid, i.name, i.reason, i.raw from incoming i
     where not exists (
       select from again a
       where a.kind = i.kind and a.reason = i.reason and a.guid is not distinct from i.guid
         and a.name is not distinct from i.name)`,
    [tx.companyId, runId, JSON.stringify(rows)],
  );
}

/**
 * Ends the waiting of what has come well since: masters that changed, vouchers the books took. After a full run of an
 * agent also of what is no longer there, and of what could not be told and was not met again.
 */
export async function resolveQuarantine(
  tx: CompanyTx,
  { runId, isFullSweep }: { runId: string; isFullSweep: boolean },
): Promise<void> {
  await tx.run(
    `update quarantine q set resolved_at = now()
     where q.company_id = $1 and q.resolved_at is null and q.run_id <> $2
       and (exists (select from changed_master c where c.kind = q.kind and c.guid = q.guid)
            or exists (select from taken_voucher t where q.kind = 'voucher' and t.guid = q.guid)
            or exists (select from gone_voucher g where q.kind = 'voucher' and g.guid = q.guid))`,
    [tx.companyId, runId],
  );
  if (!isFullSweep) return;
  await tx.run(
    `update quarantine q set resolved_at = now()
     where q.company_id = $1 and q.resolved_at is null and q.run_id <> $2
       and not exists (
         select from fact f
         left join voucher v on v.company_id = f.company_id and v.guid = f.guid
         where f.company_id = $1 and f.kind = q.kind and f.guid = q.guid
           and f.kind = 'voucher' and (v.guid is null or v.alter_id < f.alter_id))`,
    [tx.companyId, runId],
  );
}
