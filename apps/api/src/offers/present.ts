import { OfferReason, type Offer } from "@cfa/contract/offers";
import { openOf } from "@cfa/db/queries/bill-sums";
import { billsByKey } from "@cfa/db/queries/correction-keys";
import { billOfOffer } from "@cfa/db/queries/offers/offers";
import type { OfferFullRow } from "@cfa/db/queries/offers/offer-list";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import type { OfferStep } from "@cfa/db/tables/offers";
import { inBasisPoints } from "@cfa/insights/offer/annual-rate";
import { idOut } from "@cfa/values/ids";
import { paiseFromJson, paiseToJson } from "@cfa/values/money";
import { z } from "zod";

import type { Scope } from "../context.ts";

/** Offers as people of the company see them, with what is open of their bills now. */
export async function presentOffers(
  reader: BooksReader,
  rows: readonly OfferFullRow[],
  scope: Scope,
): Promise<Offer[]> {
  const parties = await partyLedgers(reader, { guids: [...new Set(rows.map((row) => row.ledgerGuid))] });
  const bills = await billsByKey(reader, rows.map(billOfOffer));
  const billIds = new Map(bills.map((bill) => [textOf(bill), bill.billId]));
  const open = await openOf(reader, [...billIds.values()]);
  return rows.map((row) => {
    const party = parties.find(({ guid }) => guid === row.ledgerGuid);
    const billId = billIds.get(textOf(billOfOffer(row)));
    return {
      ...figuresOf(row),
      runs: runningStep(row, scope.today),
      party: party === undefined ? null : { partyId: idOut("party", party.ledgerId), name: party.name },
      bill: {
        billId: billId === undefined ? null : idOut("bill", billId),
        name: row.billName,
        date: row.billDate,
        open: billId === undefined ? null : paiseToJson(open.get(billId) ?? 0n),
      },
      may: {
        decide: scope.role === "owner" && row.state === "proposed",
        edit: scope.role === "owner" && row.state === "proposed",
        withdraw: scope.role === "owner" && row.state === "approved",
        link: scope.role !== "viewer" && isLive(row.state),
      },
    };
  });
}

function textOf({
  ledgerGuid,
  nameKey,
  date,
}: {
  ledgerGuid: string;
  nameKey: string;
  date: string;
}): string {
  return [ledgerGuid, nameKey, date].join("\0");
}

/** The step of a live offer that is good on a day in India. */
function runningStep({ state, steps, amount }: OfferFullRow, today: string): Offer["runs"] {
  const step = isLive(state) ? steps.find(({ until }) => today <= until) : undefined;
  return step === undefined ? null : presentStep(step, amount);
}

function isLive(state: Offer["state"]): boolean {
  return state === "approved" || state === "accepted";
}

function figuresOf(row: OfferFullRow): Omit<Offer, "party" | "bill" | "may" | "runs"> {
  const { decidedAt, decidedName, endedAt, settledOn } = row;
  return {
    offerId: idOut("offer", row.offerId),
    state: row.state,
    amount: paiseToJson(row.amount),
    style: row.style,
    steps: row.steps.map((step) => presentStep(step, row.amount)),
    cost: paiseToJson(row.cost),
    profit: paiseToJson(row.profit),
    profitLow: paiseToJson(row.profitLow),
    daysGained: row.daysGained,
    annualRate: row.annualRate,
    chance: row.chance,
    gstMode: row.gstMode,
    reason: reasonOf(row.reason),
    edited: row.editedAt && { by: row.editedName ?? "", at: row.editedAt.toISOString() },
    asOf: row.asOf,
    proposedAt: row.proposedAt.toISOString(),
    decided: decidedAt && { by: decidedName ?? "", at: decidedAt.toISOString(), why: row.decidedWhy },
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    ended: endedAt && { at: endedAt.toISOString(), why: row.endWhy },
    settled:
      settledOn === null
        ? null
        : {
            day: settledOn,
            amount: paiseToJson(row.settledAmount ?? 0n),
            discount: paiseToJson(row.settledDiscount ?? 0n),
          },
    hasLink: row.hasLink,
  };
}

/** As the engine keeps it, with a share where people are told a rate. */
const KeptReason = OfferReason.extend({ breakEven: z.number() });

/** What the engine kept; null: it is none of its own. */
function reasonOf(kept: unknown): Offer["reason"] {
  const found = KeptReason.safeParse(kept);
  return found.success ? { ...found.data, breakEven: inBasisPoints(found.data.breakEven) } : null;
}

/** A step with what is to be paid then. */
export function presentStep({ until, discount, off }: OfferStep, amount: bigint): Offer["steps"][number] {
  return { until, discount, off, pay: paiseToJson(amount - paiseFromJson(off)) };
}
