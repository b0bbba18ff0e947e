import type { OfferEdit, OfferEdited } from "@cfa/contract/offers";
import type { CompanyTx } from "@cfa/db/company-scope";
import { latestLearning } from "@cfa/db/queries/insights/learned";
import { lockFullOffer, type OfferFullRow } from "@cfa/db/queries/offers/offer-list";
import { keepEdited } from "@cfa/db/queries/offers/offers";
import { readCandidates } from "@cfa/db/queries/offers/read-candidates";
import { inBasisPoints } from "@cfa/insights/offer/annual-rate";
import { editOffer, type EditedOffer } from "@cfa/insights/offer/edit-offer";
import type { OfferProposal } from "@cfa/insights/offer/price-bill";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { areBooksFresh, note } from "./decide.ts";
import { presentStep } from "./present.ts";

type Edited = Omit<OfferEdited, "offer"> & { isKept: boolean };

/** Judges an owner's steps for a proposal by today's forecasts and rules, and keeps them where nothing forbids it. */
export async function editSteps(
  tx: CompanyTx,
  scope: Scope,
  { offerId, seen, steps, keep }: OfferEdit & { offerId: string },
): Promise<Edited> {
  const row = await lockFullOffer(tx, offerId);
  if (row === undefined) throw new ApiFailure("not-found");
  if (row.state !== "proposed") return failed("decided");
  if (row.proposedAt.toISOString() !== seen) return failed("changed");
  if (!(await areBooksFresh(tx, scope.now))) return failed("stale");
  const edited = await judged(tx, row, { steps: steps as EditAsk["steps"], scope });
  if (edited === null) return failed("moved");
  const { proposal, refusals } = edited;
  const isKept = keep && proposal !== null && refusals.length === 0;
  if (isKept) await keepIt(tx, row, { proposal, scope });
  return { ...presentEdited(edited, row.amount), isKept };
}

type EditAsk = { steps: { until: LocalDate; discount: number }[]; scope: Scope };

/** Null: the bill is not as it was when this was proposed, or nothing is known of it any more. */
async function judged(
  tx: CompanyTx,
  row: OfferFullRow,
  { steps, scope }: EditAsk,
): Promise<EditedOffer | null> {
  const { today } = scope;
  const learned = await latestLearning(tx, { side: "receivable", upTo: today });
  if (learned === undefined) return null;
  const found = await readCandidates(tx, { learned: learned.asOf as LocalDate, today });
  const keys = [...found.bills.values()].find(
    ({ guid, nameKey, date }) => guid === row.ledgerGuid && nameKey === row.billKey && date === row.billDate,
  );
  const party = found.parties.find(({ partyId }) => partyId === keys?.ledgerId);
  const bill = party?.bills.find(({ billId }) => billId === keys?.billId);
  if (party === undefined || bill === undefined || bill.amount !== row.amount) return null;
  const { settings, company, spent } = found;
  const on = { asOf: today, settings, company, left: settings.monthlyBudget - spent };
  return editOffer(steps, { bill, party }, on);
}

async function keepIt(
  tx: CompanyTx,
  row: OfferFullRow,
  { proposal, scope }: { proposal: OfferProposal; scope: Scope },
): Promise<void> {
  const edited = {
    steps: proposal.steps,
    reason: proposal.reason,
    cost: proposal.cost,
    profit: proposal.profit,
    profit_low: proposal.profitLow,
    days_gained: proposal.daysGained,
    annual_rate: inBasisPoints(proposal.annualRate),
    chance: proposal.chance,
  };
  await keepEdited(tx, row.offerId, { edited, asOf: scope.today, at: scope.now, by: scope.user });
  const after = proposal.steps.map(({ off, ...step }) => ({ ...step, off: paiseToJson(off) }));
  await note(tx, { ...row, steps: after }, { scope, action: "edited", before: row.steps });
}

function presentEdited(
  { proposal, lost, refusals }: EditedOffer,
  amount: bigint,
): Omit<OfferEdited, "offer"> {
  return {
    failure: null,
    refusals: refusals.map((refusal) => ({
      code: refusal.code,
      limit: "limit" in refusal ? refusal.limit : null,
      amount: "amount" in refusal ? paiseToJson(refusal.amount) : null,
    })),
    figures: proposal && {
      steps: proposal.steps.map(({ off, ...step }) =>
        presentStep({ ...step, off: paiseToJson(off) }, amount),
      ),
      cost: paiseToJson(proposal.cost),
      profit: paiseToJson(proposal.profit),
      profitLow: paiseToJson(proposal.profitLow),
      daysGained: proposal.daysGained,
      annualRate: inBasisPoints(proposal.annualRate),
      chance: proposal.chance,
      lost: paiseToJson(lost),
    },
  };
}

function failed(failure: NonNullable<OfferEdited["failure"]>): Edited {
  return { failure, refusals: [], figures: null, isKept: false };
}
