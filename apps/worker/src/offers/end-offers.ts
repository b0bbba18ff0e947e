import type { CompanyTx } from "@cfa/db/company-scope";
import { openOffers, type OpenOfferRow } from "@cfa/db/queries/offers/offer-money";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { offerEnd } from "@cfa/insights/offer/offer-end";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

/** Ends the offers of a company that are over by a day, by the money that came on their bills; answers how many. */
export async function endOffers(tx: CompanyTx, on: { now: Date; today: LocalDate }): Promise<number> {
  let ended = 0;
  for (const offer of await openOffers(tx)) {
    const change = changeOf(offer, on);
    if (change === null) continue;
    await moveOffer(tx, offer.offerId, { ...change, ended_at: on.now });
    ended++;
  }
  return ended;
}

function changeOf(
  offer: OpenOfferRow,
  { today }: { today: LocalDate },
): Omit<Parameters<typeof moveOffer>[2], "ended_at"> | null {
  const { isHeldOut } = offer;
  const gone = isHeldOut ? "ghost-ended" : "withdrawn";
  if (!offer.isBillThere) return { state: gone, end_why: "bill-gone" };
  const end = offerEnd(
    {
      amount: offer.amount,
      from: offer.from as LocalDate,
      steps: offer.steps.map((step) => ({
        until: step.until as LocalDate,
        discount: step.discount,
        off: paiseFromJson(step.off),
      })),
    },
    offer.money.map(({ date, amount, voucher }) => ({
      date: date as LocalDate, // days of the database
      amount: paiseFromJson(amount),
      voucher,
    })),
    today,
  );
  if (end === null) return null;
  if (isHeldOut) return { state: "ghost-ended", end_why: end.kind === "lapsed" ? end.why : "paid" };
  if (end.kind === "lapsed") return { state: "lapsed", end_why: end.why };
  return {
    state: "honoured",
    settled_voucher_guid: end.voucher,
    settled_on: end.day,
    settled_amount: end.paid,
    settled_discount: end.discount,
  };
}
