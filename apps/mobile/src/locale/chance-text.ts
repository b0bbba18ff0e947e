/** A chance in whole percent; never "0 %" or "100 %" of what may yet be otherwise. */
export function chanceText(chance: number): string {
  if (chance <= 0) return "0 %";
  if (chance >= 1) return "100 %";
  const percent = Math.round(chance * 100);
  if (percent === 0) return "< 1 %";
  return percent === 100 ? "> 99 %" : `${percent} %`;
}
