import type { LocalDate } from "@cfa/values/local-date";

import type { PayLanguage } from "./figures.ts";
import type { PayStanding } from "./standing.ts";
import type { WaysToPay } from "./ways-to-pay.ts";
import type { PayWords } from "./words-en.ts";

/** All that a page shows: nothing else reaches it. */
export type PayView = {
  readonly seller: string;
  readonly billName: string;
  readonly style: "percent" | "rupees";
  readonly standing: PayStanding;
  readonly paid: bigint | null;
  readonly ways: WaysToPay;
  /** Where the step that is good now is paid by card or netbanking; null: nowhere. */
  readonly gateway: string | null;
  /** What the gateway says was paid of what is open in the books; null: nothing. */
  readonly reported: bigint | null;
  /** The day that the customer has named; null: none, or it is past. */
  readonly promisedDay: LocalDate | null;
  /** Days that may be named. */
  readonly promiseDays: { readonly first: LocalDate; readonly last: LocalDate };
};

/** How it is shown this once. */
export type Showing = {
  readonly language: PayLanguage;
  readonly words: PayWords;
  readonly path: string;
  readonly nonce: string;
  readonly now: Date;
  readonly notice: string | null;
};
