import { alertHi } from "@cfa/contract/alert-words-hi";
import { alertEn, type AlertWords } from "@cfa/contract/alert-words";

/** The words that members are told with. */
export type TellingWords = {
  /** What there is to tell of. */
  readonly alert: AlertWords;
  readonly digest: (count: number) => string;
  readonly more: (count: number) => string;
  readonly open: string;
  readonly why: (company: string) => string;
};

export const TELLING_WORDS: Readonly<Record<"en" | "hi", TellingWords>> = {
  en: {
    alert: alertEn,
    digest: (count) => (count === 1 ? "1 thing for today" : `${count} things for today`),
    more: (count) => `and ${count} more`,
    open: "Open it in the app:",
    why: (company) =>
      `You are told this of ${company} because you asked for mail. What you are told, and when, you say here:`,
  },
  hi: {
    alert: alertHi,
    digest: (count) => (count === 1 ? "आज के लिए 1 बात" : `आज के लिए ${count} बातें`),
    more: (count) => `और ${count}`,
    open: "ऐप में देखें:",
    why: (company) => `${company} के बारे में यह ईमेल आपके कहने पर आता है। क्या और कब बताया जाए, यह यहाँ चुनें:`,
  },
};
