import type { Failure } from "@cfa/nudges/facts";
import type { Language, Provider, Way } from "@cfa/nudges/kinds";
import type { Rendered } from "@cfa/nudges/plan";
import type { TemplateFact } from "@cfa/nudges/rules";
import type { Paise } from "@cfa/values/money";

/*
 * What is asked of whoever carries a message, and what it tells. A provider is asked once: none of them takes a key that would make a second asking harmless,
 * so what may have been sent is never sent again.
 */

/** A message on its way out. */
export type Outgoing = {
  readonly attemptId: string;
  /** Ours, for what has one of its own: a mail. With its angle brackets. */
  readonly messageId: string;
  /** +91…, a WhatsApp user's id (IN.…) or a mail address. */
  readonly to: string;
  /** With the page that it leads to, in the clear only here. */
  readonly rendered: Rendered;
  readonly template: TemplateFact | null;
  readonly language: Language;
  /** Where one request without a question ends it; null: it leads nowhere, as a letter and a word of thanks. */
  readonly stopUrl: string | null;
};

/**
 * What came of a call. `accepted` is not delivered. `refused`: surely not sent, and it will not be as it is. `later`: surely not sent, try again. `unknown`:
 * it may have been; look, and do not send again.
 */
export type Outcome =
  | { readonly kind: "accepted"; readonly providerId: string }
  | ({ readonly kind: "refused" } & Refused)
  | { readonly kind: "later"; readonly afterSeconds: number; readonly code: string }
  | { readonly kind: "unknown"; readonly code: string };

/** A failure with a code of ours; `detail` is the provider's own code and words, without numbers of people and without secrets. */
export type Refused = { readonly [Scope in keyof FailureCodes]: Of<Scope> }[keyof FailureCodes];
type Of<Scope extends keyof FailureCodes> = {
  readonly scope: Scope;
  readonly code: FailureCodes[Scope];
  readonly detail: string;
};

/**
 * Why something did not get through, whoever carried it.
 * - message: `too-long`, `refused`, `expired`.
 * - address: `dead` nobody is reached there; `opted-out` of everything, `opted-out-offers`; `withheld` this one, now; `window-shut` wants a template.
 * - template: `missing`, `mismatch` with its values, `paused`, `recategorised`, `dlt` registered otherwise with the operators.
 * - account: `bad-keys`, `wallet`, `blocked`, `bad-sender`, `bad-host`, `bad-tls`.
 */
export type FailureCodes = {
  message: "too-long" | "refused" | "expired";
  address: "dead" | "opted-out" | "opted-out-offers" | "withheld" | "window-shut";
  template: "missing" | "mismatch" | "paused" | "recategorised" | "dlt";
  account: "bad-keys" | "wallet" | "blocked" | "bad-sender" | "bad-host" | "bad-tls";
};

/** What a provider says of a message it took. Which: by `attemptId` where it echoes ours, else by `providerId`. */
export type Told = {
  readonly attemptId: string | null;
  readonly providerId: string | null;
  readonly state: "accepted" | "sent" | "delivered" | "read" | "failed";
  readonly at: Date | null;
  readonly failure: Failure | null;
  readonly cost: Paise | null;
};

/** What somebody wrote. `replyTo`: the message it answers, by our attempt's id, by our Message-ID or by the provider's id. */
export type InboundTold = {
  readonly providerId: string;
  readonly way: Way;
  readonly from: string;
  readonly text: string;
  readonly at: Date | null;
  readonly replyTo: string | null;
  /** The provider itself has stopped all messages to it. */
  readonly oneClickStop: boolean;
};

/** What a provider did with a template of the company's. */
export type TemplateTold = {
  readonly providerName: string;
  readonly language: string;
  readonly change: "approved" | "rejected" | "paused" | "disabled" | "recategorised";
  readonly category: string | null;
  readonly why: string | null;
};

/** How the account itself stands. */
export type AccountTold = { readonly what: "quality" | "wallet" | "blocked"; readonly value: string };

/** All that one event tells. */
export type EventTold = {
  readonly told: readonly Told[];
  readonly replies: readonly InboundTold[];
  readonly templates: readonly TemplateTold[];
  readonly account: readonly AccountTold[];
};

/** Reads what a provider has sent to its hook; null: it is nothing of that provider's. */
export type EventReader = (body: string) => EventTold | null;

/** An attempt to be looked up. */
export type Sought = {
  readonly attemptId: string;
  readonly providerId: string | null;
  readonly to: string;
  readonly calledAt: Date;
  readonly body: string;
};

/** A company's account with one who carries messages. */
export type Channel = {
  readonly provider: Provider;
  /** Hands a message over, once. Throws nothing. */
  send(message: Outgoing, signal: AbortSignal): Promise<Outcome>;
  /** What became of it, as far as that can be asked. `later`: it could not be asked now. */
  ask(sought: Sought, signal: AbortSignal): Promise<Told | "not-there" | "cannot-say" | "later">;
};

/** Where everything is, from the settings; on a test's own machine in tests. */
export type ChannelUrls = {
  readonly graph: string;
  readonly twilio: string;
  readonly msg91: string;
  readonly expo: string;
  /** Under which hooks are called, such as https://app.example.in/hooks; null: nobody can call us. */
  readonly hooks: string | null;
  /** This server is reached from its own machine alone, so a mail server on it may be meant. */
  readonly isLoopback: boolean;
};

/** Opens an account by what is kept of it. Where something is missing, each message is refused for that. */
export type OpenChannel = (
  account: { readonly config: unknown; readonly secrets: Readonly<Record<string, string>> },
  urls: ChannelUrls,
) => Channel;

export const NOTHING_TOLD: EventTold = { told: [], replies: [], templates: [], account: [] };
