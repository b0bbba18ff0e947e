import { statutoryRules } from "@cfa/db/queries/settings/statutory-rules";
import { billsByKey, type KeyedBill } from "@cfa/db/queries/correction-keys";
import { correctionRow, standingCorrection } from "@cfa/db/queries/corrections";
import { companyProfile, type CompanyProfile } from "@cfa/db/queries/company-profile";
import { billSums, type BillSums } from "@cfa/db/queries/bill-sums";
import { isLinkInUse } from "@cfa/db/queries/offers/links";
import { billOfOffer, offerEvents, type OfferRow } from "@cfa/db/queries/offers/offers";
import { shownGatewayLink } from "@cfa/db/queries/gateway/shown-link";
import { payDetail } from "@cfa/db/queries/settings/pay-detail";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { assert } from "@cfa/values/assert";
import { addDays, localDateAt, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson, type Paise } from "@cfa/values/money";
import { z } from "zod";

import { payReference } from "@cfa/contract/pay-reference";
import { isOpen, payStanding, type PayStanding } from "./standing.ts";
import type { PayView } from "./view.ts";
import { waysToPay } from "./ways-to-pay.ts";

/** The furthest day that a customer may name. */
const PROMISE_DAYS = 45;
const UpiLimit = z.object({ paise: z.string().regex(/^\d{1,15}$/) });

/** An offer with the bill it is for and how it stands, as a customer may see it. */
export type Found = {
  readonly offer: OfferRow;
  readonly bill: (KeyedBill & BillSums) | null;
  readonly standing: PayStanding;
};

/** How an offer stands at a moment; null where its address opens nothing: taken back, never approved, long over. */
export async function readStanding(
  reader: BooksReader,
  offer: OfferRow | undefined,
  { tokenHash, now }: { tokenHash: Uint8Array; now: Date },
): Promise<Found | null> {
  if (offer === undefined || !(await isLinkInUse(reader, tokenHash))) return null;
  const key = billOfOffer(offer);
  const [keyed] = await billsByKey(reader, [key]);
  const sums = keyed === undefined ? undefined : await billSums(reader, keyed.billId);
  const bill = keyed === undefined || sums === undefined ? null : { ...keyed, ...sums };
  const dispute = await standingCorrection(reader, {
    kind: "dispute",
    ledgerGuid: offer.ledgerGuid,
    line: null,
    bill: key,
    fromDate: null,
  });
  const standing = payStanding(offer, { bill, isDisputed: dispute !== undefined, now });
  return standing === null ? null : { offer, bill, standing };
}

/** All that the page of an offer shows, and the language of its seller's letters. */
export async function readView(
  reader: BooksReader,
  { offer, standing }: Found,
  now: Date,
): Promise<{ view: PayView; seller: CompanyProfile }> {
  const today = localDateAt(now);
  const seller = await companyProfile(reader);
  const ways = waysToPay(standing.due, {
    to: (await payDetail(reader)) ?? null,
    upiLimit: await upiLimit(reader, today),
    reference: payReference(offer.offerId),
    billName: offer.billName,
  });
  return {
    seller,
    view: {
      seller: seller.name,
      billName: offer.billName,
      style: offer.style,
      standing,
      paid: offer.settledAmount,
      ways,
      ...(await atGateway(reader, { offer, standing, now })),
      promisedDay: await promisedDay(reader, offer.offerId, today),
      promiseDays: promiseDays(today),
    },
  };
}

/** The gateway's link of just the sum that is good now, while it stands and the company has the gateway; or what was paid by one. */
async function atGateway(
  reader: BooksReader,
  { offer, standing, now }: Pick<Found, "offer" | "standing"> & { now: Date },
): Promise<Pick<PayView, "gateway" | "reported">> {
  const link = await shownGatewayLink(reader, offer.offerId);
  if (link === undefined || link.paidAmount !== null)
    return { gateway: null, reported: isOpen(standing) ? (link?.paidAmount ?? null) : null };
  const isGood = link.step === standing.step && link.amount === standing.due && now < link.expiresAt;
  return { gateway: isGood ? link.url : null, reported: null };
}

/** The days that a customer may name on a day. */
export function promiseDays(today: LocalDate): { first: LocalDate; last: LocalDate } {
  return { first: today, last: addDays(today, PROMISE_DAYS) };
}

/** The largest sum that UPI carries on a day, by the newest rule of then. */
export async function upiLimit(reader: BooksReader, today: LocalDate): Promise<Paise> {
  const rules = await statutoryRules(reader, ["upi-limit"]);
  const rule = rules.findLast(({ validFrom }) => validFrom <= today) ?? rules[0];
  assert(rule !== undefined, "it is known how much UPI carries");
  return paiseFromJson(UpiLimit.parse(rule.value).paise);
}

/** The day that the customer named last, while it is ahead and the promise stands. */
async function promisedDay(
  reader: BooksReader,
  offerId: string,
  today: LocalDate,
): Promise<LocalDate | null> {
  const events = await offerEvents(reader, offerId);
  const last = events.findLast(({ kind }) => kind === "promised");
  return last === undefined ? null : standingDay(reader, last.correctionId, today);
}

/** The day that a promise names, while it is ahead and the promise stands. */
export async function standingDay(
  reader: BooksReader,
  correctionId: string,
  today: LocalDate,
): Promise<LocalDate | null> {
  const row = await correctionRow(reader, correctionId);
  const said = z.object({ day: z.string() }).safeParse(row?.value);
  if (row?.state !== "active" || !said.success || said.data.day < today) return null;
  return said.data.day as LocalDate;
}
