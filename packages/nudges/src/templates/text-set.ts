import type { Stage } from "../kinds.ts";

/** A stage's texts in one language. A mail's and a letter's is an opening, put between the greeting and the list of bills. */
export type StageText = { sms: string; whatsapp: string; subject: string; opening: string };

/** All that one language needs. */
export type TextSet = {
  stages: Readonly<Record<Stage, StageText>>;
  greeting: string;
  total: string;
  closing: string;
  months: readonly string[];
  customer: string;
  /** So many bills that are not named. */
  more: (count: number) => string;
  due: (day: string) => string;
  /** Of several days the first. */
  onwards: (day: string) => string;
};
