import { myAlertsEn } from "./en";
import { myAlertsHi } from "./hi";

/** What is said about what a member is told. */
export const MY_ALERT_WORDS = { en: myAlertsEn, hi: myAlertsHi };
