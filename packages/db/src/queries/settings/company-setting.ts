import type { CompanyTx } from "../../company-scope.ts";
import type { CompanySettingTable } from "../../tables/settings.ts";
import type { BooksReader } from "../snapshot.ts";

/** What a company chose for itself. */
export type CompanySetting = {
  defaultCreditDays: number;
  derivedCreditDays: number;
  ageingBy: "due-date" | "bill-date";
  ageingEdges: number[];
  udyamClass: CompanySettingTable["udyam_class"];
  activity: CompanySettingTable["activity"];
};

const DEFAULTS: CompanySetting = {
  defaultCreditDays: 0,
  derivedCreditDays: 0,
  ageingBy: "due-date",
  ageingEdges: [30, 60, 90],
  udyamClass: null,
  activity: null,
};

/** A company's settings; the defaults while it has chosen nothing. */
export async function companySetting({ companyId, query }: BooksReader): Promise<CompanySetting> {
  const row = await query
    .selectFrom("company_setting")
    .select([
      "default_credit_days as defaultCreditDays",
      "derived_credit_days as derivedCreditDays",
      "ageing_by as ageingBy",
      "ageing_edges as ageingEdges",
      "udyam_class as udyamClass",
      "activity",
    ])
    .where("company_id", "=", companyId)
    .executeTakeFirst();
  return row ?? DEFAULTS;
}

/** Lets one person change settings or profiles at a time; a run that is being taken in goes on meanwhile. */
export async function lockSettings(tx: CompanyTx): Promise<void> {
  await tx.run("select from company where company_id = $1 for no key update", [tx.companyId]);
}

/** Keeps what a company chooses. */
export async function keepSetting(
  tx: CompanyTx,
  setting: Omit<CompanySetting, "derivedCreditDays">,
): Promise<void> {
  const values = {
    default_credit_days: setting.defaultCreditDays,
    ageing_by: setting.ageingBy,
    ageing_edges: setting.ageingEdges,
    udyam_class: setting.udyamClass,
    activity: setting.activity,
  };
  await tx.query
    .insertInto("company_setting")
    .values({ company_id: tx.companyId, ...values })
    .onConflict((conflict) => conflict.column("company_id").doUpdateSet(values))
    .execute();
}

/**
 * The company's default credit days, for books that are about to be derived. Where they are others than the books were last derived
 * with, every party is touched.
 */
export async function creditDaysToDerive(tx: CompanyTx): Promise<number> {
  const { defaultCreditDays, derivedCreditDays } = await companySetting(tx);
  if (defaultCreditDays === derivedCreditDays) return defaultCreditDays;
  await tx.run(
    `insert into touched_ledger select ledger_id from ledger where company_id = $1 and home_side is not null
     on conflict do nothing`,
    [tx.companyId],
  );
  // The days that were read: a person may be choosing others at this moment.
  await tx.run("update company_setting set derived_credit_days = $2 where company_id = $1", [
    tx.companyId,
    defaultCreditDays,
  ]);
  return defaultCreditDays;
}
