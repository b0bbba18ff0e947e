import { sql } from "kysely";

import type { CompanyTx } from "../../company-scope.ts";
import type { Side } from "../../tables/bills.ts";
import type { MsmeSaidTable } from "../../tables/settings.ts";
import { openAsOf } from "../open-as-of.ts";
import type { BooksReader } from "../snapshot.ts";

/** A person's word on a supplier under the law for micro and small enterprises. */
export type MsmeWord = {
  udyamClass: MsmeSaidTable["udyam_class"];
  activity: MsmeSaidTable["activity"];
  hasWrittenTerms: boolean | null;
  from: string | null;
};

/** A word as it was said: by whom, when, and who took it back. */
export type MsmeSaidRow = MsmeWord & {
  saidNo: number;
  saidAt: Date;
  by: string;
  takenBackAt: Date | null;
  takenBackBy: string | null;
};

/** What Tally's ledger states from a day on. */
export type MsmeStated = {
  from: string | null;
  udyamClass: "micro" | "small" | "medium";
  activity: "trader" | "other" | null;
};

/** All that is known of a supplier: what people said, in that order, and what Tally states, oldest first. */
export type MsmeKnown = { guid: string; ledgerId: string; said: MsmeSaidRow[]; inTally: MsmeStated[] };

/** A bill that the law's clock may run for, with what was taken off it. */
export type ClockBill = {
  billId: string;
  ledgerId: string;
  guid: string;
  party: string;
  name: string;
  date: string;
  dueDate: string;
  amount: bigint;
  open: bigint;
  settlements: { date: string; amount: bigint }[];
};

/** What is known of the suppliers of whom anything is, by GUID; of one party when its ledger is named. */
export async function msmeKnown(
  { companyId, query }: BooksReader,
  which: { ledgerIds?: readonly string[] } = {},
): Promise<Map<string, MsmeKnown>> {
  const only =
    which.ledgerIds === undefined ? sql`` : sql`and l.ledger_id = any(${[...which.ledgerIds]}::uuid[])`;
  const ledgers = await sql<{ guid: string; ledgerId: string; inTally: MsmeStated[] | null }>`
    select l.guid, l.ledger_id as "ledgerId", l.msme_in_tally as "inTally" from ledger l
    where l.company_id = ${companyId} and l.party_kind is not null ${only}
      and (l.msme_in_tally is not null
           or exists (select from msme_said s where s.company_id = l.company_id and s.ledger_guid = l.guid))`.execute(
    query,
  );
  const known = new Map(
    ledgers.rows.map(({ inTally, ...ledger }): [string, MsmeKnown] => [
      ledger.guid,
      { ...ledger, said: [], inTally: inTally ?? [] },
    ]),
  );
  if (known.size === 0) return known;
  const rows = await query
    .selectFrom("msme_said")
    .select([
      "ledger_guid as guid",
      "said_no as saidNo",
      "valid_from as from",
      "udyam_class as udyamClass",
      "activity",
      "has_written_terms as hasWrittenTerms",
      "said_at as saidAt",
      "said_name as by",
      "taken_back_at as takenBackAt",
      "taken_back_name as takenBackBy",
    ])
    .where("company_id", "=", companyId)
    .where(sql<boolean>`ledger_guid = any(${[...known.keys()]}::text[])`)
    .orderBy("ledger_guid")
    .orderBy("said_no")
    .execute();
  for (const { guid, ...row } of rows) known.get(guid)?.said.push(row);
  return known;
}

/** The GUID of a party's ledger; undefined when the company has no such party. */
export async function partyGuid(
  { companyId, query }: BooksReader,
  ledgerId: string,
): Promise<string | undefined> {
  const ledger = await query
    .selectFrom("ledger")
    .select("guid")
    .where("company_id", "=", companyId)
    .where("ledger_id", "=", ledgerId)
    .where("party_kind", "is not", null)
    .executeTakeFirst();
  return ledger?.guid;
}

/** Keeps what a person says of a supplier, after all that was said before. */
export async function sayMsme(
  tx: CompanyTx,
  said: MsmeWord & { guid: string; at: Date; user: { id: string; name: string } },
): Promise<void> {
  await tx.run(
    `insert into msme_said (company_id, ledger_guid, said_no, valid_from, udyam_class, activity, has_written_terms,
                            said_at, said_by, said_name)
     select $1, $2, coalesce(max(said_no), 0) + 1, $3, $4, $5, $6, $7, $8, $9
     from msme_said where company_id = $1 and ledger_guid = $2`,
    [
      tx.companyId,
      said.guid,
      said.from,
      said.udyamClass,
      said.activity,
      said.hasWrittenTerms,
      said.at,
      said.user.id,
      said.user.name,
    ],
  );
}

/** Takes one statement back; false when there is none of that number that still stands. */
export async function takeBackMsme(
  tx: CompanyTx,
  which: { guid: string; saidNo: number; at: Date; user: { id: string; name: string } },
): Promise<boolean> {
  const rows = await tx.run(
    `update msme_said set taken_back_at = $4, taken_back_by = $5, taken_back_name = $6
     where company_id = $1 and ledger_guid = $2 and said_no = $3 and taken_back_at is null returning true`,
    [tx.companyId, which.guid, which.saidNo, which.at, which.user.id, which.user.name],
  );
  return rows.length > 0;
}

/** Open bills of a side on a day, of the parties with these GUIDs; of all when none are named. */
export async function clockBills(
  snapshot: BooksReader,
  { side, asOf, guids }: { side: Side; asOf: string; guids: readonly string[] | null },
): Promise<ClockBill[]> {
  const { companyId } = snapshot;
  const found = await sql<
    Omit<ClockBill, "settlements"> & { settlements: { date: string; amount: string }[] | null }
  >`
    select standing.*,
      (select jsonb_agg(jsonb_build_object('date', s.date, 'amount', s.amount::text) order by s.date, s.settlement_no)
       from settlement s where s.company_id = ${companyId} and s.bill_id = standing."billId"
         and s.basis in (standing.basis, 'corrected') and s.date <= ${asOf}::date) as settlements
    from (
      select b.bill_id as "billId", b.ledger_id as "ledgerId", l.guid, l.name as party, b.name, b.date,
        b.due_date as "dueDate", b.amount, b.basis, ${openAsOf(asOf)} as open
      from bill b
      join ledger l on l.company_id = b.company_id and l.ledger_id = b.ledger_id
      where b.company_id = ${companyId} and b.side = ${side} and b.date <= ${asOf}::date
        and (b.open <> 0 or b.last_settled > ${asOf}::date)
        ${guids === null ? sql`` : sql`and l.guid = any(${[...guids]}::text[])`}
    ) as standing
    where standing.open <> 0`.execute(snapshot.query);
  return found.rows.map(({ settlements, ...bill }) => ({
    ...bill,
    settlements: (settlements ?? []).map(({ date, amount }) => ({ date, amount: BigInt(amount) })),
  }));
}
