import type { PaymentClass } from "@cfa/insights/payment-behaviour";
import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { AddressFact, PlannedBill, StepFact } from "./facts.ts";
import type { Approval, Kind, Language, Stage, Tag, VariableName, Way } from "./kinds.ts";
import type { TemplateFact } from "./rules.ts";
import type { EndCode, MovedCode, PreflightCode, PutOffCode } from "./silence.ts";

/* What planning and judging answer. */

/** A text with its values in it. `values` in the template's order; `hasLink`: a place for the link, which is put in when it is sent. */
export type Rendered = {
  subject: string | null;
  body: string;
  values: readonly { name: VariableName; tag: Tag; text: string }[];
  /** Of an SMS; one of every other. */
  units: number;
  cost: Paise;
  hasLink: boolean;
};

/** Why a text may not go out as it is; `name`: the variable it is about. */
export type Refusal = { code: PreflightCode; name: VariableName | null };

/** Why a nudge is sent. `days`: after the due date, before it when negative. */
export type Why =
  | { code: "stage"; stage: Stage; bill: string; days: number }
  | { code: "class"; class: PaymentClass }
  | { code: "promise-broken"; day: LocalDate; amount: Paise }
  | { code: "together"; bills: number; amount: Paise }
  | { code: "offer"; until: LocalDate; off: Paise }
  | { code: "received"; day: LocalDate; amount: Paise }
  | { code: "asked" };

/** Why it is sent then. */
export type WhyNow =
  | { code: "hour"; hour: number; basis: "chosen" | "party" | "company" | "usual" }
  | { code: "moved"; from: LocalDate; why: MovedCode };

/** Why this, and why now: codes and values, the words are the app's. */
export type Reason = { why: readonly Why[]; now: readonly WhyNow[] };

/** A nudge that would go out. One of a party, kind, stage and day. */
export type PlannedNudge = {
  guid: string;
  kind: Kind;
  stage: Stage;
  day: LocalDate;
  sendAt: Date;
  /** From then on it is not sent any more. */
  notAfter: Date;
  approval: Approval;
  language: Language;
  /** Those it can go by, the best first. */
  wayOrder: readonly Way[];
  bills: readonly PlannedBill[];
  amount: Paise;
  preview: Readonly<Partial<Record<Way, Rendered>>>;
  /** By the first of its ways. */
  cost: Paise;
  offerId: string | null;
  reason: Reason;
};

/** A due stage of a bill: open, where a nudge of the plan speaks of it, or silent with its code. */
export type StepLook = Omit<StepFact, "nudgeId"> & { guid: string };

/** What is to be sent, what became of every due stage, and whom a person should call. */
export type Plan = {
  nudges: readonly PlannedNudge[];
  steps: readonly StepLook[];
  byPerson: readonly { guid: string; amount: Paise }[];
};

/** What is to become of a nudge now. Ask-again: it goes back to who approves, as what was said does not cover it. */
export type SendVerdict =
  | {
      kind: "send";
      way: Way;
      address: AddressFact | null;
      template: TemplateFact | null;
      rendered: Rendered;
      bills: readonly PlannedBill[];
    }
  | { kind: "put-off"; until: Date; code: PutOffCode }
  | { kind: "end"; code: EndCode }
  | { kind: "ask-again"; code: "more-than-approved" | "not-approved" | "tie-out-unknown" };
