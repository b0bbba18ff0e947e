import type { CompanyTx } from "../../company-scope.ts";
import type { OfferStep } from "../../tables/offers.ts";

export type LinkState = "wanted" | "made" | "refused" | "cancelled" | "expired" | "paid";

export type GatewayLinkRow = {
  linkId: string;
  offerId: string;
  step: number;
  amount: bigint;
  expiresAt: Date;
  state: LinkState;
  gatewayId: string | null;
  url: string | null;
  triedAt: Date | null;
  lookedAt: Date | null;
};

/** What the gateway says of a link. */
export type LinkTold = {
  state: LinkState;
  gatewayId?: string | null;
  url?: string | null;
  payment?: { amount: bigint; at: Date | null; paymentId: string | null; utr: string | null } | null;
};

/** A payment of which the gateway says that it was made. The books say whether it has come. */
export type GatewayPayment = {
  offerId: string;
  step: number;
  amount: bigint;
  paidAt: Date | null;
  paymentId: string | null;
  utr: string | null;
};

export type LiveOfferRow = {
  offerId: string;
  ledgerGuid: string;
  billKey: string;
  billDate: string;
  amount: bigint;
  steps: OfferStep[];
};

const COLUMNS = `link_id as "linkId", offer_id as "offerId", step, amount, expires_at as "expiresAt", state,
  gateway_id as "gatewayId", url, tried_at as "triedAt", looked_at as "lookedAt"`;
const WAY: Readonly<Record<LinkState, number>> = {
  wanted: 0,
  made: 1,
  refused: 2,
  cancelled: 2,
  expired: 2,
  paid: 3,
};

/** The links under which somebody may pay now, or may soon. */
export function openGatewayLinks(tx: CompanyTx): Promise<GatewayLinkRow[]> {
  return tx.run<GatewayLinkRow>(
    `select ${COLUMNS} from gateway_link where company_id = $1 and state in ('wanted', 'made') order by wanted_at, link_id`,
    [tx.companyId],
  );
}

/** The latest link of an offer that is open or paid; undefined: none. */
export async function gatewayLinkOf(tx: CompanyTx, offerId: string): Promise<GatewayLinkRow | undefined> {
  const rows = await tx.run<GatewayLinkRow>(
    `select ${COLUMNS} from gateway_link where company_id = $1 and offer_id = $2 and state in ('wanted', 'made', 'paid')
     order by state = 'paid' desc, wanted_at desc limit 1`,
    [tx.companyId, offerId],
  );
  return rows[0];
}

/** Offers that a customer may take or has taken. */
export function liveOffers(tx: CompanyTx): Promise<LiveOfferRow[]> {
  return tx.run<LiveOfferRow>(
    `select offer_id as "offerId", ledger_guid as "ledgerGuid", bill_key as "billKey", bill_date as "billDate", amount, steps
     from offer where company_id = $1 and state in ('approved', 'accepted') order by live_from, offer_id`,
    [tx.companyId],
  );
}

/** Writes down that a link is wanted, before it is asked for. Undefined: that of this step was refused or paid. */
export async function wantGatewayLink(
  tx: CompanyTx,
  wanted: { offerId: string; step: number; amount: bigint; expiresAt: Date; at: Date },
): Promise<GatewayLinkRow | undefined> {
  const { offerId, step, amount, expiresAt, at } = wanted;
  const rows = await tx.run<GatewayLinkRow>(
    `insert into gateway_link (company_id, offer_id, step, amount, expires_at, state, wanted_at)
     select $1, $2, $3, $4, $5, 'wanted', $6
     where not exists (select from gateway_link where company_id = $1 and offer_id = $2
       and (state in ('wanted', 'made', 'paid') or (state = 'refused' and step = $3 and amount = $4)))
     on conflict do nothing returning ${COLUMNS}`,
    [tx.companyId, offerId, step, amount, expiresAt, at],
  );
  return rows[0];
}

/** Notes that a link is asked for at the gateway, or read there. */
export async function noteGatewayCall(
  tx: CompanyTx,
  linkId: string,
  call: { kind: "tried" | "looked"; at: Date },
): Promise<void> {
  const column = call.kind === "tried" ? "tried_at" : "looked_at";
  await tx.run(`update gateway_link set ${column} = $3 where company_id = $1 and link_id = $2`, [
    tx.companyId,
    linkId,
    call.at,
  ]);
}

/** Moves a link on to what is told of it. What would lead back changes nothing; what is told of a payment is added to. */
export async function advanceGatewayLink(tx: CompanyTx, linkId: string, told: LinkTold): Promise<LinkState> {
  const [row] = await tx.run<{ state: LinkState }>(
    "select state from gateway_link where company_id = $1 and link_id = $2 for update",
    [tx.companyId, linkId],
  );
  if (row === undefined) throw new Error("no such link");
  const { payment } = told;
  const isPaid = told.state === "paid" && payment !== null && payment !== undefined && payment.amount > 0n;
  const wanted = told.state === "paid" && !isPaid ? row.state : told.state;
  const state = WAY[wanted] > WAY[row.state] ? wanted : row.state;
  await tx.run(
    `update gateway_link set state = $3, gateway_id = coalesce(gateway_id, $4), url = coalesce(url, $5),
       paid_amount = coalesce(paid_amount, $6), paid_at = coalesce(paid_at, $7), payment_id = coalesce(payment_id, $8),
       utr = coalesce(utr, $9)
     where company_id = $1 and link_id = $2`,
    [
      tx.companyId,
      linkId,
      state,
      told.gatewayId ?? null,
      told.url ?? null,
      ...(isPaid ? [payment.amount, payment.at, payment.paymentId, payment.utr] : [null, null, null, null]),
    ],
  );
  return state;
}

/** What the gateway says was paid for offers: amount, moment and the banks' number, first things first. */
export function gatewayPayments(tx: CompanyTx): Promise<GatewayPayment[]> {
  return tx.run<GatewayPayment>(
    `select offer_id as "offerId", step, paid_amount as amount, paid_at as "paidAt", payment_id as "paymentId", utr
     from gateway_link where company_id = $1 and state = 'paid' order by paid_at, link_id`,
    [tx.companyId],
  );
}
