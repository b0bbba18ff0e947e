/** A week of a forecast: its first day (counted from 1970-01-01) and what is as likely exceeded as not at its end, in paise. */
export type WeekEnd = { from: number; middle: number };

/** The first week at whose end there is rather less than the floor than not, and by how much it is at the worst; null: none. */
export function floorBreach(
  weeks: readonly WeekEnd[],
  floor: bigint,
): { from: number; shortfall: bigint } | null {
  const below = weeks.filter(({ middle }) => BigInt(Math.round(middle)) < floor);
  const [first] = below;
  if (first === undefined) return null;
  const lowest = Math.min(...below.map(({ middle }) => middle));
  return { from: first.from, shortfall: floor - BigInt(Math.round(lowest)) };
}
