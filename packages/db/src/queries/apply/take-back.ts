import type { CompanyTx } from "../../company-scope.ts";
import type { FactRow } from "./facts.ts";
import { deleteLedgers } from "./ledgers.ts";

/** Keeps what a file's run is about to replace, as it was before the run. */
export async function keepReplaced(tx: CompanyTx, runId: string, rows: readonly FactRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `insert into replaced_fact (company_id, run_id, kind, guid, alter_id, record, digest, was_run_id)
     select f.company_id, $2, f.kind, f.guid, f.alter_id, f.record, f.digest, f.run_id
     from unnest($3::text[], $4::text[]) as r (kind, guid)
     join fact f on f.company_id = $1 and f.kind = r.kind and f.guid = r.guid
     where f.run_id <> $2
     on conflict do nothing`,
    [tx.companyId, runId, rows.map((row) => row.kind), rows.map((row) => row.guid)],
  );
}

type MasterCounts = { group: number; ledger: number; "voucher-type": number };

/** The records that a run brought and no later one has replaced: earlier versions that come back, and what goes. */
export async function takeBackFacts(
  tx: CompanyTx,
  of: string,
): Promise<{ restored: number; gone: number; changed: MasterCounts }> {
  const restored = await tx.run<{ n: number }>(
    `with back as (
       update fact f set alter_id = r.alter_id, record = r.record, digest = r.digest, run_id = r.was_run_id,
         month = case when f.kind = 'voucher' then left(r.record ->> 'date', 7) end,
         type_name = case when f.kind = 'voucher' then r.record ->> 'type' end,
         amount = case when f.kind = 'voucher' then (r.record ->> 'amount')::bigint end
       from replaced_fact r
       where f.company_id = $1 and f.run_id = $2 and r.company_id = $1 and r.run_id = $2
         and r.kind = f.kind and r.guid = f.guid
       returning f.kind, f.guid
     ),
     masters as (
       insert into changed_master select kind, guid from back where kind <> 'voucher' on conflict do nothing
     ),
     vouchers as (insert into reread_voucher select guid from back where kind = 'voucher' on conflict do nothing)
     select count(*)::int as n from back`,
    [tx.companyId, of],
  );
  const gone = await removeFacts(tx, "run_id = $2::uuid", of);
  await forgetReplaced(tx, of);
  await countMonths(tx);
  await tx.run(
    "update quarantine set resolved_at = now() where company_id = $1 and run_id = $2 and resolved_at is null",
    [tx.companyId, of],
  );
  return { restored: restored[0]?.n ?? 0, gone, changed: await changedMasters(tx) };
}

/**
 * Where an agent has read the whole of Tally, what lists and tables had said goes: Tally says it itself now, and both
 * together would count it twice. Answers how many records went.
 */
export async function dropListFacts(tx: CompanyTx): Promise<number> {
  const found = await tx.run("select from fact where company_id = $1 and guid like 'file:%' limit 1", [
    tx.companyId,
  ]);
  if (found.length === 0) return 0;
  const gone = await removeFacts(tx, "guid like $2", "file:%");
  await countMonths(tx);
  return gone;
}

/** Takes facts out, and notes what hung on them: vouchers' lines go, ledgers are names again. */
async function removeFacts(tx: CompanyTx, which: string, value: string): Promise<number> {
  await tx.run("create temp table gone_fact (kind text, guid text) on commit drop");
  await tx.run(
    `with gone as (delete from fact where company_id = $1 and ${which} returning kind, guid)
     insert into gone_fact select kind, guid from gone`,
    [tx.companyId, value],
  );
  await tx.run("insert into gone_voucher select guid from gone_fact where kind = 'voucher'");
  // Masters that are gone count as changed: the chart is made anew without them.
  await tx.run(
    "insert into changed_master select * from gone_fact where kind <> 'voucher' on conflict do nothing",
  );
  await forgetMasters(tx);
  const gone = await tx.run<{ n: number }>("select count(*)::int as n from gone_fact");
  return gone[0]?.n ?? 0;
}

