import { counted } from "../counted";

/** The assistant, in English. */
export const assistantEn = {
  heading: "Ask",
  hint: "Ask about your books as you would ask your accountant. Every figure comes from Tally's books as your screens show them.",
  field: "Ask about money, bills, sales…",
  send: "Ask",
  asking: "Looking in the books…",
  stop: "Stop",
  stopped: "You stopped this question.",
  again: "Ask again",
  voice: {
    begin: "Speak your question",
    end: "Stop listening",
    hearing: "Listening… Your browser turns speech into text; its maker may do that on a server of its own.",
    failures: {
      "not-allowed":
        "The browser does not let this page listen. Allow the microphone for it, or write your question.",
      "not-heard": "Nothing was heard. Try again, or write your question.",
    },
  },
  exact: {
    voucher: (number: string) => `Voucher ${number}`,
    ledger: (name: string) => `Ledger of ${name}`,
    owes: (name: string) => `How much does ${name} owe us?`,
    lastPaid: (name: string) => `When did ${name} last pay?`,
    daysToPay: (name: string) => `How many days does ${name} take to pay?`,
    sold: (name: string) => `Sales to ${name} this month`,
    isOwed: (name: string) => `How much do we owe ${name}?`,
    lastPaidTo: (name: string) => `When did we last pay ${name}?`,
    bought: (name: string) => `Purchases from ${name} this month`,
  },
  empty: "What would you like to know?",
  suggestions: "Questions for today",
  you: "You asked",
  definition: "How it is made",
  hideDefinition: "Hide how it is made",
  rows: (shown: number, all: number) =>
    shown === all ? counted(all, "row") : `${shown} of ${counted(all, "row")}`,
  vouchers: (n: number) => `Made of ${counted(n, "voucher")}.`,
  before: "Before",
  read: (ago: string) => `Tally was read ${ago}`,
  neverRead: "Tally has not been read yet",
  tieOut: {
    equal: "matches Tally",
    different: "differs from Tally",
    unknown: "not compared with Tally yet",
  },
  draft: "Draft, for you to send. Nothing was sent.",
  copy: "Copy",
  near: "You can ask:",
  right: "This is right",
  wrong: "This is wrong",
  thanks: "Noted, thank you.",
  history: {
    heading: "What I asked",
    hint: "Only you see this.",
    none: "Nothing was asked yet",
    questions: (n: number) => counted(n, "question"),
    open: "Open",
    remove: "Delete",
    removeAll: "Delete everything I asked",
    removeAllSure: "All your questions and their answers are deleted for good. The books stay as they are.",
    fresh: "New conversation",
  },
};
export type AssistantWords = typeof assistantEn;
