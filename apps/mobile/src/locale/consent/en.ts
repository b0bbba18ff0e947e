import { counted } from "../counted";

/** Customers' leave to be written to, in English. */
export const consentEn = {
  heading: "Customers' consent",
  ofHeading: (name: string) => `Consent of ${name}`,
  text: "What customers have said of being written to, with who took it down and on what proof. Nothing here is ever changed: a newer word counts in the place of an older one.",
  standing: "How it stands",
  standingHint:
    "WhatsApp and every offer need a customer's leave. Reminders by SMS and e-mail go by the ground that an owner has said, until the customer says stop.",
  kinds: { reminder: "Reminders, thanks, statements", offer: "Offers" },
  said: { given: "Leave given", withdrawn: "Said stop" },
  none: "Nothing said",
  stopped: (n: number) => `stop from ${counted(n, "number or address", "numbers or addresses")}`,
  say: "Note a word",
  sayTitle: (name: string) => `What ${name} has said`,
  kind: "About what",
  ways: "By which ways",
  waysWrong: "Choose a way at least.",
  what: "What was said",
  source: "How you know",
  sources: {
    "owner-attested": "Said to one of us",
    "signed-form": "Signed form",
    import: "Taken over from a list",
    reply: "Reply of the customer",
    "pay-page": "On the page of a message",
    provider: "Told by the carrier",
  },
  sourceHints: {
    "owner-attested": "On the phone, in the shop, by a message to you",
    "signed-form": "On paper or on screen, with the customer's name under it",
    import: "From a list that you keep elsewhere",
  },
  proof: "Proof",
  proofHint: "The wording, the day, the form's number, where it is kept.",
  proofWrong: "Say what proves it, in a few words.",
  keep: "Keep it",
  kept: (n: number) => `${counted(n, "word")} kept.`,
  already: "That was the latest word already.",
  refusals: {
    "not-there": "The customer is not there any more.",
    "customer-withdrew": "The customer said stop himself. Only his signature on a form gives leave again.",
  },
  history: "What was said",
  noHistory: "Nothing was said yet",
  noHistoryText:
    "A word that you note on a customer's page, or that a customer answers, stands here for good.",
  gone: "A customer that is gone from Tally",
  ofAddress: (end: string) => `of …${end}`,
  ofErased: "of an address that was erased",
  by: (moment: string, by: string) => `taken down ${moment} by ${by}`,
  toParty: "To the customer",
  erase: {
    heading: "Erase contact data",
    text: "When the customer asks for it: how it is reached, whom to ask for and what was written both ways goes for good, and the links in earlier messages open nothing any more. Its vouchers stay, and so does a stop.",
    sureText: (name: string) =>
      `The phone numbers, mail addresses and texts of ${name} are erased. Nothing brings them back.`,
    yes: "Erase for good",
    done: (gone: string) => `Erased: ${gone}.`,
    nothing: "Nothing of it is kept here any more.",
    addresses: (n: number) => counted(n, "number or address", "numbers or addresses"),
    texts: (n: number) => counted(n, "text of a message", "texts of messages"),
    links: (n: number) => `${counted(n, "link")} ended`,
    inTally:
      "Tally still says how this customer is reached. It is neither shown nor used here; take it out of the ledger in Tally too.",
  },
  log: {
    heading: "Who has looked",
    hint: "Who opened customers' addresses, messages and consent here, once an hour each. Kept for more than a year, for owners alone.",
    looked: {
      contacts: "Addresses",
      "message-log": "Messages",
      consent: "Consent",
      inbound: "Replies",
      export: "Everything, taken along",
    },
    all: "of all customers",
    none: "Nobody has looked yet",
  },
};
export type ConsentWords = typeof consentEn;
