import { counted } from "../counted";

/** The assistant, in English. */
export const assistantEn = {
  heading: "Ask",
  hint: "Ask about your books as you would ask your accountant. Every figure comes from Tally's books as your screens show them.",
  field: "Ask about money, bills, sales…",
  send: "Ask",
  asking: "Looking in the books…",
  stop: "Stop",
  empty: "What would you like to know?",
  suggestions: "Questions for today",
  you: "You asked",
  definition: "How it is made",
  hideDefinition: "Hide how it is made",
  rows: (shown: number, all: number) =>
    shown === all ? counted(all, "row") : `${shown} of ${counted(all, "row")}`,
  chart: "Chart",
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
  failed: "The question could not be asked.",
};
export type AssistantWords = typeof assistantEn;
