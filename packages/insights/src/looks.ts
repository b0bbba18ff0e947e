import { knownOn } from "./bills.ts";
import { AHEAD, outlooksOn, type Outlook } from "./boost/landmark.ts";
import { standingOn } from "./boost/standing.ts";
import type { Design } from "./hazard/design.ts";
import { fitHazard, type Hazard } from "./hazard/fit-hazard.ts";

/** A look at a history from a day in its past, with what the hazard said of each bill then. */
export type Look = { asOf: number; bills: Outlook[] };

/** Looks, latest first; those held back look as far ahead as a forecast does, earlier ones to the history's last day. */
export type Looks = { held: Look[]; earlier: Look[] };

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
  const { history } = design;
  const days = design.asOf - design.first - SETTLING_IN;
  const step = WEEK * Math.min(MOST_WEEKS, Math.max(1, Math.round(days / LOOKS / WEEK)));
  const held = Math.max(FEWEST_HELD, Math.ceil(HELD_DAYS / step));
  const looks: Look[] = [];
  let hazard: Hazard | undefined;
  for (let back = Math.min(LOOKS, Math.floor(days / step)); back >= 1; back--) {
    hazard = fitHazard(design, design.asOf - step * back, hazard); // the fit of an earlier day knows nothing of a later one
    const { asOf } = hazard;
    const standing = standingOn(knownOn(history, asOf), asOf);
    const until = back <= held ? asOf + AHEAD : design.asOf;
    looks.unshift({ asOf, bills: outlooksOn(history, { hazard, standing, within: COMING_WITHIN, until }) });
  }
  return { held: looks.slice(0, held), earlier: looks.slice(held) };
}
