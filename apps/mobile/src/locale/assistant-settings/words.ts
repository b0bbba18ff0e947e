import { assistantSettingsEn } from "./en";
import { assistantSettingsHi } from "./hi";

/** The words of what an owner lets the assistant do. */
export const ASSISTANT_SETTING_WORDS = { en: assistantSettingsEn, hi: assistantSettingsHi };
