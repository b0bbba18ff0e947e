import type { CompanyTx } from "../../company-scope.ts";

/** What stands open under stated names of one party, each name on the side its net sum lies. Both positive. */
export type StatedSums = { ledgerId: string; receivable: bigint; payable: bigint };

const SIDES = `coalesce(sum(net) filter (where net > 0), 0)::bigint as receivable,
  coalesce(-sum(net) filter (where net < 0), 0)::bigint as payable`;

/**
 * The net sum of every stated name of the parties in `parties` (a relation with ledger_id), debit positive, up to the day `day`
 * (null: all days). As Tally's Bills reports count it: each name of a bill-wise party for itself; money on account without a
 * name is in neither. Only what Tally states counts: settlements of a bill's own basis, and no corrections. What stands under a
 * party is told for the ledger on which it stands in Tally.
 */
export function statedNets(parties: string, day: string): string {
  const upTo = (column: string): string => (day === "null" ? "" : `and ${column} <= ${day}`);
  return `select ledger_id, name_key, min(name) as name, sum(net)::bigint as net
    from (
      select coalesce(b.origin_ledger_id, b.ledger_id) as ledger_id, b.name_key, b.name,
             case b.side when 'receivable' then 1 else -1 end * (b.amount - coalesce(sum(s.amount), 0)) as net
      from ${parties} p
      join bill b on b.company_id = $1 and b.ledger_id = p.ledger_id
      left join settlement s
        on s.company_id = $1 and s.bill_id = b.bill_id and s.basis = b.basis ${upTo("s.date")}
      where b.basis = 'stated' ${upTo("b.date")}
      group by b.company_id, b.bill_id
      union all
      select l.ledger_id, lower(regexp_replace(btrim(u.name), '\\s+', ' ', 'g')), u.name,
             case u.side when 'receivable' then -1 else 1 end * u.amount
      from ${parties} p
      join unapplied u on u.company_id = $1 and u.ledger_id = p.ledger_id
      join ledger l on l.company_id = $1 and l.ledger_id = coalesce(u.origin_ledger_id, u.ledger_id) and l.is_bill_wise
      where u.name <> '' and not u.is_corrected ${upTo("u.date")}
    ) each
    group by ledger_id, name_key`;
}

/** The statement that works out the stated sums of some parties, after everything. */
export function statedSumsOf(parties: string, day = "null"): string {
  return `select ledger_id, ${SIDES} from (${statedNets(parties, day)}) named group by ledger_id having bool_or(net <> 0)`;
}

/** Works the stated sums of the touched parties out anew, when their books have been derived. */
export async function keepStatedSums(tx: CompanyTx): Promise<void> {
  await tx.run(
    "delete from stated_party s using touched_ledger t where s.company_id = $1 and s.ledger_id = t.ledger_id",
    [tx.companyId],
  );
  await tx.run(
    `insert into stated_party (company_id, ledger_id, receivable, payable) select $1, s.* from (${statedSumsOf("touched_ledger")}) s`,
    [tx.companyId],
  );
}

/** A party's stated sums on a day, under its name. */
export type StatedParty = StatedSums & { name: string; nameKey: string };

/** The stated sums of every party on a day: as kept, and worked out for those on which anything is dated later. */
export function statedPartiesOn(tx: CompanyTx, asOf: string): Promise<StatedParty[]> {
  return tx.run(
    `with moved as materialized (
       select ledger_id from bill where company_id = $1 and date > $2::date and open <> 0
       union select ledger_id from bill where company_id = $1 and last_settled > $2::date
       union select ledger_id from unapplied where company_id = $1 and date > $2::date
     ),
     told as (
       select ledger_id from moved
       union select b.origin_ledger_id from moved m join bill b on b.company_id = $1 and b.ledger_id = m.ledger_id
       union select u.origin_ledger_id from moved m join unapplied u on u.company_id = $1 and u.ledger_id = m.ledger_id
     )
     select l.ledger_id as "ledgerId", l.name, l.name_key as "nameKey", s.receivable, s.payable
     from (
       select s.ledger_id, s.receivable, s.payable from stated_party s
       where s.company_id = $1 and not exists (select from told t where t.ledger_id = s.ledger_id)
       union all
       select * from (${statedSumsOf("moved", "$2::date")}) exact
     ) s join ledger l on l.company_id = $1 and l.ledger_id = s.ledger_id`,
    [tx.companyId, asOf],
  );
}

/** The net sum of every stated name of some parties on a day, debit positive. */
export function statedBillsOf(
  tx: CompanyTx,
  wanted: { asOf: string; partyKeys: readonly string[] },
): Promise<{ partyKey: string; name: string; net: bigint }[]> {
  return tx.run(
    `with asked as materialized (
       select ledger_id from ledger where company_id = $1 and home_side is not null and name_key = any($3::text[])
       union
       select b.ledger_id from ledger l join bill b on b.company_id = $1 and b.origin_ledger_id = l.ledger_id
       where l.company_id = $1 and l.name_key = any($3::text[])
     )
     select l.name_key as "partyKey", n.name, n.net
     from (${statedNets("asked", "$2::date")}) n
     join ledger l on l.company_id = $1 and l.ledger_id = n.ledger_id and l.name_key = any($3::text[])`,
    [tx.companyId, wanted.asOf, wanted.partyKeys],
  );
}
