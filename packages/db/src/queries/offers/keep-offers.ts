import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { jsonWithPaise, paiseToJson } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";

/** An offer as it is proposed: for one bill, by the keys that stay over a sync. */
export type ProposedOffer = {
  readonly ledgerGuid: string;
  readonly bill: { readonly nameKey: string; readonly date: LocalDate; readonly name: string };
  readonly amount: Paise;
  readonly style: "percent" | "rupees";
  /** Earliest first; each day after the one before, each discount smaller. */
  readonly steps: readonly { readonly until: LocalDate; readonly discount: number; readonly off: Paise }[];
  readonly cost: Paise;
  readonly profit: Paise;
  readonly profitLow: Paise;
  readonly daysGained: number;
  readonly annualRate: number | null;
  readonly chance: number;
  readonly reason: unknown;
  readonly gstMode: "financial" | "section34";
  /** A party of the hold-out: kept to measure by, shown to nobody. */
  readonly isHeldOut: boolean;
};

/**
 * Keeps what is proposed now. A proposal that waits already gets its new figures; one that is not made any more lapses; a bill that
 * was decided about or edited, or is measured, keeps what it has. An edited one whose first day is past, or of whose bill something else is
 * open by now, can go out no more: it lapses too, and what is proposed takes its place. Safe to repeat.
 */
export async function keepOffers(
  tx: CompanyTx,
  kept: { proposals: readonly ProposedOffer[]; asOf: LocalDate; at: Date; termsVersion: number },
): Promise<void> {
  const { proposals, asOf, at, termsVersion } = kept;
  await tx.run(
    `with proposed as (
       select * from jsonb_to_recordset($3::jsonb) as p ("ledgerGuid" text, "nameKey" text, date date, amount bigint, "isHeldOut" boolean)
     ), gone as (
       select o.offer_id, p.amount is not null as is_anew
       from offer o left join proposed p
         on p."ledgerGuid" = o.ledger_guid and p."nameKey" = o.bill_key and p.date = o.bill_date and not p."isHeldOut"
       where o.company_id = $1 and o.state = 'proposed'
         and (p.amount is null or o.edited_at is not null and (p.amount <> o.amount or (o.steps -> 0 ->> 'until')::date < $4))
     )
     update offer set state = 'lapsed-unapproved', ended_at = $2,
       end_why = case when is_anew then 'proposed-anew' else 'not-proposed-any-more' end
     from gone where offer.company_id = $1 and offer.offer_id = gone.offer_id`,
    [tx.companyId, at, keysOf(proposals), asOf],
  );
  const { query } = tx;
  for (const offer of proposals) {
    const figures = {
      amount: offer.amount,
      style: offer.style,
      steps: jsonWithPaise(offer.steps),
      cost: offer.cost,
      profit: offer.profit,
      profit_low: offer.profitLow,
      days_gained: offer.daysGained,
      annual_rate: offer.annualRate,
      chance: offer.chance,
      reason: jsonWithPaise(offer.reason),
      gst_mode: offer.gstMode,
      terms_version: termsVersion,
      as_of: asOf,
      proposed_at: at,
    };
    await query
      .insertInto("offer")
      .values({
        company_id: tx.companyId,
        ledger_guid: offer.ledgerGuid,
        bill_key: offer.bill.nameKey,
        bill_date: offer.bill.date,
        bill_name: offer.bill.name,
        state: offer.isHeldOut ? "ghost" : "proposed",
        is_held_out: offer.isHeldOut,
        ...figures,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["company_id", "ledger_guid", "bill_key", "bill_date"])
          .where("state", "<>", "lapsed-unapproved")
          .doUpdateSet({ ...figures, bill_name: offer.bill.name })
          .where("offer.state", "=", "proposed")
          .where("offer.edited_at", "is", null)
          .where("offer.is_held_out", "=", offer.isHeldOut),
      )
      .execute();
  }
}

function keysOf(proposals: readonly ProposedOffer[]): string {
  return JSON.stringify(
    proposals.map(({ ledgerGuid, bill, amount, isHeldOut }) => ({
      ledgerGuid,
      nameKey: bill.nameKey,
      date: bill.date,
      amount: paiseToJson(amount),
      isHeldOut,
    })),
  );
}
