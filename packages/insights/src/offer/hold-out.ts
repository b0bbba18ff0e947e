import { uniforms } from "@cfa/values/chance";
import { assert } from "@cfa/values/assert";

/*
 * Which parties are kept without offers, so that what offers do can be measured: drawn by party before anything is sent, one in so many of each
 * stratum, for a whole year. Who has the salt can draw it again and hold it against what was logged.
 */

/** A party and what it is alike in: its class and the size of what it buys. */
export type InStratum = { partyId: string; stratum: string };

/** One row of the log of a year's draw. */
export type Drawn = InStratum & {
  /** First year of the financial year. */
  year: number;
  /** The how-manieth of its stratum it is, from 0. */
  place: number;
  isHeldOut: boolean;
};

/** One party in so many is kept without offers. */
export type OneIn = 4 | 5;

/**
 * Draws the parties of a year that have no arm yet. Each stratum goes in runs of `oneIn`: of each run one party is held out, at a place that the
 * salt decides, so that a quarter (a fifth) of every stratum is, whenever its parties came. Those without an arm go in the order of their salted
 * hash. `before`: what was drawn of this year; a party keeps its arm for the year, whatever becomes of its class or size.
 */
export function drawHoldOut(
  parties: readonly InStratum[],
  { salt, year, oneIn, before }: { salt: string; year: number; oneIn: OneIn; before: readonly Drawn[] },
): Drawn[] {
  assert(
    before.every((row) => row.year === year),
    "arms of another year are not carried on",
  );
  const has = new Set(before.map(({ partyId }) => partyId));
  const places = new Map<string, number>();
  for (const { stratum, place } of before) places.set(stratum, Math.max(places.get(stratum) ?? 0, place + 1));
  return parties
    .filter(({ partyId }) => !has.has(partyId))
    .map((party) => ({ ...party, chance: saltedChance(salt, String(year), party.partyId) }))
    .toSorted((a, b) => a.chance - b.chance || (a.partyId < b.partyId ? -1 : 1))
    .map(({ partyId, stratum }) => {
      const place = places.get(stratum) ?? 0;
      places.set(stratum, place + 1);
      const run = Math.floor(place / oneIn);
      const heldOut = Math.floor(oneIn * saltedChance(salt, String(year), stratum, String(run)));
      return { partyId, stratum, year, place, isHeldOut: place % oneIn === heldOut };
    });
}

const SIZES = ["small", "middle", "large"] as const;

/** Class and third of sizes, by what was billed within a year. */
export function strataOf(
  parties: readonly { partyId: string; class: string; yearSales: bigint }[],
): InStratum[] {
  const bySize = parties.toSorted((a, b) =>
    a.yearSales === b.yearSales ? (a.partyId < b.partyId ? -1 : 1) : a.yearSales < b.yearSales ? -1 : 1,
  );
  return bySize.map((party, at) => ({
    partyId: party.partyId,
    stratum: `${party.class} ${SIZES[Math.floor((SIZES.length * at) / bySize.length)] ?? "large"}`,
  }));
}

/** A number in [0, 1) that a text has under a salt. */
function saltedChance(salt: string, ...parts: readonly string[]): number {
  const text = JSON.stringify([salt, ...parts, salt]);
  return uniforms(hashed(text, 1), hashed(text, 2), hashed(text, 3))();
}

/** A number of 32 bits of a text: each unit is mixed in by a multiplication (FNV-1a, Fowler, Noll & Vo), from different beginnings. */
function hashed(text: string, beginning: number): number {
  let hash = Math.imul(2_166_136_261, beginning);
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619) ^ (hash >>> 15);
  return hash;
}
