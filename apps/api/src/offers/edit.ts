import type { OfferEdit, OfferEdited } from "@cfa/contract/offers";
import type { CompanyTx } from "@cfa/db/company-scope";
import { lockFullOffer, type OfferFullRow } from "@cfa/db/queries/offers/offer-list";
import { keepEdited } from "@cfa/db/queries/offers/offers";
import { inBasisPoints } from "@cfa/insights/offer/annual-rate";
import type { EditedOffer, SaidStep } from "@cfa/insights/offer/edit-offer";
import type { OfferProposal } from "@cfa/insights/offer/price-bill";
import { paiseToJson } from "@cfa/values/money";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { areBooksFresh, note } from "./decide.ts";
import { stepsJudge } from "./judge.ts";
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
  const edited = await stepsJudge(tx, scope.today).judge(row, steps as SaidStep[]);
  if (edited === null) return failed("moved");
  const { proposal, refusals } = edited;
  const isKept = keep && proposal !== null && refusals.length === 0;
  if (isKept) await keepIt(tx, row, { proposal, scope });
  return { ...presentEdited(edited, row.amount), isKept };
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
