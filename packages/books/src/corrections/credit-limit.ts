import type { CreditLimitValue } from "./correction.ts";
import type { Refusal } from "./ground.ts";

/** Why a limit cannot be set; null: it can. */
export function refuseCreditLimit(value: CreditLimitValue): Refusal | null {
  if (value.limit === null || value.limit >= 0n) return null;
  return { code: "bad-limit", message: "Give the limit as an amount of zero or above, or leave it empty." };
}
