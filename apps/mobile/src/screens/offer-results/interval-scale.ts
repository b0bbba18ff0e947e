/** A sum with the ends of its interval, in one unit. */
export type Span = { mean: number; low: number; high: number };

const ROOM = 0.04; // left at either end of the line

/** Where spans stand on a line that holds all of them and zero, in shares of its width, 0…1. Without any width all stand in the middle. */
export function placeSpans(spans: readonly Span[]): { zero: number; placed: Span[] } {
  const ends = spans.flatMap(({ low, high }) => [low, high]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const width = most - least;
  const place = (value: number) => (width === 0 ? 0.5 : ROOM + ((value - least) / width) * (1 - 2 * ROOM));
  return {
    zero: place(0),
    placed: spans.map(({ mean, low, high }) => ({ mean: place(mean), low: place(low), high: place(high) })),
  };
}
