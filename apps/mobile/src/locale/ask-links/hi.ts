import type { AskLinkWords } from "./en";

/** What leads to the assistant, in Hindi. */
export const askLinksHi: AskLinkWords = {
  party: {
    customer: "इस ग्राहक के बारे में पूछें",
    supplier: "इस सप्लायर के बारे में पूछें",
    both: "इनके बारे में पूछें",
  },
  this: (text) => `किताबों से पूछें: “${text}”`,
  thisHint: "सवाल का जवाब किताबों से मिलता है, और उसके पीछे क्या है वह भी।",
  settings: { heading: "सहायक", hint: "क्या बाहर जा सकता है, पढ़ने की कुंजियाँ" },
};
