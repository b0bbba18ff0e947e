import { askLinksEn } from "./en";
import { askLinksHi } from "./hi";

/** The words of what leads to the assistant. */
export const ASK_LINK_WORDS = { en: askLinksEn, hi: askLinksHi };
