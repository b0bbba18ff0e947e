import type { AlertKind } from "@cfa/contract/today";

/** The words that members are told with. */
export type TellingWords = {
  readonly what: Readonly<Record<AlertKind, string>>;
  readonly stale: (days: number) => string;
  readonly differs: string;
  readonly digest: (count: number) => string;
  readonly more: (count: number) => string;
  readonly open: string;
  readonly why: (company: string) => string;
};

export const TELLING_WORDS: Readonly<Record<"en" | "hi", TellingWords>> = {
  en: {
    what: {
      "sync-stale": "The books are not up to date",
      "tie-out-differs": "Our books differ from Tally's",
      "cash-below-floor": "Cash falls below your floor",
      "promise-broken": "Promise broken",
      "cheque-returned": "Cheque may have been returned",
      "class-worse": "Pays worse than before",
      slower: "Pays more slowly",
      "unapplied-receipt": "Money without a bill",
      "over-limit": "Billed beyond the credit limit",
      "msme-due": "Small supplier to be paid",
      "correction-conflict": "A correction no longer fits Tally",
      "correction-waiting": "Waits for your approval",
      "reply-waiting": "A customer has answered",
      "opt-out": "Wants no more messages",
    },
    stale: (days) =>
      days < 1
        ? "Tally could not be read for a day."
        : `Tally was last read ${days === 1 ? "1 day" : `${days} days`} ago.`,
    differs: "Until they are equal, forecasts are hidden.",
    digest: (count) => (count === 1 ? "1 thing for today" : `${count} things for today`),
    more: (count) => `and ${count} more`,
    open: "Open it in the app:",
    why: (company) =>
      `You are told this of ${company} because you asked for mail. What you are told, and when, you say here:`,
  },
  hi: {
    what: {
      "sync-stale": "खाते ताज़ा नहीं हैं",
      "tie-out-differs": "हमारे खाते Tally से अलग हैं",
      "cash-below-floor": "पैसा न्यूनतम सीमा से नीचे जाएगा",
      "promise-broken": "वादा टूटा",
      "cheque-returned": "चेक शायद लौटा है",
      "class-worse": "पहले से खराब भुगतान",
      slower: "धीमा भुगतान",
      "unapplied-receipt": "बिना बिल का पैसा",
      "over-limit": "उधार सीमा से ऊपर बिल",
      "msme-due": "छोटे सप्लायर को भुगतान",
      "correction-conflict": "एक सुधार अब Tally से मेल नहीं खाता",
      "correction-waiting": "आपकी मंज़ूरी बाकी",
      "reply-waiting": "ग्राहक का जवाब आया है",
      "opt-out": "और संदेश नहीं चाहिए",
    },
    stale: (days) => (days < 1 ? "एक दिन से Tally पढ़ा नहीं जा सका।" : `Tally ${days} दिन पहले पढ़ा गया था।`),
    differs: "जब तक मेल न खाएँ, पूर्वानुमान नहीं दिखाए जाते।",
    digest: (count) => (count === 1 ? "आज के लिए 1 बात" : `आज के लिए ${count} बातें`),
    more: (count) => `और ${count}`,
    open: "ऐप में देखें:",
    why: (company) => `${company} के बारे में यह ईमेल आपके कहने पर आता है। क्या और कब बताया जाए, यह यहाँ चुनें:`,
  },
};
