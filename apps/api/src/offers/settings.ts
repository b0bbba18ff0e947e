import type { OfferSettings, OfferSettingsStanding } from "@cfa/contract/offers";
import { offerSaid } from "@cfa/db/queries/offers/programme";
import { costOfCash } from "@cfa/db/queries/offers/read-candidates";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { discountCost, inBasisPoints } from "@cfa/insights/offer/annual-rate";
import { USUAL_OFFER_SETTINGS } from "@cfa/insights/offer/offer-settings";
import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

const USUAL: OfferSettings = {
  isOn: true,
  rule: USUAL_OFFER_SETTINGS.rule,
  style: USUAL_OFFER_SETTINGS.style,
  gstMode: USUAL_OFFER_SETTINGS.noteMode,
  margin: USUAL_OFFER_SETTINGS.margin,
  cap: USUAL_OFFER_SETTINGS.cap,
  monthlyBudget: paiseToJson(USUAL_OFFER_SETTINGS.monthlyBudget),
  partyYearCap: USUAL_OFFER_SETTINGS.partyYearCap,
  gapDays: USUAL_OFFER_SETTINGS.gapDays,
};

/** What holds of a company's offers on a day: what was said, else what is usual. */
export async function readOfferSettings(
  reader: BooksReader,
  today: LocalDate,
): Promise<OfferSettingsStanding> {
  const row = await offerSaid(reader);
  const cash = await costOfCash(reader, today);
  const { plain } = USUAL_OFFER_SETTINGS;
  const told = discountCost(plain.first, { days: plain.lateDays, costOfCash: cash });
  assert(told !== null, "the plain rule is for who is late");
  return {
    settings:
      row === undefined
        ? USUAL
        : {
            isOn: row.isOn,
            rule: row.rule,
            style: row.style,
            gstMode: row.gstMode,
            margin: row.margin,
            cap: row.cap,
            monthlyBudget: paiseToJson(row.monthlyBudget),
            partyYearCap: row.partyYearCap,
            gapDays: row.gapDays,
          },
    said: row === undefined ? null : { by: row.saidBy, at: row.saidAt.toISOString() },
    costOfCash: cash,
    plain: {
      lateDays: plain.lateDays,
      discount: plain.first,
      annualRate: inBasisPoints(told.annualRate),
      breakEven: inBasisPoints(told.breakEven),
    },
  };
}
