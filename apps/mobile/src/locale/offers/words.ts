import { offersEn } from "./en";
import { offersHi } from "./hi";

/** The words of the page of offers. */
export const OFFER_WORDS = { en: offersEn, hi: offersHi };
