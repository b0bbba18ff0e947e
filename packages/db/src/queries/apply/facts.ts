import type { CompanyTx } from "../../company-scope.ts";
import type { FactKind } from "../../schema.ts";

/** One record of a run. `digest` (hex) tells two records with one version number apart. */
export type FactRow = { kind: FactKind; guid: string; alterId: number; digest: string; record: unknown };

export type FactRules = {
  runId: string;
  /** Another content under the same version number wins (an agent's newest run: a renumbered voucher). */
  equalWins: boolean;
  /** Whatever the version numbers say (Tally was restored from a backup). */
  allWin: boolean;
};

/** Version and content of what is stored, by "kind guid". */
export async function storedDigests(
  tx: CompanyTx,
  objects: readonly { kind: FactKind; guid: string }[],
): Promise<Map<string, { alterId: number; digest: string }>> {
  const rows = await tx.run<{ key: string; alterId: bigint; digest: string }>(
    `select f.kind || ' ' || f.guid as key, f.alter_id as "alterId", encode(f.digest, 'hex') as digest
     from unnest($2::text[], $3::text[]) as o (kind, guid)
     join fact f on f.company_id = $1 and f.kind = o.kind and f.guid = o.guid`,
    [tx.companyId, objects.map((object) => object.kind), objects.map((object) => object.guid)],
  );
  return new Map(rows.map((row) => [row.key, { alterId: Number(row.alterId), digest: row.digest }]));
}

/**
 * Keeps the newest version of each record: an older one never replaces a newer one, the same one changes nothing. What
 * changed is noted in `changed_fact`. No two rows may be of one object.
 */
export async function keepNewest(tx: CompanyTx, rows: readonly FactRow[], rules: FactRules): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `with kept as (
       insert into fact (company_id, kind, guid, alter_id, record, digest, run_id)
       select $1, r.kind, r.guid, r."alterId", r.record, decode(r.digest, 'hex'), $3
       from jsonb_to_recordset($2::jsonb) as r (kind text, guid text, "alterId" bigint, record jsonb, digest text)
       on conflict (company_id, kind, guid) do update
         set alter_id = excluded.alter_id, record = excluded.record, digest = excluded.digest, run_id = excluded.run_id
         where fact.digest <> excluded.digest
           and (fact.alter_id < excluded.alter_id
                or (fact.alter_id = excluded.alter_id and ($4 or excluded.alter_id = 0)) or $5)
       returning kind, guid
     )
     insert into changed_fact select kind, guid from kept on conflict do nothing`,
    [tx.companyId, JSON.stringify(rows), rules.runId, rules.equalWins, rules.allWin],
  );
}

/** Notes what a full run has shown, whether it was taken or not: what it has not shown is gone from Tally. */
export async function noteSeen(
  tx: CompanyTx,
  objects: readonly { kind: FactKind; guid: string }[],
): Promise<void> {
  if (objects.length === 0) return;
  await tx.run("insert into seen_fact select * from unnest($1::text[], $2::text[]) on conflict do nothing", [
    objects.map((object) => object.kind),
    objects.map((object) => object.guid),
  ]);
}

/** How many objects of a kind are stored, how many of them the full run has shown, and how many it has not. */
export async function countAbsent(
  tx: CompanyTx,
  kind: FactKind,
): Promise<{ stored: number; absent: number }> {
  await tx.run("analyze seen_fact");
  const rows = await tx.run<{ stored: number; absent: number }>(
    `select count(*)::int as stored, count(*) filter (where s.guid is null)::int as absent
     from fact f left join seen_fact s on s.kind = f.kind and s.guid = f.guid
     where f.company_id = $1 and f.kind = $2`,
    [tx.companyId, kind],
  );
  return rows[0] ?? { stored: 0, absent: 0 };
}

