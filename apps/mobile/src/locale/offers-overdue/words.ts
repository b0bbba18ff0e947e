import { overdueEn } from "./en";
import { overdueHi } from "./hi";

/** The words of the page of overdue bills. */
export const OVERDUE_WORDS = { en: overdueEn, hi: overdueHi };
