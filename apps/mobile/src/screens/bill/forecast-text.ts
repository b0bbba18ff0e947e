import type { BillForecast, BillPayment, ForecastReason } from "@cfa/contract/insights";
import type { Bill } from "@cfa/contract/reads";
import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

import type { Catalogue } from "../../locale/en";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";
import { delayText } from "../../locale/payments/delay-text";

/** The likely day of a payment: "Likely 12-12-2026". */
export function likelyText(
  { expected }: Pick<BillForecast, "expected">,
  { payments: { forecast: w } }: Catalogue,
): string {
  return expected === null ? w.later : w.likely(dayText(expected));
}

/** Days of less than so long a range need no year beside the likely day within. */
const NEAR_DAYS = 300;

/** The days between which four of five such payments come: "between 05-12 and 28-12". */
export function rangeText(
  { expected, from, to }: Pick<BillForecast, "expected" | "from" | "to">,
  { payments: { forecast: w } }: Catalogue,
): string | null {
  if (from === null) return null;
  const isNear =
    expected !== null && to !== null && daysBetween(from as LocalDate, to as LocalDate) < NEAR_DAYS;
  const text = (day: string) => (isNear ? dayText(day).slice(0, 5) : dayText(day));
  return to === null ? w.fromOn(text(from)) : w.between(text(from), text(to));
}

/** Why a bill is expected when it is: one line for each reason, the strongest first. */
export function reasonTexts(reasons: readonly ForecastReason[], words: Catalogue): string[] {
  return reasons.map((reason) => reasonLine(reason, words));
}

function reasonLine(reason: ForecastReason, words: Catalogue): string {
  const { reasons: w, weekdays, monthParts } = words.payments.forecast;
  switch (reason.kind) {
    case "party-delay":
      return w.partyDelay(delayText(reason.days, words), reason.settled);
    case "company-delay":
      return w.companyDelay(delayText(reason.days, words));
    case "open-longer":
      return w.openLonger(reason.days);
    case "paid-lately":
      return reason.days === 0 ? w.paidToday : w.paidLately(reason.days);
    case "slower":
      return w.slower(reason.days);
    case "faster":
      return w.faster(reason.days);
    case "weekday":
      return w.weekday(weekdays[reason.weekday] ?? "");
    case "month-part":
      return w.monthPart(monthParts[reason.part] ?? "");
    case "promised":
      return w.promised(dayText(reason.day));
    case "disputed":
      return w.disputed(rupees(reason.amount, words));
    case "tds-awaited":
      return w.tdsAwaited(rupees(reason.amount, words));
    case "few-data":
      return reason.settled === 0 ? w.noneSettled : w.fewData(reason.settled);
  }
}

function rupees(paise: string, words: Catalogue): string {
  return moneyText(paiseFromJson(paise), { form: "full", words });
}

/** Why there is no forecast of a bill, as closely as the bill itself tells; null where there is one. */
export function missingText(
  { missing, learned }: Pick<BillPayment, "missing" | "learned">,
  bill: Bill,
  { payments: { forecast: w } }: Catalogue,
): string | null {
  if (missing === null) return null;
  if (missing !== "not-forecast") return w.missing[missing];
  if (bill.tdsAwaited !== "0") return w.unforecast.tds;
  if (paiseFromJson(bill.likelySettled) >= paiseFromJson(bill.open)) return w.unforecast.likely;
  if ((bill.disputed ?? "0") !== "0") return w.unforecast.disputed;
  if (learned !== null && bill.date > learned.asOf) return w.unforecast.newer;
  return w.missing["not-forecast"];
}
