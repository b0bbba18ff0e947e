import { inCompany } from "@cfa/db/company-scope";
import type { Database } from "@cfa/db/client";
import { keepOffers } from "@cfa/db/queries/offers/keep-offers";
import { makeOfferLink } from "@cfa/db/queries/offers/links";
import { offerList } from "@cfa/db/queries/offers/offer-list";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { keepPayDetail, type PayDetail } from "@cfa/db/queries/settings/pay-detail";
import { day } from "@cfa/values/local-date";

import { makePayToken } from "./pay-page/token.ts";

/* An offer that was approved, as its customer has the link of it: on Meena Stores' INV-1 of test-correction-books.ts. */

/** Noon in India on 15 April 2026. */
export const NOON = new Date("2026-04-15T06:30:00Z");
/** The moment so many days later. */
export const daysOn = (days: number): Date => new Date(NOON.getTime() + days * 86_400_000);

export const PAY_TO: PayDetail = {
  payeeName: "Asha Traders",
  vpa: "asha.traders@okbank",
  accountNumber: "00112233445566",
  ifsc: "HDFC0000123",
  bankName: "HDFC Bank, Fort, Mumbai",
};
const OWNER = { id: "u", name: "Asha" };

export type PayOffer = {
  readonly companyId: string;
  readonly offerId: string;
  readonly token: string;
  readonly path: string;
};

export type OfferChanges = {
  style?: "percent" | "rupees";
  payTo?: PayDetail | null;
  amount?: bigint;
};

/** An approved offer on Meena Stores' INV-1, two steps: 2 % to 17 April, 1 % to 20 April. */
export async function approvedOffer(
  { db }: { readonly db: Database },
  companyId: string,
  { style = "percent", payTo = PAY_TO, amount = 1_000_00n }: OfferChanges = {},
): Promise<PayOffer> {
  const proposal = {
    ledgerGuid: "g-Meena Stores",
    bill: { nameKey: "inv-1", date: day("2026-01-05"), name: "INV-1" },
    amount,
    style,
    steps: [
      { until: day("2026-04-17"), discount: 200, off: amount / 50n },
      { until: day("2026-04-20"), discount: 100, off: amount / 100n },
    ],
    cost: 15_00n,
    profit: 10_00n,
    profitLow: 1_00n,
    daysGained: 20,
    annualRate: 3548,
    chance: 0.5,
    reason: { code: "made for a test" },
    gstMode: "financial",
    isHeldOut: false,
  } as const;
  const kept = { proposals: [proposal], asOf: day("2026-04-15"), at: NOON, termsVersion: 1 };
  await inCompany(db, companyId, (tx) => keepOffers(tx, kept), { role: "job" });
  const { token, tokenHash } = makePayToken();
  const offerId = await inCompany(db, companyId, async (tx) => {
    const [row] = await offerList(tx, { list: "waiting", limit: 1, offset: 0 });
    if (row === undefined) throw new Error("nothing was proposed");
    const decided = { decided_at: NOON, decided_by: OWNER.id, decided_name: OWNER.name };
    await moveOffer(tx, row.offerId, { state: "approved", ...decided, live_from: NOON });
    await makeOfferLink(tx, { offerId: row.offerId, tokenHash, at: NOON, by: OWNER.id });
    await keepPayDetail(tx, payTo, { at: NOON, by: OWNER });
    return row.offerId;
  });
  return { companyId, offerId, token, path: `/pay/${token}` };
}

/** What the page gives with its forms. */
export function nonceIn(page: string): string {
  const [, nonce] = /name="nonce" value="([^"]+)"/.exec(page) ?? [];
  if (nonce === undefined) throw new Error("the page gives nothing to answer with");
  return nonce;
}
