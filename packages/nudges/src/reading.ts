import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

/** What a reply asks for or says. Only what is certain is acted on without a person. */
export type Reading = {
  intent: "stop" | "stop-offers" | "start" | "promise" | "dispute" | "paid" | "other";
  isCertain: boolean;
  /** The day that is promised, or that something was paid on. */
  day: LocalDate | null;
  amount: Paise | null;
  utr: string | null;
};
