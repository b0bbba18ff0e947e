import type { TdsProfileValue } from "./correction.ts";
import type { Refusal } from "./ground.ts";

/** Why a profile cannot be kept; null: it can. */
export function refuseTdsProfile(value: TdsProfileValue): Refusal | null {
  if (!Number.isInteger(value.rate) || value.rate < 0 || value.rate > 3_000) {
    return { code: "bad-rate", message: "Give the rate as a percentage from 0 to 30." };
  }
  if (value.threshold !== null && value.threshold < 0n) {
    return { code: "bad-threshold", message: "Give the yearly sum as an amount of zero or above." };
  }
  return null;
}
