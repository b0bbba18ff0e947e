import { agentNamesEn } from "./en";
import { agentNamesHi } from "./hi";

/** What the desktop agent is called, where a page leads to its download. */
export const AGENT_NAMES = { en: agentNamesEn, hi: agentNamesHi };
