import type { Paise } from "@cfa/values/money";

/** From so large a part on a budget is as good as used. */
const NEARLY = { part: 4n, of: 5n };

/** Whether so much of a month's budget is promised that it is as good as used; of a budget of nothing there is nothing to say. */
export function isNearlyUsed({ spent, budget }: { spent: Paise; budget: Paise }): boolean {
  return budget > 0n && spent * NEARLY.of >= budget * NEARLY.part;
}
