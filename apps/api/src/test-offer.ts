import { inCompany } from "@cfa/db/company-scope";
import type { Database } from "@cfa/db/client";
import { makePayToken } from "@cfa/db/pay-token";
import { addGateway } from "@cfa/db/queries/gateway/account";
import { advanceGatewayLink, gatewayLinkOf, wantGatewayLink } from "@cfa/db/queries/gateway/links";
import { keepOffers } from "@cfa/db/queries/offers/keep-offers";
import { makeOfferLink } from "@cfa/db/queries/offers/links";
import { offerList } from "@cfa/db/queries/offers/offer-list";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { keepPayDetail, type PayDetail } from "@cfa/db/queries/settings/pay-detail";
import { day } from "@cfa/values/local-date";

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

/** Under which an offer of a company with a gateway is paid there. */
export const GATEWAY_URL = "https://rzp.io/rzp/abc123";

/** The gateway's link of an offer's first step; `isPaid`: the gateway says that it was paid by it. */
export async function linkAtGateway(
  { db }: { readonly db: Database },
  { companyId, offerId }: PayOffer,
  { amount, isPaid }: { amount: bigint; isPaid: boolean },
): Promise<void> {
  await inCompany(db, companyId, (tx) => addGateway(tx, { token: companyId, at: NOON }));
  const expiresAt = new Date("2026-04-18T00:00:00+05:30");
  const told = { gatewayId: "plink_1", url: GATEWAY_URL };
  await inCompany(
    db,
    companyId,
    async (tx) => {
      const wanted = { offerId, step: 0, amount, expiresAt, at: NOON };
      const link = (await gatewayLinkOf(tx, offerId)) ?? (await wantGatewayLink(tx, wanted));
      if (link === undefined) throw new Error("no link is wanted any more");
      const payment = isPaid ? { amount, at: NOON, paymentId: "pay_1", utr: "612345678901" } : null;
      await advanceGatewayLink(tx, link.linkId, { ...told, state: isPaid ? "paid" : "made", payment });
    },
    { role: "job" },
  );
}

/** What the page gives with its forms. */
export function nonceIn(page: string): string {
  const [, nonce] = /name="nonce" value="([^"]+)"/.exec(page) ?? [];
  if (nonce === undefined) throw new Error("the page gives nothing to answer with");
  return nonce;
}
