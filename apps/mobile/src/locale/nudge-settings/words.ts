import { nudgeSettingsEn } from "./en";
import { nudgeSettingsHi } from "./hi";

/** The words of how customers are reminded. */
export const NUDGE_SETTING_WORDS = { en: nudgeSettingsEn, hi: nudgeSettingsHi };