async function changedMasters(tx: CompanyTx): Promise<MasterCounts> {
  const rows = await tx.run<{ kind: keyof MasterCounts; n: number }>(
    "select kind, count(*)::int as n from changed_master group by kind",
  );
  const changed: MasterCounts = { group: 0, ledger: 0, "voucher-type": 0 };
  for (const { kind, n } of rows) changed[kind] = n;
  return changed;
}

/** Vouchers by month and type, counted anew: a file is taken back seldom. */
async function countMonths(tx: CompanyTx): Promise<void> {
  await tx.run("delete from voucher_month where company_id = $1", [tx.companyId]);
  await tx.run(
    `insert into voucher_month
     select company_id, month, type_name, count(*), count(amount), coalesce(sum(amount), 0)
     from fact where company_id = $1 and kind = 'voucher' group by company_id, month, type_name`,
    [tx.companyId],
  );
}

/** What later runs found of this one's is no longer what they would bring back: that is what this one had found. */
async function forgetReplaced(tx: CompanyTx, of: string): Promise<void> {
  await tx.run(
    `update replaced_fact l
     set alter_id = r.alter_id, record = r.record, digest = r.digest, was_run_id = r.was_run_id
     from replaced_fact r
     where l.company_id = $1 and l.was_run_id = $2 and r.company_id = $1 and r.run_id = $2
       and r.kind = l.kind and r.guid = l.guid`,
    [tx.companyId, of],
  );
  await tx.run("delete from replaced_fact where company_id = $1 and (run_id = $2 or was_run_id = $2)", [
    tx.companyId,
    of,
  ]);
}

/**
 * A ledger without its master is a name in vouchers again: what it opened with goes, what it is will be found out. Of
 * several of one name, as two lists make them, one remains and has the lines of all.
 */
async function forgetMasters(tx: CompanyTx): Promise<void> {
  await tx.run(
    `create temp table nameless on commit drop as
     select l.ledger_id, coalesce(o.ledger_id, first_value(l.ledger_id) over (partition by l.name_key order by l.ledger_id)) as kept
     from ledger l
     join gone_fact g on g.kind = 'ledger' and g.guid = l.guid
     left join ledger o on o.company_id = $1 and o.guid = 'name:' || l.name_key
     where l.company_id = $1`,
    [tx.companyId],
  );
  await tx.run(
    `insert into touched_month
     select n.kept, date_trunc('month', p.date)::date, coalesce(sum(p.amount) filter (where p.amount > 0), 0),
            coalesce(-sum(p.amount) filter (where p.amount < 0), 0)
     from nameless n join posting p on p.company_id = $1 and p.ledger_id = n.ledger_id
     where n.ledger_id <> n.kept group by 1, 2`,
    [tx.companyId],
  );
  await tx.run(
    `update posting p set ledger_id = n.kept from nameless n
     where p.company_id = $1 and p.ledger_id = n.ledger_id and n.ledger_id <> n.kept`,
    [tx.companyId],
  );
  const merged = await tx.run<{ ledgerId: string }>(
    `select ledger_id as "ledgerId" from nameless where ledger_id <> kept`,
  );
  await deleteLedgers(
    tx,
    merged.map((row) => row.ledgerId),
  );
  await tx.run(
    `update ledger l
     set guid = 'name:' || l.name_key, is_inferred = true, opening = 0, opening_bills = '[]', stated_opening = 0,
         stated_bills = '[]'
     from nameless n
     where l.company_id = $1 and l.ledger_id = n.ledger_id and n.ledger_id = n.kept`,
    [tx.companyId],
  );
  await tx.run("insert into touched_ledger select distinct kept from nameless on conflict do nothing");
}

/** Books that hold nothing any more are no company's of Tally's: the next file may be another's. */
export async function unbindEmpty(tx: CompanyTx): Promise<void> {
  await tx.run(
    `update company c set tally_guid = null
     where c.company_id = $1
       and not exists (select from fact f where f.company_id = $1)
       and not exists (select from sync_state s where s.company_id = $1 and s.vouchers_mark is not null)
       and not exists (select from api_key k where k.company_id = $1 and k.revoked_at is null)`,
    [tx.companyId],
  );
}
