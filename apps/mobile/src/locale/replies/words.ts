import { repliesEn } from "./en";
import { repliesHi } from "./hi";

/** The words of what customers answer. */
export const REPLY_WORDS = { en: repliesEn, hi: repliesHi };
