import { nudgeNamesEn } from "./en";
import { nudgeNamesHi } from "./hi";

/** What messages to customers and their parts are called. */
export const NUDGE_NAMES = { en: nudgeNamesEn, hi: nudgeNamesHi };
