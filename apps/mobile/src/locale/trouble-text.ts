import type { Freshness } from "@cfa/contract/reads";
import type { TroubleCode } from "@cfa/contract/trouble-codes";

import type { Language } from "./languages";
import { troublesHi } from "./troubles/hi";

type Said = { message: string; fix: string };

/** An agent speaks English, and names the address and the company that it met: where that is the reader's language it stands. */
const IN_OTHER_WORDS: Partial<Record<Language, Record<TroubleCode, Said>>> = { hi: troublesHi };

/** In these the agent passes on what Tally itself said, which no catalogue has. */
const QUOTES_TALLY: ReadonlySet<string> = new Set<TroubleCode>(["bad-report", "error-answer"]);

/** What is wrong with the reading of Tally and what to do, in the reader's language where the code is known. */
export function troubleText(trouble: NonNullable<Freshness["trouble"]>, language: Language): Said {
  const { code, message, fix } = trouble;
  const known = IN_OTHER_WORDS[language];
  if (known === undefined || !isKnown(code, known)) return { message, fix };
  const said = known[code];
  return QUOTES_TALLY.has(code) ? { ...said, message: `${said.message} (${message})` } : said;
}

function isKnown(code: string, known: object): code is TroubleCode {
  return Object.hasOwn(known, code);
}
