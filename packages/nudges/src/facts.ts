import type { PaymentClass } from "@cfa/insights/payment-behaviour";
import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { AttemptState, Kind, Language, NudgeApproval, NudgeState, Stage, Way } from "./kinds.ts";
import type { SilenceCode } from "./silence.ts";

/* What is known of a party when nudges are planned and, anew, when one is about to be sent. A party is a whole group of ledgers that a
   person has joined; `guid` is that of the ledger at its head. */

/** Which bill: the ledger it stands on, its key there and its day. */
export type BillKey = { guid: string; billKey: string; billDate: LocalDate };

/** An open bill; `name` is what the company calls it. */
export type BillFact = {
  key: BillKey;
  billId: string;
  name: string;
  date: LocalDate;
  dueDate: LocalDate;
  open: Paise;
  /** Of `open`: said to be wrong by somebody. */
  disputed: Paise;
  /** Of `open`: just the tax withheld, whose certificate is still to come. */
  tdsAwaited: Paise;
  /** Of `open`: likely settled already by money that no bill has taken. */
  covered: Paise;
  /** Of `open`: settled by receipts in the books that are dated after today. */
  postDated: Paise;
};

/** A promise to pay, judged as of the day the facts are of. */
export type PromiseFact = {
  id: string;
  amount: Paise;
  day: LocalDate;
  givenOn: LocalDate;
  standing: "open" | "kept" | "broken";
};

/** Somebody's word that there is nothing to remind of, until the books or a person say so. `bill` null: not of one bill. */
export type Claim = {
  kind: "said-paid" | "paid-at-gateway" | "reply-waiting";
  at: Date;
  amount: Paise | null;
  bill: BillKey | null;
};

/** Where a party can be reached, in a form that can be used; of one way the newest first. `end`: as much of it as is shown. */
export type AddressFact = { way: Way; address: string; hash: string; end: string; isDead: boolean };

/** A party's leave to be written to, of the whole party or of one address. */
export type ConsentFact = {
  of: "party" | "address";
  hash: string | null;
  kind: "reminder" | "offer";
  way: Way;
  said: "given" | "withdrawn";
  at: Date;
};

/** A message that went out, or may have: an attempt that is calling or further. Of all ledgers of the party. */
export type SentFact = { nudgeId: string; kind: Kind; stage: Stage; day: LocalDate; at: Date };

/** A stage that a bill reached, and what became of it. */
export type StepFact = {
  bill: BillKey;
  stage: Stage;
  dueOn: LocalDate;
  state: "open" | "taken" | "silent";
  nudgeId: string | null;
  code: SilenceCode | null;
};

/** An offer that stands. `discount` in basis points. */
export type LiveOfferFact = {
  offerId: string;
  bill: BillKey;
  state: "approved" | "accepted";
  isHeldOut: boolean;
  steps: readonly { until: LocalDate; pay: Paise; off: Paise; discount: number }[];
};

/** Money that came, and the bills it closed. */
export type ReceiptFact = {
  voucher: string;
  date: LocalDate;
  seenAt: Date;
  amount: Paise;
  closed: readonly Pick<BillFact, "key" | "name" | "dueDate">[];
};

/** When and by what a party answered: it read, it replied, it opened a page, it paid on one. */
export type ResponseFact = { at: Date; what: "read" | "reply" | "page" | "paid-page" };

/** All that bears on whether a party is written to. */
export type PartyFacts = {
  guid: string;
  name: string;
  class: PaymentClass;
  language: Language;
  isExcluded: boolean;
  /** Until that day, it included, a person wants no word sent. */
  quietUntil: LocalDate | null;
  bills: readonly BillFact[];
  unapplied: Paise;
  promises: readonly PromiseFact[];
  /** Its bills here come to what Tally says, as far as that is known. */
  isPartyTied: boolean;
  claims: readonly Claim[];
  addresses: readonly AddressFact[];
  consent: readonly ConsentFact[];
  /** The party's own order of ways, else the company's. */
  wayOrder: readonly Way[];
  /** The hour of the day in India a person chose for it. */
  hour: number | null;
  responses: readonly ResponseFact[];
  /** Of the last thirty days. */
  sent: readonly SentFact[];
  steps: readonly StepFact[];
  offer: LiveOfferFact | null;
  /** Of the last seven days. */
  received: readonly ReceiptFact[];
};

/** What may be said to a party hangs on this alone, by whatever way it is said. */
export type PartyStanding = Omit<
  PartyFacts,
  "addresses" | "consent" | "wayOrder" | "hour" | "responses" | "sent"
>;

/** A bill as a nudge speaks of it. Stage null: it is listed, and did not cause the nudge. */
export type PlannedBill = {
  bill: BillKey;
  name: string;
  dueDate: LocalDate;
  amount: Paise;
  stage: Stage | null;
};

/** A nudge as it is kept. `amount`: what was approved, where it was. */
export type StoredNudge = {
  nudgeId: string;
  guid: string;
  kind: Kind;
  stage: Stage;
  day: LocalDate;
  state: NudgeState;
  approval: NudgeApproval;
  isApproved: boolean;
  sendAt: Date;
  notAfter: Date;
  bills: readonly PlannedBill[];
  amount: Paise;
  offerId: string | null;
  wayOrder: readonly Way[];
  language: Language;
};

/** Why an attempt did not get through, and what is no good because of it. */
export type Failure = { scope: "message" | "address" | "template" | "account"; code: string; detail: string };

/** An attempt of the nudge that is judged. */
export type AttemptFact = { no: number; way: Way; state: AttemptState; failure: Failure | null };

/** How the company's books stand at the moment of sending. `debtorsOff`: by how much the debtors' total differs from Tally's. */
export type BooksFact = {
  readAt: Date | null;
  /** By `freshnessAt` of the books. */
  freshness: "fresh" | "stale" | "never";
  tieOut: "equal" | "different" | "unknown";
  debtorsOff: Paise;
  isChanging: boolean;
  generation: bigint;
};

/** All that one nudge is judged by in the transaction that would send it. */
export type SendFacts = {
  nudge: StoredNudge;
  party: PartyFacts;
  attempts: readonly AttemptFact[];
  books: BooksFact;
  offerHeldOut: boolean;
};
