import type { Selectable } from "kysely";

import { jsonWithPaise } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";
import type { OfferSettingTable } from "../../tables/offers.ts";
import type { BooksReader } from "../snapshot.ts";

/** What an owner says of offers. Rates and shares in hundredths of a percent. */
export type OfferSaid = {
  isOn: boolean;
  rule: Selectable<OfferSettingTable>["rule"];
  style: Selectable<OfferSettingTable>["style"];
  gstMode: Selectable<OfferSettingTable>["gst_mode"];
  margin: number | null;
  cap: number;
  monthlyBudget: bigint;
  partyYearCap: number;
  gapDays: number;
};

/** The same, with who said it; undefined: nothing was said. */
export function offerSaid({
  companyId,
  query,
}: BooksReader): Promise<(OfferSaid & { saidAt: Date; saidBy: string }) | undefined> {
  return query
    .selectFrom("offer_setting")
    .select([
      "is_on as isOn",
      "rule",
      "style",
      "gst_mode as gstMode",
      "margin",
      "cap",
      "monthly_budget as monthlyBudget",
      "party_year_cap as partyYearCap",
      "gap_days as gapDays",
      "said_at as saidAt",
      "said_name as saidBy",
    ])
    .where("company_id", "=", companyId)
    .executeTakeFirst();
}

/** Says it anew. */
export async function keepOfferSaid(
  tx: CompanyTx,
  said: OfferSaid,
  by: { at: Date; user: { id: string; name: string } },
): Promise<void> {
  const kept = {
    is_on: said.isOn,
    rule: said.rule,
    style: said.style,
    gst_mode: said.gstMode,
    margin: said.margin,
    cap: said.cap,
    monthly_budget: said.monthlyBudget,
    party_year_cap: said.partyYearCap,
    gap_days: said.gapDays,
    said_at: by.at,
    said_by: by.user.id,
    said_name: by.user.name,
  };
  await tx.query
    .insertInto("offer_setting")
    .values({ company_id: tx.companyId, ...kept })
    .onConflict((conflict) => conflict.column("company_id").doUpdateSet(kept))
    .execute();
}

/** By which the hold-out of a company is drawn; `fresh` is kept where there is none yet. */
export async function offerSalt({ companyId, query }: CompanyTx, fresh: string): Promise<string> {
  await query
    .insertInto("offer_salt")
    .values({ company_id: companyId, salt: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await query
    .selectFrom("offer_salt")
    .select("salt")
    .where("company_id", "=", companyId)
    .executeTakeFirstOrThrow();
  return row.salt;
}

/** A party's arm in a year, by the GUID of its ledger. */
export type OfferArm = { guid: string; year: number; stratum: string; place: number; isHeldOut: boolean };

/** The arms drawn of a year. */
export function offerArms({ companyId, query }: BooksReader, year: number): Promise<OfferArm[]> {
  return query
    .selectFrom("offer_arm")
    .select(["ledger_guid as guid", "year", "stratum", "place", "is_held_out as isHeldOut"])
    .where("company_id", "=", companyId)
    .where("year", "=", year)
    .execute();
}

const AT_ONCE = 1_000;

/** Logs arms as they are drawn. */
export async function keepArms(tx: CompanyTx, arms: readonly OfferArm[], at: Date): Promise<void> {
  const rows = arms.map(({ guid, year, stratum, place, isHeldOut }) => ({
    company_id: tx.companyId,
    year,
    ledger_guid: guid,
    stratum,
    place,
    is_held_out: isHeldOut,
    drawn_at: at,
  }));
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await tx.query
      .insertInto("offer_arm")
      .values(rows.slice(from, from + AT_ONCE))
      .execute();
  }
}

/** Of a look: who is offered nothing and why, and what may be put to those overdue. */
export type OfferPlanRow = {
  asOf: string;
  madeAt: Date;
  generation: bigint;
  refused: unknown;
  alternatives: unknown;
};

/** Keeps what the latest look found. */
export async function keepOfferPlan(tx: CompanyTx, plan: OfferPlanRow): Promise<void> {
  const kept = {
    as_of: plan.asOf,
    made_at: plan.madeAt,
    generation: plan.generation,
    refused: jsonWithPaise(plan.refused),
    alternatives: jsonWithPaise(plan.alternatives),
  };
  await tx.query
    .insertInto("offer_plan")
    .values({ company_id: tx.companyId, ...kept })
    .onConflict((conflict) => conflict.column("company_id").doUpdateSet(kept))
    .execute();
}

/** What the latest look found; undefined: there was none. */
export function offerPlan({ companyId, query }: BooksReader): Promise<OfferPlanRow | undefined> {
  return query
    .selectFrom("offer_plan")
    .select(["as_of as asOf", "made_at as madeAt", "generation", "refused", "alternatives"])
    .where("company_id", "=", companyId)
    .executeTakeFirst();
}
