import { offerRegisterEn } from "./en";
import { offerRegisterHi } from "./hi";

/** What the discount register says. */
export const OFFER_REGISTER_WORDS = { en: offerRegisterEn, hi: offerRegisterHi };
