import type { PaymentClass } from "../payment-behaviour.ts";

const BEST_FIRST: readonly PaymentClass[] = ["prompt", "on-time", "late", "risky"];

/** Whether a class is worse than an earlier one. Of a party that was or is new nothing can be said. */
export function isWorse(before: PaymentClass, now: PaymentClass): boolean {
  if (before === "new" || now === "new") return false;
  return BEST_FIRST.indexOf(now) > BEST_FIRST.indexOf(before);
}
