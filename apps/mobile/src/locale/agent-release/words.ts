import { agentReleaseEn } from "./en";
import { agentReleaseHi } from "./hi";

/** What the download page of the desktop agent says. */
export const AGENT_RELEASE_WORDS = { en: agentReleaseEn, hi: agentReleaseHi };
