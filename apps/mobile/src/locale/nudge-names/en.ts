import { counted } from "../counted";

/** What messages to customers, their steps and their ways are called, and where they are set, in English. */
export const nudgeNamesEn = {
  ways: { whatsapp: "WhatsApp", sms: "SMS", email: "E-mail", print: "Letter" },
  kinds: { reminder: "Reminder", offer: "Offer", thanks: "Thanks", statement: "Statement" },
  stages: {
    "before-due": "Notice ahead",
    due: "On the due day",
    "after-3": "Gentle reminder",
    "after-7": "Asks when it comes",
    "after-15": "Asks for a day",
    "after-30": "Asks for it this week",
    final: "Last written reminder",
    "promise-broken": "Promise not kept",
    offered: "Offer made",
    ending: "Offer ends soon",
    paid: "Thanks for the money",
    asked: "Statement",
  },
  waiting: (n: number) => `${counted(n, "message")} to customers ${n === 1 ? "waits" : "wait"} for a word`,
  noneWaiting: "Messages to customers",
  reminders: { heading: "Reminders", hint: "Whether, when and how customers are written to" },
  templates: { heading: "Texts of messages", hint: "What customers are written, in your own words" },
  channels: { heading: "Ways of writing", hint: "Your own accounts for WhatsApp, SMS and e-mail" },
};
export type NudgeNames = typeof nudgeNamesEn;
