import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";
import { financialYearOf } from "@cfa/values/period";

import type { Bill, Side } from "./bill.ts";
import { ofKind, type CorrectionOf } from "./corrections/correction.ts";
import { rootsOf } from "./corrections/party-group.ts";
import { readCorrection, type StoredCorrection } from "./corrections/stored.ts";

/*
 * What a person says a party keeps back as tax. On its days nothing that was learned counts. Rules: docs/algorithms/tds.md.
 */

export type TdsSaid = {
  points: BasisPoints; // zero: nothing
  base: "taxable" | "gross";
  threshold: Paise | null; // of a financial year's bills: what stays below it has no tax
  from: LocalDate;
  until: LocalDate | null;
};

/**
 * What stored corrections that hold say, by the ledger id of the party they count for: the one whose days begin last first. Merges
 * are among them; `parties`: those that they speak of.
 */
export function tdsSaidByParty({
  corrections: rows,
  parties,
}: {
  corrections: readonly StoredCorrection[];
  parties: readonly { guid: string; ledgerId: string }[];
}): Map<string, TdsSaid[]> {
  const corrections = rows.map(readCorrection);
  const roots = rootsOf(ofKind(corrections, "merge"));
  const byGuid = Map.groupBy(
    ofKind(corrections, "tds-profile"),
    ({ ledgerGuid }) => roots.get(ledgerGuid) ?? ledgerGuid,
  );
  return new Map(
    parties.flatMap(({ guid, ledgerId }): [string, TdsSaid[]][] => {
      const said = byGuid.get(guid);
      return said === undefined ? [] : [[ledgerId, saidBy(said)]];
    }),
  );
}

/** The side of a party that is spoken of: what a customer keeps back from us; of one who only sells to us, what we keep back. */
export function sideOfWord(partyKind: string | null): Side {
  return partyKind === "supplier" ? "payable" : "receivable";
}

function saidBy(corrections: readonly CorrectionOf<"tds-profile">[]): TdsSaid[] {
  return corrections
    .flatMap(({ value: { rate, of, threshold }, fromDate, untilDate }) =>
      fromDate === null ? [] : [{ points: rate, base: of, threshold, from: fromDate, until: untilDate }],
    )
    .toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
}

/** What holds on a day; undefined: nobody says anything of it. */
export function saidOn(said: readonly TdsSaid[], day: LocalDate): TdsSaid | undefined {
  return said.find((one) => one.from <= day && (one.until === null || day <= one.until));
}

/** What the bills of a side come to in their financial year, each with those before it. */
export function yearSums(bills: readonly Bill[]): Map<Bill, Paise> {
  const sums = new Map<Bill, Paise>();
  const years = new Map<LocalDate, Paise>();
  for (const bill of bills.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    const year = financialYearOf(bill.date).from;
    const total = (years.get(year) ?? 0n) + bill.amount;
    years.set(year, total);
    sums.set(bill, total);
  }
  return sums;
}
