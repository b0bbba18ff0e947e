import type { PayLanguage } from "../pay-page/figures.ts";

/** What stands on letters beside their own texts, in English. */
const en = {
  bill: "Bill",
  billDate: "Bill date",
  dueDate: "Due date",
  amount: "Amount ₹",
  none: "No bill",
  forCompany: (name: string) => `For ${name}`,
  signatory: "(Authorised signatory)",
  page: "Scan to see the bills as they stand now, to pay, or to tell us that something is wrong",
};

export type LetterWords = typeof en;

const hi: LetterWords = {
  bill: "बिल",
  billDate: "बिल की तारीख",
  dueDate: "देय तिथि",
  amount: "राशि ₹",
  none: "कोई बिल नहीं",
  forCompany: (name) => `${name} की ओर से`,
  signatory: "(अधिकृत हस्ताक्षरकर्ता)",
  page: "बिलों की ताज़ा स्थिति देखने, भुगतान करने या कोई गड़बड़ी बताने के लिए स्कैन करें",
};

export const LETTER_WORDS: Readonly<Record<PayLanguage, LetterWords>> = { en, hi };
