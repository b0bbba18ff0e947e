import { daysBetween, type LocalDate } from "@cfa/values/local-date";

import type { OfferBill, OfferParty, OfferPast } from "./offer-candidate.ts";
import type { OfferSettings } from "./offer-settings.ts";
import type { OfferProposal } from "./price-bill.ts";
import { proposeOffers } from "./propose-offers.ts";
import type { Forecaster, Seen, SeenBill } from "./test-offer-forecasts.ts";
import { answerTo, worldDay, WORLD_START, type OfferGroup, type WorldBill } from "./test-offer-world.ts";

/* A made-up company's programme of offers, week by week, every proposal approved, and what it truly brought. For tests and benchmarks. */

export type Made = {
  bill: WorldBill;
  proposal: OfferProposal;
  isHeldOut: boolean;
  offered: number;
  /** Day of payment without this offer, and with it, and the share taken off. */
  usual: number;
  paid: number;
  discount: number;
};

export type Programme = {
  made: Made[];
  /** Rupees of discount given, by the party's group, and what all offers would have cost had each been taken at its first step. */
  given: Record<OfferGroup, number>;
  offered: Record<OfferGroup, number>;
  /** Of what was given, to bills that would have been paid later. */
  givenForDays: number;
  /** Rupees that the offers brought against the same company without any; what they taught is in it. */
  net: number;
};

export type ProgrammePlan = {
  settings: OfferSettings;
  forecast: Forecaster;
  from: number;
  to: number;
  every: number;
  heldOut: (partyId: string) => boolean;
};

/** A bill not paid within so many days of its due date is lost. */
const LOST_AFTER = 180;
/** Bills of so many days after an offer are paid later by who has learned to wait. */
const TAUGHT_DAYS = 60;
const NONE = { persuadable: 0, "sure-thing": 0, "lost-cause": 0, "do-not-disturb": 0 };
const NOTHING: OfferPast = {
  lastEnded: null,
  isLive: false,
  ended: 0,
  taken: 0,
  given: 0n,
  delayBefore: null,
};

/** What a bill costs that is paid on a day: rupees of cash, and what is lost where it is not paid within half a year of its due date. */
export function costOf(
  bill: WorldBill,
  { paid, discount }: { paid: number; discount: number },
  settings: OfferSettings,
): number {
  const end = bill.due + LOST_AFTER;
  const days = Math.min(paid, end) - bill.date;
  const time = (bill.amount * (1 - discount) * (settings.costOfCash / 10_000) * days) / 365;
  return time + bill.amount * discount + (paid > end ? (bill.amount * settings.lossShare) / 10_000 : 0);
}

/** Runs it from one day to another; what was offered is answered by the world's own rule. */
export function runProgramme(world: readonly WorldBill[], plan: ProgrammePlan): Programme {
  const { settings, from, to, every, forecast, heldOut } = plan;
  const run = begin(world, from);
  for (let day = from; day < to; day += every) {
    endOffers(run, day);
    const told = forecast(seenOn(run, day), day);
    const parties = [...told.parties.keys()].map((partyId) => ({
      ...partyOn(run, partyId, { day, told }),
      isHeldOut: heldOut(partyId),
    }));
    const { company, month } = run;
    const spent = month.of === monthOn(day) ? month.spent : 0n;
    const { proposals } = proposeOffers(parties, {
      asOf: worldDay(day),
      settings,
      company,
      spent,
      hoursOld: 1,
    });
    for (const proposal of proposals) offer(run, proposal, { day, told });
  }
  return summed(run, settings);
}

type Run = {
  from: number;
  world: readonly WorldBill[];
  bills: Map<string, WorldBill>;
  byParty: Map<string, WorldBill[]>;
  /** Each bill's day without its offer; what its party had learned when it was sent stays with it. */
  usual: Map<string, number>;
  /** The day until which a party's new bills are paid as by who has learned to wait. */
  taught: Map<string, number>;
  pasts: Map<string, OfferPast>;
  offers: Map<string, Made>;
  live: Made[];
  company: { ended: number; taken: number };
  month: { of: string; spent: bigint };
};

function begin(world: readonly WorldBill[], from: number): Run {
  return {
    from,
    world,
    bills: new Map(world.map((bill) => [bill.billId, bill])),
    byParty: Map.groupBy(world, (bill) => bill.party.partyId),
    usual: new Map(),
    taught: new Map(),
    pasts: new Map(),
    offers: new Map(),
    live: [],
    company: { ended: 0, taken: 0 },
    month: { of: "", spent: 0n },
  };
}

function monthOn(day: number): string {
  return worldDay(day).slice(0, 7);
}

function usualDay({ from, usual, taught }: Run, bill: WorldBill): number {
  const known = usual.get(bill.billId);
  if (known !== undefined) return known;
  const waits = bill.date >= from && (taught.get(bill.party.partyId) ?? -1) >= bill.date;
  const day = bill.usual + (waits ? bill.party.slower : 0);
  usual.set(bill.billId, day);
  return day;
}

