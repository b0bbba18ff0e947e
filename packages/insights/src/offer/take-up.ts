/* How often offers are taken by who would otherwise pay after their end: a few of a company's own offers say little, so they count beside what is usual. */

/** Offers that ended and how many of them were taken. */
export type TakeUp = { ended: number; taken: number };

/** Before a company has offered anything: one in three, worth as much as so many offers (ours, to be replaced by what companies see). */
const USUAL = { share: 0.33, weight: 12 };
/** What the company's offers say of a party, in offers. */
const PARTY_WEIGHT = 4;
/** Standard deviations between the share and its lower end: about one in six lies below. */
const LOW = 1;
const LEAST = 0.02;

/**
 * The share of a party's offers that it is expected to take, and its lower end: a beta distribution, the company's around what is usual, the
 * party's around the company's.
 */
export function takeUpOf(party: TakeUp, company: TakeUp): { share: number; low: number } {
  const around = (USUAL.share * USUAL.weight + company.taken) / (USUAL.weight + company.ended);
  const weight = PARTY_WEIGHT + party.ended;
  const share = (around * PARTY_WEIGHT + party.taken) / weight;
  const deviation = Math.sqrt((share * (1 - share)) / (weight + 1));
  return { share, low: Math.max(LEAST, share - LOW * deviation) };
}
