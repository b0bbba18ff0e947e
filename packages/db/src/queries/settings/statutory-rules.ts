import type { BooksReader } from "../snapshot.ts";

/** What the law or the central bank says from a day on, with its source. Nothing of it belongs to a company. */
export type StatutoryRuleRow = {
  rule: string;
  validFrom: string;
  value: unknown;
  mark: "V" | "S" | "K" | "X";
  source: string;
  note: string;
  readOn: string;
};

/** The dated rows of some rules, oldest first. */
export function statutoryRules(
  { query }: BooksReader,
  rules: readonly string[],
): Promise<StatutoryRuleRow[]> {
  return query
    .selectFrom("statutory_rule")
    .select(["rule", "valid_from as validFrom", "value", "mark", "source", "note", "read_on as readOn"])
    .where("rule", "in", [...rules])
    .orderBy("rule")
    .orderBy("valid_from")
    .execute();
}
