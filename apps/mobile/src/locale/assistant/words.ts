import { assistantEn } from "./en";
import { assistantHi } from "./hi";

/** The words of the assistant. */
export const ASSISTANT_WORDS = { en: assistantEn, hi: assistantHi };
