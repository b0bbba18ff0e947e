import type { Language, Trouble } from "../../../src/engine/agent-view.ts";
import { troublesEn } from "./troubles/en.ts";
import { troublesHi } from "./troubles/hi.ts";
import type { Said } from "./troubles/said.ts";

const SAID = { en: troublesEn, hi: troublesHi };

/** In these the agent passes on what Tally itself said, which no catalogue has. */
const QUOTES_TALLY = new Set(["bad-report", "error-answer"]);

/** What is wrong and the one thing to do: by its code in the reader's language, else as the agent says it. */
export function troubleText(trouble: Trouble, language: Language): Said {
  const { code, message, fix } = trouble;
  const said = Object.hasOwn(SAID[language], code) ? SAID[language][code] : undefined;
  if (said === undefined) return { message, fix };
  return QUOTES_TALLY.has(code) ? { ...said, message: `${said.message} (${message})` } : said;
}
