import { costOfCashOn, type DatedRate } from "@cfa/books/cost-of-cash";
import type { CostOfCash } from "@cfa/contract/settings";
import { costOfCashSaid } from "@cfa/db/queries/settings/cost-of-cash";
import { statutoryRules, type StatutoryRuleRow } from "@cfa/db/queries/settings/statutory-rules";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";
import { z } from "zod";

import { presentSaid } from "./said.ts";

const Rate = z.object({ hundredths: z.number().int() });

/** What borrowed money costs a company on a day: what it said, else the usual rate, and all that was said. */
export async function readCostOfCash(reader: BooksReader, asOf: LocalDate): Promise<CostOfCash> {
  const rows = await costOfCashSaid(reader);
  const rules = await statutoryRules(reader, ["cost-of-cash"]);
  const [first, ...later] = rules.map(rateOf);
  assert(first !== undefined, "there is a usual cost of cash");
  const said = rows.map(({ from, hundredths, takenBackAt }) => ({
    from: from as LocalDate, // from the database, where it is a day
    hundredths,
    isTakenBack: takenBackAt !== null,
  }));
  const usual = rules.findLast(({ validFrom }) => validFrom <= asOf) ?? rules[0];
  assert(usual !== undefined, "there is a usual cost of cash");
  const { hundredths, origin, from } = costOfCashOn(asOf, { said, usual: [first, ...later] });
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

function rateOf({ validFrom, value }: StatutoryRuleRow): DatedRate {
  return { from: validFrom as LocalDate, hundredths: Rate.parse(value).hundredths };
}
