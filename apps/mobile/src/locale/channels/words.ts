import { channelsEn } from "./en";
import { channelsHi } from "./hi";

/** The words of a company's accounts with those who carry its messages. */
export const CHANNEL_WORDS = { en: channelsEn, hi: channelsHi };
