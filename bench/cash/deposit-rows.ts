import { readFileSync } from "node:fs";

import { depositRulesOf, USUAL_DEPOSIT_RULES, type DepositRule } from "@cfa/books/cash/deposit-days";

const MIGRATION = new URL("../../packages/db/migrations/0023-cash/up.sql", import.meta.url);
const ROW = /\('([a-z-]+)', '(\d{4}-\d\d-\d\d)', '(\{.*?\})', '/g;

/** The usual rules of deposits, out of the migration that brings them: what a database would say, without one. */
export function usualDepositRules(): DepositRule[] {
  const rows = [...readFileSync(MIGRATION, "utf8").matchAll(ROW)].map(
    ([, rule = "", validFrom = "", value = ""]) => ({
      rule,
      validFrom,
      value: JSON.parse(value) as unknown,
    }),
  );
  const missing = USUAL_DEPOSIT_RULES.filter((rule) => !rows.some((row) => row.rule === rule));
  if (missing.length > 0) throw new Error(`The migration has no row of ${missing.join(", ")}.`);
  return depositRulesOf(rows.filter(({ rule }) => USUAL_DEPOSIT_RULES.includes(rule)));
}
