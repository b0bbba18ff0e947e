import type { Distribution } from "./distribution.ts";

/*
 * A promised day. Until promises of a company can be learned from, half of what is said follows the promise: half of that on the day, the
 * rest over the ten days after it; the other half stays with the model, so that an unlikely promise stays one.
 */

const FOLLOWED = 0.5;
const ON_THE_DAY = 0.5;
const DAYS_AFTER = 10;

/** What is said of a bill that is promised for a day; null: it is not. */
export function withPromise(said: Distribution, promised: number | null): Distribution {
  if (promised === null || promised < said.from) return said;
  const by = said.by.map((chance, at) => {
    const after = said.from + at - promised;
    const kept = after < 0 ? 0 : Math.min(1, ON_THE_DAY + ((1 - ON_THE_DAY) * after) / DAYS_AFTER);
    return (1 - FOLLOWED) * chance + FOLLOWED * kept;
  });
  return { from: said.from, by };
}
