import { KINDS_WITHOUT_CREDIT } from "@cfa/books/intake/by-kind";
import { notOverdueFrom } from "@cfa/books/outstanding";
import type { CreditDaysEffect } from "@cfa/contract/settings";
import { companySetting } from "@cfa/db/queries/settings/company-setting";
import { creditDaysEffect } from "@cfa/db/queries/settings/credit-days-effect";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

/** What other default days of credit would change today, by side. */
export async function readCreditDaysEffect(
  snapshot: CompanySnapshot,
  { today }: { today: LocalDate },
  days: number,
): Promise<CreditDaysEffect> {
  const { defaultCreditDays } = await companySetting(snapshot);
  const found = await creditDaysEffect(snapshot, {
    asOf: today,
    notOverdueFrom: notOverdueFrom(today),
    days,
    withoutCredit: KINDS_WITHOUT_CREDIT,
  });
  const of = (side: "receivable" | "payable"): CreditDaysEffect["receivable"] => {
    const row = found.find((one) => one.side === side);
    return {
      bills: row?.bills ?? 0,
      open: paiseToJson(row?.open ?? 0n),
      overdueNow: paiseToJson(row?.overdueNow ?? 0n),
      overdueThen: paiseToJson(row?.overdueThen ?? 0n),
    };
  };
  const sides = { receivable: of("receivable"), payable: of("payable") };
  return { asOf: today, days, daysNow: defaultCreditDays, ...sides };
}
