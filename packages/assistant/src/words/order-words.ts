/* The words of what is refused: orders to change something, and what is after our rules. */

/** What nobody is told of, and may not be asked to be set aside. */
export const RULES = new Set(
  "instruction instructions jailbreak sql password passwords passcode apikey apikeys token tokens secret secrets developer administrator admin sudo roleplay credentials schema database निर्देश पासवर्ड".split(
    " ",
  ),
);

/** To set something aside. */
export const IGNORE = new Set("ignore forget disregard override bypass bhool bhul भूल".split(" "));

/** English verbs that change something. */
export const WRITES = new Set(
  "delete erase edit modify amend alter cancel reverse post approve transfer rename update add create insert enter mark reduce waive void overwrite deactivate block merge record book register raise wipe purge adjust-now correct refund forgive".split(
    " ",
  ),
);

/** Hindi ones. */
export const HINDI_WRITES = new Set(
  "delete mita mitao badal badlo hata hatao cancel edit update add approve bhej bhejo daal dalo jod jodo jama maaf transfer chadha chadhao banao मिटा मिटाओ बदल बदलो हटाओ हटा भेजो भेज डाल डालो जोड़ो जोडो रद्द डिलीट माफ चढ़ा चढा".split(
    " ",
  ),
);

/** All of them, by which a misspelt one is known. */
export const ORDER_WORDS: ReadonlySet<string> = new Set([...RULES, ...IGNORE, ...WRITES, ...HINDI_WRITES]);
