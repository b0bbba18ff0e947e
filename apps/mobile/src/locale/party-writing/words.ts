import { partyWritingEn } from "./en";
import { partyWritingHi } from "./hi";

/** The words of how one customer is written to. */
export const PARTY_WRITING_WORDS = { en: partyWritingEn, hi: partyWritingHi };
