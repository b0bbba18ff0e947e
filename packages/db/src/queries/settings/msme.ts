import { sql } from "kysely";

import type { CompanyTx } from "../../company-scope.ts";
import type { Side } from "../../tables/bills.ts";
import type { PartyProfileTable } from "../../tables/settings.ts";
import { openAsOf } from "../open-as-of.ts";
import type { BooksReader, CompanySnapshot } from "../snapshot.ts";

/** What people said of a party under the law for micro and small enterprises. */
export type PartyProfile = {
  udyamClass: PartyProfileTable["udyam_class"];
  activity: PartyProfileTable["activity"];
  hasWrittenTerms: boolean | null;
};

/** A bill that the law's clock may run for, with its party's profile and what was taken off it. */
export type ClockBill = PartyProfile & {
  billId: string;
  ledgerId: string;
  party: string;
  name: string;
  date: string;
  dueDate: string;
  amount: bigint;
  open: bigint;
  settlements: { date: string; amount: bigint }[];
};

const NOTHING_SAID: PartyProfile = { udyamClass: null, activity: null, hasWrittenTerms: null };

/** A party's profile; undefined when the company has no such party. */
export async function partyProfile(
  { companyId, query }: BooksReader,
  ledgerId: string,
): Promise<(PartyProfile & { guid: string }) | undefined> {
  const ledger = await query
    .selectFrom("ledger")
    .leftJoin("party_profile", (join) =>
      join
        .onRef("party_profile.company_id", "=", "ledger.company_id")
        .onRef("party_profile.ledger_guid", "=", "ledger.guid"),
    )
    .select([
      "ledger.guid as guid",
      "party_profile.udyam_class as udyamClass",
      "party_profile.activity as activity",
      "party_profile.has_written_terms as hasWrittenTerms",
    ])
    .where("ledger.company_id", "=", companyId)
    .where("ledger.ledger_id", "=", ledgerId)
    .where("ledger.party_kind", "is not", null)
    .executeTakeFirst();
  return ledger && { ...NOTHING_SAID, ...ledger };
}

/** Keeps what people say of a party. */
export async function keepProfile(tx: CompanyTx, guid: string, profile: PartyProfile): Promise<void> {
  const values = {
    udyam_class: profile.udyamClass,
    activity: profile.activity,
    has_written_terms: profile.hasWrittenTerms,
  };
  await tx.query
    .insertInto("party_profile")
    .values({ company_id: tx.companyId, ledger_guid: guid, ...values })
    .onConflict((conflict) => conflict.columns(["company_id", "ledger_guid"]).doUpdateSet(values))
    .execute();
}

/** Open bills of a side on a day: payable, those of parties whose class was said; receivable, all. */
export async function clockBills(
  snapshot: CompanySnapshot,
  { side, asOf }: { side: Side; asOf: string },
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
      select b.bill_id as "billId", b.ledger_id as "ledgerId", l.name as party, b.name, b.date, b.due_date as "dueDate",
        b.amount, b.basis, ${openAsOf(asOf)} as open, p.udyam_class as "udyamClass", p.activity,
        p.has_written_terms as "hasWrittenTerms"
      from bill b
      join ledger l on l.company_id = b.company_id and l.ledger_id = b.ledger_id
      left join party_profile p on p.company_id = l.company_id and p.ledger_guid = l.guid
      where b.company_id = ${companyId} and b.side = ${side} and b.date <= ${asOf}::date
        and (b.open <> 0 or b.last_settled > ${asOf}::date)
        ${side === "payable" ? sql`and p.udyam_class is not null` : sql``}
    ) as standing
    where standing.open <> 0`.execute(snapshot.query);
  return found.rows.map(({ settlements, ...bill }) => ({
    ...bill,
    settlements: (settlements ?? []).map(({ date, amount }) => ({ date, amount: BigInt(amount) })),
  }));
}
