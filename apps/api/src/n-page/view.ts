import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { PayLanguage } from "../pay-page/figures.ts";
import type { WaysToPay } from "../pay-page/ways-to-pay.ts";
import type { PayWords } from "../pay-page/words-en.ts";
import { nudgeWordsEn, type NudgeWords } from "./words-en.ts";
import { nudgeWordsHi } from "./words-hi.ts";

export const NUDGE_WORDS: Readonly<Record<PayLanguage, NudgeWords>> = { en: nudgeWordsEn, hi: nudgeWordsHi };

/** A bill of the message as it stands now. */
export type NudgeBill = {
  readonly billId: string;
  /** Of the party it is on. */
  readonly ledgerId: string;
  readonly name: string;
  readonly date: LocalDate;
  readonly dueDate: LocalDate;
  readonly open: Paise;
  /** What is asked for: without what is disputed, only tax withheld, or likely paid already. */
  readonly due: Paise;
  readonly standing: "open" | "settled" | "disputed" | "covered" | "tax";
};

/** All that the page shows: nothing else reaches it. */
export type NudgeView = {
  readonly seller: string;
  readonly bills: readonly NudgeBill[];
  readonly due: Paise;
  readonly ways: WaysToPay;
  /** The day that the customer has named; null: none, or it is past. */
  readonly promisedDay: LocalDate | null;
  /** Days that may be named. */
  readonly promiseDays: { readonly first: LocalDate; readonly last: LocalDate };
  /** The customer has said that it is paid, and somebody still looks for the payment. */
  readonly isSaidPaid: boolean;
  readonly isStopped: boolean;
};

/** How it is shown this once. */
export type NudgeShowing = {
  readonly language: PayLanguage;
  readonly words: NudgeWords;
  /** What every page for customers says. */
  readonly common: PayWords;
  readonly path: string;
  readonly nonce: string;
  readonly notice: string | null;
};
