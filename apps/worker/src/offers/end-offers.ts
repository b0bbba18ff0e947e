import { payReference } from "@cfa/contract/pay-reference";
import type { CompanyTx } from "@cfa/db/company-scope";
import { noteDraftStep } from "@cfa/db/queries/drafts/write";
import { gatewayPayments } from "@cfa/db/queries/gateway/links";
import { openOffers, type OpenOfferRow } from "@cfa/db/queries/offers/offer-money";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { withdrawNote } from "@cfa/db/queries/offers/register";
import { HEARD_LATE_DAYS, offerEnd, type OfferEnd } from "@cfa/insights/offer/offer-end";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

type Change = Parameters<typeof moveOffer>[2];

const NOT_SETTLED = {
  settled_voucher_guid: null,
  settled_on: null,
  settled_amount: null,
  settled_discount: null,
  settled_by: null,
} as const;

/**
 * Ends the offers of a company that are over by a day, by the money that came; and takes back what was honoured by money that is gone from
 * Tally again. Answers how many it moved.
 */
export async function endOffers(tx: CompanyTx, on: { now: Date; today: LocalDate }): Promise<number> {
  let moved = 0;
  const known = await paymentNumbers(tx);
  const taken = new Set<string>(); // money aside that was given to an offer just now
  for (const offer of await openOffers(tx)) {
    const change = changeOf(offer, endOf(offer, { ...on, known, taken }), on);
    if (change === null) continue;
    await moveOffer(tx, offer.offerId, change);
    // What was drafted is for what was paid then. What a person has accepted is theirs.
    if (offer.state === "honoured") await takeNoteBack(tx, offer.offerId);
    if (typeof change.settled_voucher_guid === "string") taken.add(change.settled_voucher_guid);
    moved++;
  }
  return moved;
}

/** Under which numbers the gateway says that an offer was paid, by its id: the bank's words may carry one. */
async function paymentNumbers(tx: CompanyTx): Promise<Map<string, string[]>> {
  const numbers = new Map<string, string[]>();
  for (const { offerId, paymentId, utr } of await gatewayPayments(tx)) {
    const own = [paymentId, utr].filter((number) => number !== null);
    numbers.set(offerId, [...(numbers.get(offerId) ?? []), ...own]);
  }
  return numbers;
}

async function takeNoteBack(tx: CompanyTx, offerId: string): Promise<void> {
  const draftId = await withdrawNote(tx, offerId);
  if (draftId === undefined) return;
  await noteDraftStep(tx, { draftId, action: "withdrawn", userId: "offers", userName: "CFA", detail: {} });
}

/** How it has ended by the money as it stands now, whatever was found before. */
function endOf(
  offer: OpenOfferRow,
  on: { today: LocalDate; known: ReadonlyMap<string, readonly string[]>; taken: ReadonlySet<string> },
): OfferEnd | null {
  return offerEnd(
    {
      amount: offer.amount,
      from: offer.from as LocalDate,
      steps: offer.steps.map((step) => ({
        until: step.until as LocalDate,
        discount: step.discount,
        off: paiseFromJson(step.off),
      })),
    },
    offer.money.map(moneyOf),
    {
      asOf: on.today,
      aside: {
        money: offer.aside
          .filter(({ voucher }) => !on.taken.has(voucher))
          .map((one) => ({ ...moneyOf(one), words: one.words })),
        references: [payReference(offer.offerId), ...(on.known.get(offer.offerId) ?? [])],
        othersReferences: offer.others.flatMap((id) => [payReference(id), ...(on.known.get(id) ?? [])]),
        otherBills: offer.otherBills.map((open) => paiseFromJson(open)),
        before: offer.settled?.voucher ?? null,
      },
    },
  );
}

function changeOf(
  offer: OpenOfferRow,
  end: OfferEnd | null,
  { now, today }: { now: Date; today: LocalDate },
): Change | null {
  const { isHeldOut, state } = offer;
  if (!offer.isBillThere) {
    if (state === "honoured" || state === "lapsed") return null; // what was paid in books that are gone stays so
    return { state: isHeldOut ? "ghost-ended" : "withdrawn", ended_at: now, end_why: "bill-gone" };
  }
  if (isHeldOut) {
    if (end === null) return null;
    return { state: "ghost-ended", ended_at: now, end_why: end.kind === "lapsed" ? end.why : "paid" };
  }
  if (end?.kind === "honoured") return isSettledBy(offer, end) ? null : honouredBy(end, now);
  if (state === "honoured") return takenBack(offer, { now, today });
  if (state === "lapsed" || end === null) return null;
  return { state: "lapsed", ended_at: now, end_why: end.why };
}

function isSettledBy(
  { state, settled }: OpenOfferRow,
  { voucher, day, paid, by }: OfferEnd & { kind: "honoured" },
) {
  return (
    state === "honoured" &&
    settled?.voucher === voucher &&
    settled.day === day &&
    settled.amount === String(paid) &&
    (settled.by ?? by) === by
  );
}

function honouredBy(
  { voucher, day, paid, discount, by }: OfferEnd & { kind: "honoured" },
  now: Date,
): Change {
  return {
    state: "honoured",
    ended_at: now,
    end_why: null,
    settled_voucher_guid: voucher,
    settled_on: day,
    settled_amount: paid,
    settled_discount: discount,
    settled_by: by,
  };
}

/** It is live again while a receipt may still come, unless its party has another one by now; else it has lapsed. */
function takenBack(offer: OpenOfferRow, { now, today }: { now: Date; today: LocalDate }): Change {
  const last = offer.steps.at(-1)?.until as LocalDate;
  if (offer.hasOtherLive || today > addDays(last, HEARD_LATE_DAYS))
    return { ...NOT_SETTLED, state: "lapsed", ended_at: now, end_why: "receipt-gone" };
  return {
    ...NOT_SETTLED,
    state: offer.wasAccepted ? "accepted" : "approved",
    ended_at: null,
    end_why: null,
  };
}

function moneyOf({ date, amount, voucher }: { date: string; amount: string; voucher: string }) {
  return { date: date as LocalDate, amount: paiseFromJson(amount), voucher }; // days of the database
}
