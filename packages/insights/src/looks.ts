import { outcomeOf, type Outcome } from "./backtest/outcome.ts";
import { knownOn } from "./bills.ts";
import { AHEAD, outlooksOn, type Outlook } from "./boost/landmark.ts";
import { seenParts, type SeenParts } from "./boost/seen-parts.ts";
import { standingOn } from "./boost/standing.ts";
import type { Design } from "./hazard/design.ts";
import { hazardsOf } from "./hazard/fit-hazard.ts";
import { addLateCase, lateRecordOn, rowsByPartyOf, type LateCases, type LateRecord } from "./late-chance.ts";

/** A look at a history from a day in its past, with what the hazard said of each bill then, and parties' records of being late. */
export type Look = { asOf: number; bills: Outlook[]; record: LateRecord };

/** Looks back. Of earlier ones only what came of them is kept: they are many. */
export type Looks = {
  /** Held back from what is tried on them, latest first; they look as far ahead as a forecast does. */
  held: Look[];
  /** The first day of those; what is tried on them knows nothing of what came after it. */
  heldFrom: number;
  /** How many there are before that. */
  earlier: number;
  /** What came of all looks' bills, by parts of the days ahead, until `heldFrom` and until now. */
  seen: SeenParts;
  /** Where in what the hazard alone said before that day the payments came. */
  earlierOutcomes: readonly Outcome[];
  /** Of all looks' bills that were not due yet: what was said of being late, and what came. */
  late: LateCases;
};

/** So many looks are spread over the history, one to four weeks apart. */
const LOOKS = 24;
const WEEK = 7;
const MOST_WEEKS = 4;
/** Days of a company's first bills that are too few to look from. */
const SETTLING_IN = 60;
/** Looks of so many days back, and so many at least, are held back from the trees that are tried on them. */
const HELD_DAYS = 56;
const FEWEST_HELD = 4;
const COMING_WITHIN = 28;

/** Looks back from a history's last day: each at the bills open then and at those known within four weeks. */
export function looksBack(design: Design): Looks {
  const { history, asOf: today } = design;
  const days = today - design.first - SETTLING_IN;
  const step = WEEK * Math.min(MOST_WEEKS, Math.max(1, Math.round(days / LOOKS / WEEK)));
  const heldBack = Math.max(FEWEST_HELD, Math.ceil(HELD_DAYS / step));
  const looks = Math.max(0, Math.min(LOOKS, Math.floor(days / step)));
  const heldFrom = today - step * Math.min(heldBack, looks);
  const seen = seenParts(history, [heldFrom, today]);
  const held: Look[] = [];
  const earlierOutcomes: Outcome[] = [];
  const late: LateCases = { said: [], added: [], isLate: [], weight: [] };
  const rowsByParty = rowsByPartyOf(history);
  const hazardOn = hazardsOf(design);
  for (let back = looks; back >= 1; back--) {
    const hazard = hazardOn(today - step * back);
    const { asOf } = hazard;
    const standing = standingOn(knownOn(history, asOf), asOf);
    const by = { hazard, standing, within: COMING_WITHIN };
    const record = lateRecordOn(history, rowsByParty, asOf);
    const take = (look: Outlook) => {
      seen.add(look, asOf);
      addLateCase(late, look, { bills: history, record, lookedOn: asOf, asOf: today });
    };
    if (back <= heldBack) {
      const bills = [...outlooksOn(history, { ...by, until: asOf + AHEAD })];
      bills.forEach(take);
      held.unshift({ asOf, bills, record });
      continue;
    }
    for (const look of outlooksOn(history, { ...by, until: today, paidBy: today })) {
      take(look);
      earlierOutcomes.push(outcomeOf(look, { history, lookedOn: asOf, asOf: today }));
    }
  }
  return { held, heldFrom, earlier: Math.max(0, looks - heldBack), seen, earlierOutcomes, late };
}
