import { costOfCashOn, ratesOf } from "@cfa/books/cost-of-cash";
import type { CostOfCash } from "@cfa/contract/settings";
import { costOfCashSaid } from "@cfa/db/queries/settings/cost-of-cash";
import { statutoryRules } from "@cfa/db/queries/settings/statutory-rules";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";

import { presentSaid } from "./said.ts";

/** What borrowed money costs a company on a day: what it said, else the usual rate, and all that was said. */
export async function readCostOfCash(reader: BooksReader, asOf: LocalDate): Promise<CostOfCash> {
  const rows = await costOfCashSaid(reader);
  const rules = await statutoryRules(reader, ["cost-of-cash"]);
  const usual = rules.findLast(({ validFrom }) => validFrom <= asOf) ?? rules[0];
  assert(usual !== undefined, "there is a usual cost of cash");
  const { hundredths, origin, from } = costOfCashOn(asOf, ratesOf(rows, rules));
  return {
    asOf,
    hundredths,
    origin,
    validFrom: from,
    usual: { ...usual },
    said: rows
      .toReversed()
      .map((row) => ({ validFrom: row.from, hundredths: row.hundredths, ...presentSaid(row) })),
  };
}
