import { nudgesEn } from "./en";
import { nudgesHi } from "./hi";

/** The words of the pages of messages to customers. */
export const NUDGE_WORDS = { en: nudgesEn, hi: nudgesHi };
