import type { Party } from "@cfa/contract/reads";
import type { ReportLanguage } from "@cfa/contract/reports";

/** The language of a party's statement: its own where it is known and reports are written in it, else the reader's. */
export function statementLanguage({ beside }: Pick<Party, "beside">, own: ReportLanguage): ReportLanguage {
  const known = beside?.language;
  return known === "hi" || known === "en" ? known : own;
}
