import { offerResultsEn } from "./en";
import { offerResultsHi } from "./hi";

/** What is said about what offers brought. */
export const OFFER_RESULT_WORDS = { en: offerResultsEn, hi: offerResultsHi };
