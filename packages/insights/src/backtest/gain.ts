/** What was gained in all, and its standard error, by what was gained of each bill or party: what is said within one is alike. */
export function gainOver(each: ReadonlyMap<number, number>): { sum: number; error: number } {
  let [sum, squares] = [0, 0];
  for (const gain of each.values()) {
    sum += gain;
    squares += gain * gain;
  }
  return { sum, error: Math.sqrt(squares) };
}
