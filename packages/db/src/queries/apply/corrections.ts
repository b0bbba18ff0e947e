import type { CompanyTx } from "../../company-scope.ts";

/** Notes ledgers as touched. */
export async function touchLedgers(tx: CompanyTx, ledgerIds: readonly string[]): Promise<void> {
  await tx.run(
    `insert into touched_ledger select ledger_id from ledger where company_id = $1 and ledger_id = any($2::uuid[])
     on conflict do nothing`,
    [tx.companyId, ledgerIds],
  );
}

/** Notes with each touched ledger those it is, or ever was, merged with: their books belong together, or apart again. */
export async function touchMerged(tx: CompanyTx): Promise<void> {
  for (let added = 1; added > 0;) {
    const rows = await tx.run(
      `insert into touched_ledger
       select l.ledger_id
       from correction c
       join ledger l on l.company_id = $1 and l.guid in (c.ledger_guid, c.value ->> 'intoGuid')
       where c.company_id = $1 and c.kind = 'merge'
         and exists (select from touched_ledger t join ledger m on m.company_id = $1 and m.ledger_id = t.ledger_id
                     where m.guid in (c.ledger_guid, c.value ->> 'intoGuid'))
       on conflict do nothing
       returning ledger_id`,
      [tx.companyId],
    );
    added = rows.length;
  }
}

/**
 * GUIDs of the parties whose corrections must be looked at: those of touched ledgers, and those whose ledger is gone or no party
 * any more.
 */
export async function partiesToReview(tx: CompanyTx): Promise<string[]> {
  const rows = await tx.run<{ guid: string }>(
    `select distinct c.ledger_guid as guid
     from correction c
     left join ledger l on l.company_id = $1 and l.guid = c.ledger_guid
     where c.company_id = $1 and c.state in ('waiting', 'active', 'conflict')
       and (l.ledger_id is null or l.home_side is null or l.ledger_id in (select ledger_id from touched_ledger))
     order by 1`,
    [tx.companyId],
  );
  return rows.map((row) => row.guid);
}

/** One more generation. What Tally states has not moved, so that a verdict on it stays about the books as they are. */
export async function endCorrections(tx: CompanyTx): Promise<void> {
  await tx.run(
    `update sync_state set generation = generation + 1,
       tie_out_generation = case when tie_out_generation = generation then generation + 1 else tie_out_generation end
     where company_id = $1`,
    [tx.companyId],
  );
}
