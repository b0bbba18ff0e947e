import { consentEn } from "./en";
import { consentHi } from "./hi";

/** The words of customers' leave to be written to. */
export const CONSENT_WORDS = { en: consentEn, hi: consentHi };
