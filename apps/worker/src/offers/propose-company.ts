import { randomBytes } from "node:crypto";

import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { tendGateway } from "@cfa/db/queries/gateway/account";
import { generationOf, latestLearning } from "@cfa/db/queries/insights/learned";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import { keepOffers, type ProposedOffer } from "@cfa/db/queries/offers/keep-offers";
import {
  keepArms,
  keepOfferPlan,
  offerArms,
  offerSalt,
  type OfferArm,
} from "@cfa/db/queries/offers/programme";
import { readCandidates, withArms, type Candidates } from "@cfa/db/queries/offers/read-candidates";
import type { Enqueue } from "@cfa/db/queue";
import { lastRead } from "@cfa/db/queries/offers/last-read";
import { inBasisPoints } from "@cfa/insights/offer/annual-rate";
import { drawHoldOut, strataOf, type OneIn } from "@cfa/insights/offer/hold-out";
import type { OfferProposal } from "@cfa/insights/offer/price-bill";
import { proposeOffers } from "@cfa/insights/offer/propose-offers";
import { assert } from "@cfa/values/assert";
import { localDateAt, partsOf, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf } from "@cfa/values/period";
import type { Logger } from "pino";

import { endOffers } from "./end-offers.ts";
import { measureCompany } from "./measure-company.ts";

export type ProposeDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  readonly now: Date;
};

/** One party in so many is kept without offers. */
const ONE_IN: OneIn = 4;
/** Of the words under which an offer is made to a customer; the page holds them. */
const TERMS_VERSION = 1;
const SALT_BYTES = 24;
const HOUR_MILLIS = 3_600_000;

/**
 * Looks at a company's offers as of today, in one transaction: those that went out end as the money that came says; who is new is drawn into an
 * arm; what is worth it is proposed. Nothing goes out by it. Safe to run twice. A company without anything learned, or gone, is left alone.
 */
export async function proposeCompany(
  { db, log, enqueue, now }: ProposeDeps,
  companyId: string,
): Promise<void> {
  const today = localDateAt(now);
  const looked = await inCompany(db, companyId, (tx) => look(tx, { now, today, enqueue }), { role: "job" });
  if (looked !== null) log.child({ companyId, asOf: today }).info(looked, "offers were looked at");
}

async function look(
  tx: CompanyTx,
  { now, today, enqueue }: { now: Date; today: LocalDate; enqueue: Enqueue },
): Promise<{ ended: number; proposed: number; ghosts: number } | null> {
  if (!(await holdCompany(tx))) return null;
  const ended = await endOffers(tx, { now, today });
  await tendGateway(tx, enqueue); // of what has ended nobody is to pay any more
  await measureCompany(tx, { now, today }); // before anything is proposed: it may switch offers off
  const learned = await latestLearning(tx, { side: "receivable", upTo: today });
  if (learned === undefined) return { ended, proposed: 0, ghosts: 0 };
  const found = await readCandidates(tx, { learned: learned.asOf as LocalDate, today });
  const arms = await drawArms(tx, found, { now, today });
  const readAt = await lastRead(tx);
  const plan = proposeOffers(withArms(found.parties, arms), {
    asOf: today,
    settings: found.settings,
    company: found.company,
    spent: found.spent,
    hoursOld: readAt === null ? Infinity : (now.getTime() - readAt.getTime()) / HOUR_MILLIS,
  });
  const proposals = found.isOn ? plan.proposals.map((one) => proposedOf(one, found)) : [];
  await keepOffers(tx, { proposals, asOf: today, at: now, termsVersion: TERMS_VERSION });
  const { refused, alternatives } = plan;
  const generation = await generationOf(tx);
  await keepOfferPlan(tx, { asOf: today, madeAt: now, generation, refused, alternatives });
  const ghosts = proposals.filter(({ isHeldOut }) => isHeldOut).length;
  return { ended, proposed: proposals.length - ghosts, ghosts };
}

/** The arms of the year, with those drawn now of who has none. */
async function drawArms(
  tx: CompanyTx,
  { parties }: Candidates,
  { now, today }: { now: Date; today: LocalDate },
): Promise<OfferArm[]> {
  const { year } = partsOf(financialYearOf(today).from);
  const before = await offerArms(tx, year);
  const drawn = drawHoldOut(
    strataOf(parties.map(({ guid, class: pays, yearSales }) => ({ partyId: guid, class: pays, yearSales }))),
    {
      salt: await offerSalt(tx, randomBytes(SALT_BYTES).toString("base64url")),
      year,
      oneIn: ONE_IN,
      before: before.map(({ guid, ...arm }) => ({ ...arm, partyId: guid })),
    },
  ).map(({ partyId, ...arm }): OfferArm => ({ ...arm, guid: partyId }));
  await keepArms(tx, drawn, now);
  return [...before, ...drawn];
}

function proposedOf(proposal: OfferProposal, { bills }: Candidates): ProposedOffer {
  const bill = bills.get(proposal.billId);
  assert(bill !== undefined, "what is proposed is for a bill that was read");
  return {
    ledgerGuid: bill.guid,
    bill: { nameKey: bill.nameKey, date: bill.date as LocalDate, name: bill.name },
    amount: proposal.amount,
    style: proposal.style,
    steps: proposal.steps,
    cost: proposal.cost,
    profit: proposal.profit,
    profitLow: proposal.profitLow,
    daysGained: proposal.daysGained,
    annualRate: inBasisPoints(proposal.annualRate),
    chance: proposal.chance,
    reason: proposal.reason,
    gstMode: proposal.note,
    isHeldOut: proposal.isHeldOut,
  };
}
