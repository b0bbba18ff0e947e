import { offerSettingsEn } from "./en";
import { offerSettingsHi } from "./hi";

/** What is said about how offers are proposed. */
export const OFFER_SETTING_WORDS = { en: offerSettingsEn, hi: offerSettingsHi };
