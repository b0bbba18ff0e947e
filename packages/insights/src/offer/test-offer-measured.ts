import { meanOf, near } from "../numbers.ts";
import { drawHoldOut, type OneIn } from "./hold-out.ts";
import type { MeasuredParty } from "./measure-offers.ts";
import { moved } from "../distribution.ts";
import type { OfferSettings } from "./offer-settings.ts";
import { priceOffer, type PricedStep } from "./price-offer.ts";
import { weeksFrom } from "./test-offer-forecasts.ts";
import { answerTo, offerWorld, type WorldBill } from "./test-offer-world.ts";
import { daysWithoutOffer } from "./without-offer.ts";

/*
 * A made-up programme whose answer is known, as cheap as it can be, so that a thousand can be run: the forecast before an offer is the mean of the
 * party's own past delays (with the error that few bills have), prices are looked up by it, and the world answers. For tests.
 */

export type MeasuredProgramme = {
  parties: MeasuredParty[];
  /** Rupees that offers truly brought, over the parties with offers; and rupees times days. */
  net: number;
  rupeeDays: number;
  until: number;
};

const FROM = 400;
const TO = 580;
const UNTIL = TO + 60;
const GAP = 90;
const TAUGHT_DAYS = 60;
const FEWEST = 6;
const IN_TIME = 3;
/** A forecast does not take a single bill for more days than that. */
const MOST_LATE = 90;
const YEAR = 365;

export function measuredProgramme(
  seed: number,
  { parties, oneIn, settings }: { parties: number; oneIn: OneIn; settings: OfferSettings },
): MeasuredProgramme {
  const byParty = Map.groupBy(offerWorld(seed, { parties, days: TO + 1 }), (bill) => bill.party.partyId);
  const told = [...byParty].map(([partyId, bills]) => ({ partyId, bills, delay: delayOf(bills) }));
  const asked = told.filter((party) => party.delay !== null && party.delay > IN_TIME);
  const strata = asked.map(({ partyId, delay }) => ({
    partyId,
    stratum: (delay ?? 0) > 20 ? "late" : "slow",
  }));
  const arms = drawHoldOut(strata, { salt: `programme ${seed}`, year: 2024, oneIn, before: [] });
  const heldOut = new Map(arms.map((row) => [row.partyId, row.isHeldOut]));
  const result: MeasuredProgramme = { parties: [], net: 0, rupeeDays: 0, until: UNTIL };
  for (const { partyId, bills, delay } of asked) {
    const isHeldOut = heldOut.get(partyId) ?? false;
    const lived = liveThrough(bills, { delay: delay ?? 0, isHeldOut, settings });
    if (lived === null) continue;
    result.parties.push({ partyId, isHeldOut, optedOut: false, nextQuarterInTime: null, bills: lived.bills });
    result.net += lived.net;
    result.rupeeDays += lived.rupeeDays;
  }
  return result;
}

/** The mean of what a party's bills were late by before the programme; null: too few. */
function delayOf(bills: readonly WorldBill[]): number | null {
  const delays = bills
    .filter(({ usual }) => usual <= FROM)
    .map(({ usual, due }) => near(usual - due, 0, MOST_LATE));
  return delays.length < FEWEST ? null : meanOf(delays);
}

/** A party's bills from its first offer (or what would have been) on, and what offers truly brought; null: it is never offered anything. */
function liveThrough(
  bills: readonly WorldBill[],
  { delay, isHeldOut, settings }: { delay: number; isHeldOut: boolean; settings: OfferSettings },
): (Pick<MeasuredProgramme, "net" | "rupeeDays"> & Pick<MeasuredParty, "bills">) | null {
  const kept: MeasuredParty["bills"][number][] = [];
  let [net, rupeeDays, free, taught] = [0, 0, FROM, -1];
  for (const bill of bills) {
    if (bill.date < FROM || bill.date > TO) continue;
    const usual = bill.usual + (!isHeldOut && bill.date <= taught ? bill.party.slower : 0);
    const steps = bill.date < free ? null : pricedFor(bill.due - bill.date + delay, settings);
    if (steps === null && kept.length === 0) continue;
    let came = { paid: usual, discount: 0 };
    if (steps !== null) {
      const dated = steps.map(({ day, discount }) => ({ day: bill.date + day, discount: discount / 10_000 }));
      free = (dated.at(-1)?.day ?? bill.date) + GAP;
      if (!isHeldOut) {
        came = answerTo(bill, { offered: bill.date + 1, steps: dated, usual });
        taught = bill.date + TAUGHT_DAYS;
      }
    }
    const given = Math.round(bill.amount * came.discount);
    const [with_, without] = [Math.min(came.paid, UNTIL), Math.min(bill.usual, UNTIL)];
    const rate = settings.costOfCash / 10_000 / YEAR;
    rupeeDays += bill.amount * (without - with_);
    net +=
      bill.amount * rate * (without - bill.date) - (bill.amount - given) * rate * (with_ - bill.date) - given;
    kept.push({
      amount: BigInt(bill.amount * 100),
      date: bill.date,
      paid: came.paid <= UNTIL ? came.paid : null,
      given: BigInt(given * 100),
      expected: bill.due + Math.round(delay),
    });
  }
  return kept.length === 0 ? null : { bills: kept, net, rupeeDays };
}

const prices = new Map<number, PricedStep[] | null>();

/** The steps for a bill that is expected after so many days, to within two days: a thousand programmes need few prices. */
function pricedFor(days: number, settings: OfferSettings): PricedStep[] | null {
  const mean = 2 * Math.round(days / 2);
  const known = prices.get(mean);
  if (known !== undefined) return known;
  const usual = daysWithoutOffer(weeksFrom(0, { mean, spread: 11, never: 0.02 }));
  const pricing = {
    usual,
    early: moved(usual, -4),
    taken: 0.33,
    takenLow: 0.2,
    chasing: 0,
    noteCost: 1,
    cap: settings.cap,
  };
  const steps = priceOffer(pricing, settings)?.steps ?? null;
  prices.set(mean, steps);
  return steps;
}
