import { payReference } from "@cfa/contract/pay-reference";
import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { openOf } from "@cfa/db/queries/bill-sums";
import { billsByKey } from "@cfa/db/queries/correction-keys";
import { standingCorrection } from "@cfa/db/queries/corrections";
import {
  advanceGatewayLink,
  liveOffers,
  noteGatewayCall,
  openGatewayLinks,
  wantGatewayLink,
  type GatewayLinkRow,
  type LinkState,
  type LiveOfferRow,
} from "@cfa/db/queries/gateway/links";
import { addDays, localDateAt } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

import type { GatewayLink, GatewayTrouble, PaymentGateway } from "./payment-gateway.ts";

export type TendDeps = { readonly db: Database; readonly now: Date; readonly gateway: PaymentGateway };

/** How the links of a company stand after they were tended. */
export type Tended = {
  readonly open: number;
  readonly trouble: readonly GatewayTrouble[];
  /** When something ends by itself; null: nothing does. */
  readonly nextEnd: Date | null;
};

type Wanted = { offerId: string; step: number; amount: bigint; expiresAt: Date };

/** The gateway makes no link that ends sooner. */
const SHORTEST_MILLIS = 16 * 60_000;
/** After so long, what was asked for and is not there was never made. */
const SETTLED_MILLIS = 2 * 60_000;
/** Where no webhook comes, this often a link is looked at. */
const LOOK_MILLIS = 10 * 60_000;

/**
 * Brings a company's links to how its offers stand: for each live offer that of the step that is good now. Another one goes first, and only when it
 * is certain that nobody can pay by it any more the next is made; where it was paid, none is. What is asked for is written down before. Safe to
 * run twice, and to be cut short anywhere.
 */
export async function tendLinks(deps: TendDeps, companyId: string): Promise<Tended> {
  const { wanted, open } = await read(deps, companyId);
  const trouble: GatewayTrouble[] = [];
  const offers = new Set([...wanted.keys(), ...open.map(({ offerId }) => offerId)]);
  const work = { ...deps, companyId, trouble };
  for (const offerId of offers) {
    await tendOffer(work, {
      wanted: wanted.get(offerId) ?? null,
      link: open.find((one) => one.offerId === offerId),
    });
    if (trouble.includes("bad-keys")) break; // the next call would be answered alike
  }
  const after = await inCompany(deps.db, companyId, openGatewayLinks, { role: "job" });
  const ends = [...wanted.values()].map(({ expiresAt }) => expiresAt.getTime());
  return { open: after.length, trouble, nextEnd: ends.length === 0 ? null : new Date(Math.min(...ends)) };
}

type Work = TendDeps & { readonly companyId: string; readonly trouble: GatewayTrouble[] };

async function tendOffer(
  work: Work,
  { wanted, link }: { wanted: Wanted | null; link: GatewayLinkRow | undefined },
): Promise<void> {
  const { db, companyId, now } = work;
  if (link !== undefined && (wanted === null || link.step !== wanted.step || link.amount !== wanted.amount)) {
    if (!isOver(await close(work, link))) return;
  } else if (link !== undefined) {
    return link.state === "wanted" ? make(work, link) : look(work, link);
  }
  if (wanted === null || wanted.expiresAt.getTime() - now.getTime() < SHORTEST_MILLIS) return;
  const next = await inCompany(db, companyId, (tx) => wantGatewayLink(tx, { ...wanted, at: now }), {
    role: "job",
  });
  if (next !== undefined) await make(work, next);
}

/** Asks for a link that was written down. */
async function make(work: Work, link: GatewayLinkRow): Promise<void> {
  await inCompany(
    work.db,
    work.companyId,
    (tx) => noteGatewayCall(tx, link.linkId, { kind: "tried", at: work.now }),
    { role: "job" },
  );
  const made = await work.gateway.make({
    reference: referenceOf(link),
    amount: link.amount,
    expiresAt: link.expiresAt,
    description: payReference(link.offerId),
  });
  if (made.ok) {
    // A link of ours is for the sum that we asked for; any other is nobody's to pay by.
    await advance(work, link, made.value.amount === link.amount ? toldOf(made.value) : { state: "refused" });
  } else if (made.error === "refused") {
    await advance(work, link, { state: "refused" });
  } else {
    work.trouble.push(made.error);
  }
}

