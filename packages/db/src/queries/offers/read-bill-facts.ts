import { isCovered, msmeStanding } from "@cfa/books/msme";
import { MSME_RULES, msmeLawOf, msmeOfDay } from "@cfa/books/stored-msme";
import { saleLines } from "./register.ts";
import { companySetting } from "../settings/company-setting.ts";
import { clockBills, msmeKnown } from "../settings/msme.ts";
import { statutoryRules } from "../settings/statutory-rules.ts";
import type { BooksReader } from "../snapshot.ts";
import type { BillInterest } from "@cfa/insights/offer/offer-candidate";
import { saleTaxOf, type SaleTax } from "@cfa/insights/offer/sale-tax";
import type { LocalDate } from "@cfa/values/local-date";

/** The tax in the sales of some bills, as their vouchers have it. */
export async function readSaleTaxes(
  reader: BooksReader,
  billIds: readonly string[],
): Promise<Map<string, SaleTax>> {
  const lines = await saleLines(reader, billIds);
  return new Map([...Map.groupBy(lines, ({ billId }) => billId)].map(([id, of]) => [id, saleTaxOf(of)]));
}

/** The interest that customers' late bills bear by the law for micro and small enterprises, where the company says it is one. */
export async function readInterest(
  reader: BooksReader,
  today: LocalDate,
): Promise<Map<string, BillInterest>> {
  const rules = await statutoryRules(reader, MSME_RULES);
  const law = msmeLawOf(rules.filter(({ validFrom }) => validFrom <= today));
  if (!isCovered(await companySetting(reader), law)) return new Map();
  const known = await msmeKnown(reader);
  const bills = await clockBills(reader, { side: "receivable", asOf: today, guids: null });
  const found = bills.flatMap((bill): [string, BillInterest][] => {
    // Days of the database.
    const dated = {
      date: bill.date as LocalDate,
      dueDate: bill.dueDate as LocalDate,
      amount: bill.amount,
      settlements: bill.settlements.map(({ date, amount }) => ({ date: date as LocalDate, amount })),
    };
    const hasWrittenTerms = msmeOfDay(dated.date, known.get(bill.guid)).hasWrittenTerms ?? false;
    const { interest } = msmeStanding(dated, { asOf: today, law, hasWrittenTerms });
    return interest === null || interest === 0n ? [] : [[bill.billId, { accrued: interest, by: "msme" }]];
  });
  return new Map(found);
}
