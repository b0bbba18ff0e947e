import type { OfferDecision, OffersDecided } from "@cfa/contract/offers";
import type { CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { openOf } from "@cfa/db/queries/bill-sums";
import { billsByKey } from "@cfa/db/queries/correction-keys";
import { lockFullOffer, type OfferFullRow } from "@cfa/db/queries/offers/offer-list";
import { billOfOffer, moveOffer, partyHasLiveOffer } from "@cfa/db/queries/offers/offers";
import { lastRead } from "@cfa/db/queries/offers/last-read";
import { saidAgainst } from "@cfa/db/queries/offers/said-against";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import { day, formatDay } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import { formatPercent } from "@cfa/values/percent";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { uuidOf } from "../uuid-of.ts";
import { stepsJudge, type StepsJudge } from "./judge.ts";

type Item = OffersDecided["items"][number];

/** Why a word on an offer is not taken, by its code. */
const REFUSALS = {
  decided: "Somebody has decided it already, or it is proposed no more.",
  changed: "It was proposed anew since you looked. Look at it again.",
  moved: "Something else is open of the bill now. A new proposal comes with the next sync.",
  over: "Its days have passed. A new proposal comes with the next sync.",
  "live-offer": "The party has another offer that is live.",
  excluded: "Somebody has said that this customer is never chased.",
  disputed: "The bill is disputed.",
  promised: "The customer has promised to pay.",
  stale: "The books were last read more than a day ago. Sync first.",
  loses: "By today's forecast its edited steps do not pay for themselves. Change them, or reject it.",
  "over-budget": "Its edited steps are expected to cost more than is left of the month's budget.",
  "not-allowed": "Its edited steps are not within what is allowed today. Change them, or reject it.",
} as const;
type Refusal = keyof typeof REFUSALS;

/** What people have said, as a reason. */
const SAID = { exclude: "excluded", dispute: "disputed", promise: "promised" } as const;

/** Books may be so old at most when an offer is approved: by the clock. */
const FRESH_MILLIS = 24 * 3_600_000;

/**
 * An owner's word on proposals, in one transaction: each is decided or says why not. Said again, it is as it was.
 */
export async function decideOffers(
  tx: CompanyTx,
  scope: Scope,
  decisions: readonly OfferDecision[],
): Promise<Item[]> {
  const items = new Map<string, Item>();
  const by = { scope, judge: stepsJudge(tx, scope.today) };
  // In one order, or two people who do this at once wait for one another.
  for (const decision of decisions.toSorted((a, b) => (a.offerId < b.offerId ? -1 : 1))) {
    const { offerId } = decision;
    if (items.has(offerId)) continue;
    const refusal = await decideOne(tx, decision, by);
    items.set(
      offerId,
      refusal === null
        ? { offerId, outcome: "done", refusal }
        : { offerId, outcome: "refused", refusal: { code: refusal, message: REFUSALS[refusal] } },
    );
  }
  return decisions.flatMap(({ offerId }) => items.get(offerId) ?? []);
}

type DecideBy = { readonly scope: Scope; readonly judge: StepsJudge };

async function decideOne(
  tx: CompanyTx,
  decision: OfferDecision,
  { scope, judge }: DecideBy,
): Promise<Refusal | null> {
  const offerId = uuidOf("offer", decision.offerId);
  const row = await lockFullOffer(tx, offerId);
  if (row === undefined) throw new ApiFailure("not-found");
  const wanted = decision.decide === "approve" ? "approved" : "rejected";
  if (row.state === wanted) return null;
  if (row.state !== "proposed") return "decided";
  const by = { decided_at: scope.now, decided_by: scope.user.id, decided_name: scope.user.name };
  if (decision.decide === "reject") {
    const ended = { ended_at: scope.now, end_why: null };
    await moveOffer(tx, offerId, { ...by, ...ended, state: "rejected", decided_why: decision.why });
    await note(tx, row, { scope, action: "rejected", why: decision.why });
    return null;
  }
  if (row.proposedAt.toISOString() !== decision.seen) return "changed";
  const refusal = await whyNotApproved(tx, row, { scope, judge });
  if (refusal !== null) return refusal;
  judge.spend(row.cost);
  await moveOffer(tx, offerId, { ...by, state: "approved", live_from: scope.now });
  await note(tx, row, { scope, action: "approved" });
  return null;
}

/** What was proposed must be so still: an offer never goes out on books that have moved on, nor against what people have said since. */
async function whyNotApproved(
  tx: CompanyTx,
  row: OfferFullRow,
  { scope, judge }: DecideBy,
): Promise<Refusal | null> {
  if (!(await areBooksFresh(tx, scope.now))) return "stale";
  const [first] = row.steps;
  if (first === undefined || first.until < scope.today) return "over";
  const [bill] = await billsByKey(tx, [billOfOffer(row)]);
  const open = bill && (await openOf(tx, [bill.billId])).get(bill.billId);
  if (open !== row.amount) return "moved";
  if (await partyHasLiveOffer(tx, row.ledgerGuid)) return "live-offer";
  const said = await saidAgainst(tx, billOfOffer(row), scope.today);
  if (said !== null) return SAID[said];
  return row.editedAt === null ? null : whyNotEdited(row, judge);
}

/** No later look puts other steps in the place of an owner's: whether they are allowed and pay is judged once more, by today's figures. */
async function whyNotEdited(row: OfferFullRow, { judge }: StepsJudge): Promise<Refusal | null> {
  const judged = await judge(
    row,
    row.steps.map(({ until, discount }) => ({ until: day(until), discount })),
  );
  if (judged === null) return "moved";
  const codes = judged.refusals.map(({ code }) => code);
  if (codes.length === 0) return null;
  if (codes.includes("loses")) return "loses";
  return codes.includes("over-budget") ? "over-budget" : "not-allowed";
}

/** Whether Tally was read so lately that a word on offers rests on how things are. */
export async function areBooksFresh(tx: CompanyTx, now: Date): Promise<boolean> {
  const readAt = await lastRead(tx);
  return readAt !== null && now.getTime() - readAt.getTime() <= FRESH_MILLIS;
}

/** Ends an offer that nobody has accepted; its page says so to who looks. What the customer has agreed to stands. */
export async function withdrawOffer(
  tx: CompanyTx,
  scope: Scope,
  { offerId, why }: { offerId: string; why: string },
): Promise<void> {
  const row = await lockFullOffer(tx, offerId);
  if (row === undefined) throw new ApiFailure("not-found");
  if (row.state === "withdrawn") return;
  if (row.state !== "approved") throw new ApiFailure("conflict");
  await moveOffer(tx, offerId, { state: "withdrawn", ended_at: scope.now, end_why: why });
  await note(tx, row, { scope, action: "withdrawn", why });
}

type NoteAsk = { scope: Scope; action: string; why?: string | null; before?: OfferFullRow["steps"] };

/** Writes into the audit log what was done about an offer; `before`: the steps it had. */
export async function note(
  tx: CompanyTx,
  row: OfferFullRow,
  { scope, action, why = null, before }: NoteAsk,
): Promise<void> {
  const [party] = await partyLedgers(tx, { guids: [row.ledgerGuid] });
  const amount = paiseToJson(row.amount);
  const detail = {
    on: party?.name ?? "",
    bill: row.billName,
    ...(why === null ? {} : { why }),
    ...(before === undefined ? {} : { before: { amount, ...saidOf(before) } }),
    after: { amount, ...saidOf(row.steps) },
  };
  await addAuditEntry(tx, { user: scope.user, action: `offer.${action}`, detail });
}

/** The first step, and where there are more those after it. */
function saidOf([first, ...others]: OfferFullRow["steps"]): object {
  const later = others.map(({ discount, until }) => `${formatPercent(discount)} ${formatDay(day(until))}`);
  return {
    discount: first?.discount ?? 0,
    until: first?.until ?? "",
    ...(later.length === 0 ? {} : { later }),
  };
}
