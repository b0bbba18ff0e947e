import type { LedgerRecord, VoucherRecord } from "@cfa/contract/records";

import type { CompanyTx } from "../../company-scope.ts";

/** Where the books of a company come from: what an upload may be added to. */
export type BooksFrom = {
  /** The GUID the company is bound to, and its name here. */
  guid: string | null;
  name: string;
  /** An agent reads this company's Tally. */
  isAgentFed: boolean;
  /** There are records with ids of Tally. */
  hasTallyRecords: boolean;
  hasTallyLedgers: boolean;
  /** There are records made of lists and registers. */
  hasListRecords: boolean;
};

/** See BooksFrom. */
export async function booksFrom(tx: CompanyTx): Promise<BooksFrom> {
  const rows = await tx.run<BooksFrom>(
    `select c.tally_guid as guid, c.name,
            exists (select from sync_state s where s.company_id = $1 and s.vouchers_mark is not null) as "isAgentFed",
            exists (select from fact f where f.company_id = $1 and f.guid not like 'file:%') as "hasTallyRecords",
            exists (select from fact f where f.company_id = $1 and f.kind = 'ledger' and f.guid not like 'file:%')
              as "hasTallyLedgers",
            exists (select from fact f where f.company_id = $1 and f.guid like 'file:%') as "hasListRecords"
     from company c where c.company_id = $1`,
    [tx.companyId],
  );
  const found = rows[0];
  if (found === undefined) throw new Error("an upload belongs to a company");
  return found;
}

/** The day of the list of open bills that a side's books stand on; null while there is none. */
export async function listAsOf(tx: CompanyTx, side: "receivable" | "payable"): Promise<string | null> {
  const rows = await tx.run<{ asOf: string | null }>(
    `select max(f.as_of) as "asOf"
     from upload u
     join upload_file f using (company_id, upload_id)
     join sync_run r on r.company_id = u.company_id and r.run_id = u.upload_id and r.state <> 'failed'
     left join sync_run t on t.company_id = u.company_id and t.run_id = u.take_back_run_id
     where u.company_id = $1 and u.state = 'committed' and f.state = 'read' and f.kind = $2
       and (t.state is null or t.state = 'failed')`,
    [tx.companyId, side],
  );
  return rows[0]?.asOf ?? null;
}

/** The parties that lists of a side have made, as they were last listed. */
export function listedParties(
  tx: CompanyTx,
  prefix: string,
): Promise<{ guid: string; record: LedgerRecord }[]> {
  return tx.run(
    `select guid, record from fact where company_id = $1 and kind = 'ledger' and starts_with(guid, $2)`,
    [tx.companyId, prefix],
  );
}

/** Vouchers that registers have made, of some kinds and up to a day, and that still count. */
export function registerVouchers(
  tx: CompanyTx,
  wanted: { prefixes: readonly string[]; to: string },
): Promise<{ record: VoucherRecord }[]> {
  return tx.run(
    `select record from fact
     where company_id = $1 and kind = 'voucher' and guid like any($2::text[]) and record ->> 'date' <= $3
       and not coalesce((record ->> 'isCancelled')::boolean, false)
     order by guid`,
    [tx.companyId, wanted.prefixes.map((prefix) => `${prefix}%`), wanted.to],
  );
}