/** Removes what the full run has not shown; vouchers are noted, so that what they did to the books is undone. */
export async function deleteAbsent(tx: CompanyTx, kind: FactKind): Promise<void> {
  await tx.run(
    `with gone as (
       delete from fact f
       where f.company_id = $1 and f.kind = $2
         and not exists (select from seen_fact s where s.kind = f.kind and s.guid = f.guid)
       returning f.guid
     )
     insert into gone_voucher select guid from gone where $2 = 'voucher'`,
    [tx.companyId, kind],
  );
}

/** How many facts of each kind the run has changed. */
export async function countChanged(tx: CompanyTx): Promise<Record<FactKind, number>> {
  await tx.run("analyze changed_fact");
  const rows = await tx.run<{ kind: FactKind; n: number }>(
    "select kind, count(*)::int as n from changed_fact group by kind",
  );
  const counts: Record<FactKind, number> = { group: 0, ledger: 0, "voucher-type": 0, voucher: 0 };
  for (const row of rows) counts[row.kind] = row.n;
  return counts;
}

/** All records of a kind of master. */
export async function masterFacts<T>(tx: CompanyTx, kind: Exclude<FactKind, "voucher">): Promise<T[]> {
  const rows = await tx.run<{ record: T }>(
    "select record from fact where company_id = $1 and kind = $2 order by guid",
    [tx.companyId, kind],
  );
  return rows.map((row) => row.record);
}

/** The records of the vouchers that must be taken into the books (anew), in pages. */
export async function* changedVouchers<T>(tx: CompanyTx, pageSize: number): AsyncGenerator<T[]> {
  yield* pages<T>(pageSize, (after) =>
    tx.run(
      `select f.guid, f.record from changed_fact c
         join fact f on f.company_id = $1 and f.kind = 'voucher' and f.guid = c.guid
         where c.kind = 'voucher' and c.guid > $2 order by c.guid limit $3`,
      [tx.companyId, after, pageSize],
    ),
  );
}

/** The records of all vouchers that stand on a ledger made from names, in pages. */
export async function* vouchersOfInferredLedgers<T>(tx: CompanyTx, pageSize: number): AsyncGenerator<T[]> {
  yield* pages<T>(pageSize, (after) =>
    tx.run(
      `select f.guid, f.record from fact f
         where f.company_id = $1 and f.kind = 'voucher' and f.guid > $2
           and exists (
             select from voucher v
             join posting p on p.company_id = v.company_id and p.voucher_id = v.voucher_id
             join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id and l.is_inferred
             where v.company_id = $1 and v.guid = f.guid)
         order by f.guid limit $3`,
      [tx.companyId, after, pageSize],
    ),
  );
}

async function* pages<T>(
  pageSize: number,
  read: (after: string) => Promise<{ guid?: string; record?: T }[]>,
): AsyncGenerator<T[]> {
  for (let after = ""; ;) {
    const rows = (await read(after)) as { guid: string; record: T }[];
    if (rows.length > 0) yield rows.map((row) => row.record);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.guid;
  }
}

/**
 * After a change of voucher types: every voucher whose kind may have changed, and every one the books did not take, is read anew.
 */
export async function rereadVouchersOfTypes(tx: CompanyTx, typeNames: readonly string[]): Promise<void> {
  await tx.run(
    `insert into changed_fact
     select 'voucher', f.guid from fact f
     left join voucher v on v.company_id = f.company_id and v.guid = f.guid
     where f.company_id = $1 and f.kind = 'voucher'
       and (v.guid is null or v.alter_id < f.alter_id or v.type_name = any($2::text[]))
     on conflict do nothing`,
    [tx.companyId, typeNames],
  );
}

/** The names of voucher types in use, with the kind they were read as. */
export function usedVoucherTypes(tx: CompanyTx): Promise<{ typeName: string; kind: string }[]> {
  return tx.run(`select distinct type_name as "typeName", kind from voucher where company_id = $1`, [
    tx.companyId,
  ]);
}
