/** What was said of going below the floor, as a chance, and whether it came so. */
export type SaidBelow = { chance: number; came: boolean };

const FEWEST = 20;
const CLEARLY = 0.9; // of the error of always saying how often it happens

/** The share of paths whose lowest running total lies below a limit (the floor less what is there now). */
export function chanceBelow(lowest: ArrayLike<number>, limit: number): number {
  let below = 0;
  for (let path = 0; path < lowest.length; path++) if ((lowest[path] ?? 0) < limit) below++;
  return lowest.length === 0 ? 0 : below / lowest.length;
}

/**
 * Whether chances said before were worth saying: their squared error (Brier 1950) clearly below that of the share of times it came, over
 * at least twenty of them. Else no chance is shown.
 */
export function isWorthSaying(said: readonly SaidBelow[]): boolean {
  if (said.length < FEWEST) return false;
  const share = said.filter(({ came }) => came).length / said.length;
  const error = (chanceOf: (each: SaidBelow) => number) =>
    said.reduce((sum, each) => sum + (chanceOf(each) - Number(each.came)) ** 2, 0) / said.length;
  return error(({ chance }) => chance) < CLEARLY * error(() => share);
}