function paidOn(run: Run, bill: WorldBill): number {
  return run.offers.get(bill.billId)?.paid ?? usualDay(run, bill);
}

function endOffers(run: Run, day: number): void {
  for (const made of run.live.splice(0)) {
    const until = made.proposal.steps.at(-1)?.until as LocalDate;
    if (until >= worldDay(day)) {
      run.live.push(made);
      continue;
    }
    const past = run.pasts.get(made.proposal.partyId) ?? NOTHING;
    const counted = made.isHeldOut ? 0 : 1;
    const taken = made.discount > 0 ? counted : 0;
    run.pasts.set(made.proposal.partyId, {
      ...past,
      isLive: false,
      lastEnded: until,
      ended: past.ended + counted,
      taken: past.taken + taken,
      given: past.given + BigInt(Math.round(made.bill.amount * made.discount * 100)),
    });
    run.company.ended += counted;
    run.company.taken += taken;
  }
}

/** All bills of a day but those paid under an offer, which tell nothing of when they would have been. */
function seenOn(run: Run, day: number): SeenBill[] {
  return run.world
    .filter((bill) => bill.date <= day)
    .map((bill) => ({ bill, paid: paidOn(run, bill) }))
    .filter(({ bill, paid }) => !(paid <= day && (run.offers.get(bill.billId)?.discount ?? 0) > 0));
}

function partyOn(run: Run, partyId: string, { day, told }: { day: number; told: Seen }): OfferParty {
  const own = (run.byParty.get(partyId) ?? []).filter(({ date }) => date <= day);
  const year = own.filter(({ date }) => date > day - 365).reduce((sum, { amount }) => sum + amount, 0);
  const known = told.parties.get(partyId);
  return {
    partyId,
    isExcluded: false,
    isHeldOut: false,
    mayBeWrittenTo: true,
    settled: known?.settled ?? 0,
    expectedDelay: known?.delay ?? null,
    uncertainty: known?.uncertainty ?? null,
    yearSales: BigInt(100 * year),
    bills: own
      .filter((bill) => paidOn(run, bill) > day)
      .map((bill) => billOn(bill, { wasOffered: run.offers.has(bill.billId), told }))
      .filter((bill) => bill !== null),
    past: run.pasts.get(partyId) ?? NOTHING,
  };
}

function offer(run: Run, proposal: OfferProposal, { day, told }: { day: number; told: Seen }): void {
  const { partyId, isHeldOut } = proposal;
  const bill = run.bills.get(proposal.billId) as WorldBill;
  const usual = usualDay(run, bill);
  const steps = proposal.steps.map(({ until, discount }) => ({
    day: daysBetween(WORLD_START, until),
    discount: discount / 10_000,
  }));
  const answer = isHeldOut
    ? { paid: usual, discount: 0 }
    : answerTo(bill, { offered: day + 1, steps, usual });
  const made = { bill, proposal, isHeldOut, offered: day, usual, ...answer };
  run.offers.set(bill.billId, made);
  run.live.push(made);
  const past = run.pasts.get(partyId) ?? NOTHING;
  const delayBefore = past.delayBefore ?? told.parties.get(partyId)?.delay ?? null;
  run.pasts.set(partyId, { ...past, isLive: true, delayBefore });
  if (isHeldOut) return;
  run.taught.set(partyId, day + TAUGHT_DAYS);
  const { month } = run;
  run.month = {
    of: monthOn(day),
    spent: (month.of === monthOn(day) ? month.spent : 0n) + proposal.cost,
  };
}

function billOn(
  bill: WorldBill,
  { wasOffered, told }: { wasOffered: boolean; told: Seen },
): OfferBill | null {
  const forecast = told.bills.get(bill.billId);
  if (forecast === undefined) return null;
  return {
    billId: bill.billId,
    dueDate: worldDay(bill.due),
    amount: BigInt(bill.amount * 100),
    disputed: 0n,
    tdsAwaited: 0n,
    covered: 0n,
    taxRate: null,
    promisedFor: null,
    wasOffered,
    interest: null,
    forecast,
  };
}

function summed(run: Run, settings: OfferSettings): Programme {
  const { world, offers } = run;
  const made = [...offers.values()];
  const told: Programme = { made, given: { ...NONE }, offered: { ...NONE }, givenForDays: 0, net: 0 };
  for (const { bill, proposal, isHeldOut, usual, paid, discount } of made) {
    if (isHeldOut) continue;
    const { group } = bill.party;
    told.given[group] += bill.amount * discount;
    told.offered[group] += (bill.amount * (proposal.steps[0]?.discount ?? 0)) / 10_000;
    if (usual > paid) told.givenForDays += bill.amount * discount;
  }
  for (const bill of world) {
    const discount = offers.get(bill.billId)?.discount ?? 0;
    told.net +=
      costOf(bill, { paid: bill.usual, discount: 0 }, settings) -
      costOf(bill, { paid: paidOn(run, bill), discount }, settings);
  }
  return told;
}
