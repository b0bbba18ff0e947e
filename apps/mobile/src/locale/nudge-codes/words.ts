import { nudgeCodesEn } from "./en";
import { nudgeCodesHi } from "./hi";

/** The words for every code of messages to customers. */
export const NUDGE_CODES = { en: nudgeCodesEn, hi: nudgeCodesHi };
