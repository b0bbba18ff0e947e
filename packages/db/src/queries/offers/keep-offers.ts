import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { jsonWithPaise } from "@cfa/values/money";

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
 * was decided about or edited, or is measured, keeps what it has. Safe to repeat.
 */
export async function keepOffers(
  tx: CompanyTx,
  kept: { proposals: readonly ProposedOffer[]; asOf: LocalDate; at: Date; termsVersion: number },
): Promise<void> {
  const { proposals, asOf, at, termsVersion } = kept;
  await tx.run(
    `update offer set state = 'lapsed-unapproved', ended_at = $2, end_why = 'not-proposed-any-more'
     where company_id = $1 and state = 'proposed' and not exists (
       select from jsonb_to_recordset($3::jsonb) as p ("ledgerGuid" text, "nameKey" text, date date, "isHeldOut" boolean)
       where p."ledgerGuid" = offer.ledger_guid and p."nameKey" = offer.bill_key and p.date = offer.bill_date
         and not p."isHeldOut")`,
    [tx.companyId, at, keysOf(proposals)],
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
    proposals.map(({ ledgerGuid, bill, isHeldOut }) => ({
      ledgerGuid,
      nameKey: bill.nameKey,
      date: bill.date,
      isHeldOut,
    })),
  );
}
