import { payDetailsEn } from "./en";
import { payDetailsHi } from "./hi";

/** What is said about where customers pay to. */
export const PAY_DETAIL_WORDS = { en: payDetailsEn, hi: payDetailsHi };
