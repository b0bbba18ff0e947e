import { useWords, useWordsOf } from "../../locale/locale";
import { NUDGE_CODES } from "../../locale/nudge-codes/words";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { NUDGE_WORDS } from "../../locale/nudges/words";
import type { Say } from "./nudge-text";

/** All the words that messages to customers are told of in. */
export function useSay(): Say {
  return {
    words: useWords(),
    own: useWordsOf(NUDGE_WORDS),
    names: useWordsOf(NUDGE_NAMES),
    codes: useWordsOf(NUDGE_CODES),
  };
}
