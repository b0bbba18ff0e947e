import { counted } from "../counted";

/** The words of the discount register. */
export const offerRegisterEn = {
  heading: "Discount register",
  text: "Discounts that customers earned by paying in time, each with its credit note. A note is drafted here, looked at, and goes to Tally only when someone accepts it.",
  earned: "Earned",
  toPost: "Notes to post",
  times: (n: number) => counted(n, "discount"),
  lists: { "to-post": "To post", posted: "In Tally", all: "All" },
  list: "Which discounts",
  none: "No discount has been earned yet",
  noneText:
    "When a customer pays within an offer, the discount stands here until its credit note is in Tally.",
  nonePosted: "No note is in Tally yet",
  noneToPost: "Every note is in Tally",
  gone: "Party gone from Tally",
  bill: (name: string, date: string) => `Bill ${name} of ${date}`,
  paid: (sum: string, day: string) => `Paid ${sum} on ${day}`,
  told: {
    bill: "The receipt is set against the bill.",
    reference: "The receipt is on account and carries the reference. Set it against the bill in Tally.",
    amount:
      "The receipt is on account; its sum and day fit this bill alone. Check it and set it against the bill in Tally.",
  },
  states: {
    "to-post": "To post",
    drafted: "Drafted",
    optional: "Optional in Tally",
    posted: "In Tally",
    gone: "Taken out of Tally",
  },
  kinds: { financial: "Financial note", section34: "GST note, section 34" },
  number: (number: string, day: string) => `Note ${number} of ${day}`,
  clock: (day: string, left: number) =>
    left < 0
      ? `A GST note had to be declared by ${day}.`
      : `A GST note is declared by ${day}: ${counted(left, "day")} left. The annual return may come first.`,
  see: "See the draft",
  choose: "Draft the note",
  close: "Close",
  kind: "Kind of credit note",
  means: {
    financial:
      "Your GST on the sale stays as it was and the customer keeps its credit. The discount costs you the whole sum.",
    section34:
      "Takes back the GST in the discount, split as the sale had it. The customer must reverse its credit. Tally takes it as a file or an optional voucher.",
  },
  agreed: "The discount was agreed with the customer at or before the sale, in writing",
  refused: {
    "no-rule": "No GST note: no rule is known for this day.",
    "no-tax": "No GST note: the sale in Tally shows no GST.",
    "not-agreed-before": "No GST note: it needs a discount that was agreed before the sale.",
    "too-late": "No GST note: the last day to declare it has passed.",
  },
  ledger: "The discount goes to",
  ledgerHint: "The ledger used last comes first.",
  noLedgers: "Tally has no expense or income ledger that could take the discount. Make one there first.",
  more: "More ledgers",
  draft: "Draft the credit note",
  months: "By month of payment",
  rules: "What the rules say",
  rulesText:
    "Nothing here is tax advice. What is marked was not seen at its source: let an accountant look at it.",
  review: "For an accountant to review",
  seen: "Seen at its source",
  from: (day: string) => `From ${day}`,
  notInForce: "Enacted, not in force as far as known",
  source: (source: string, day: string) => `Source: ${source}; looked at on ${day}`,
  ruleNames: {
    "note-with-tax": "Credit note with GST",
    "note-without-tax": "Credit note without GST",
    "note-deadline": "Last day to declare a note with GST",
  } as Record<string, string>,
  keep: "Keep the register",
};

export type OfferRegisterWords = typeof offerRegisterEn;