/** Looks whether a link was paid or is over, where no webhook has said so. */
async function look(work: Work, link: GatewayLinkRow): Promise<void> {
  const lookedAt = (link.lookedAt ?? link.triedAt)?.getTime() ?? 0;
  if (link.gatewayId === null || work.now.getTime() - lookedAt < LOOK_MILLIS) return;
  const found = await work.gateway.read(link.gatewayId);
  if (!found.ok) return void work.trouble.push(found.error);
  await inCompany(
    work.db,
    work.companyId,
    (tx) => noteGatewayCall(tx, link.linkId, { kind: "looked", at: work.now }),
    { role: "job" },
  );
  await advance(work, link, toldOf(found.value));
}

/** Takes a link back; answers how it stands then. */
async function close(work: Work, link: GatewayLinkRow): Promise<LinkState> {
  const { now, gateway, trouble } = work;
  if (link.state === "wanted" && link.triedAt === null) return advance(work, link, { state: "cancelled" });
  let { gatewayId } = link;
  if (gatewayId === null) {
    // Whether it was made is not known: the answer was lost.
    const found = await gateway.find(referenceOf(link));
    if (!found.ok) trouble.push(found.error);
    else if (found.value === null && now.getTime() - (link.triedAt?.getTime() ?? 0) >= SETTLED_MILLIS) {
      return advance(work, link, { state: "cancelled" });
    } else if (found.value === null) trouble.push("unsure");
    if (!found.ok || found.value === null) return link.state;
    gatewayId = found.value.gatewayId;
    await advance(work, link, toldOf(found.value));
  }
  const gone = await gateway.cancel(gatewayId);
  if (gone.ok) return advance(work, link, toldOf(gone.value));
  trouble.push(gone.error);
  return link.state;
}

function isOver(state: LinkState): boolean {
  return state === "cancelled" || state === "expired" || state === "refused";
}

function advance(
  { db, companyId }: Work,
  link: GatewayLinkRow,
  told: Parameters<typeof advanceGatewayLink>[2],
): Promise<LinkState> {
  return inCompany(db, companyId, (tx) => advanceGatewayLink(tx, link.linkId, told), { role: "job" });
}

function toldOf({ state, gatewayId, url, payment }: GatewayLink): Parameters<typeof advanceGatewayLink>[2] {
  return { state, gatewayId, url, payment };
}

/** Ours at the gateway: at most 40 characters, and no other link's. */
function referenceOf({ linkId }: GatewayLinkRow): string {
  return linkId.replaceAll("-", "");
}

/** Which links should be, by offer, and which are open. */
function read(
  { db, now }: TendDeps,
  companyId: string,
): Promise<{ wanted: Map<string, Wanted>; open: GatewayLinkRow[] }> {
  return inCompany(
    db,
    companyId,
    async (tx) => {
      const wanted = new Map<string, Wanted>();
      for (const offer of await liveOffers(tx)) {
        const one = await wantedOf(tx, offer, now);
        if (one !== null) wanted.set(offer.offerId, one);
      }
      return { wanted, open: await openGatewayLinks(tx) };
    },
    { role: "job" },
  );
}

/** The link of the step that is good now: none where the bill has moved on, is disputed, or no step is left. */
async function wantedOf(tx: CompanyTx, offer: LiveOfferRow, now: Date): Promise<Wanted | null> {
  const today = localDateAt(now);
  const step = offer.steps.findIndex(({ until }) => today <= until);
  const good = offer.steps[step];
  if (good === undefined) return null;
  const key = {
    ledgerGuid: offer.ledgerGuid,
    side: "receivable",
    nameKey: offer.billKey,
    date: offer.billDate,
  } as const;
  const [bill] = await billsByKey(tx, [key]);
  const open = bill && (await openOf(tx, [bill.billId])).get(bill.billId);
  if (open !== offer.amount) return null;
  const dispute = await standingCorrection(tx, {
    kind: "dispute",
    ledgerGuid: offer.ledgerGuid,
    line: null,
    bill: key,
    fromDate: null,
  });
  if (dispute !== undefined) return null;
  const next = addDays(good.until as Parameters<typeof addDays>[0], 1);
  return {
    offerId: offer.offerId,
    step,
    amount: offer.amount - paiseFromJson(good.off),
    expiresAt: new Date(`${next}T00:00:00+05:30`),
  };
}
