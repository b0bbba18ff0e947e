import { alertEn } from "@cfa/contract/alert-words";

import { counted } from "../counted";

const days = (n: number) => counted(n, "day");
const bills = (n: number) => counted(n, "bill");

/** The words about how parties pay and when bills will be paid. They hold for both sides: bills are paid, whoever pays. */
export const paymentsEn = {
  heading: { receivable: "How it pays", payable: "How we pay it" },
  classes: alertEn.classes,
  filter: "By how they pay",
  allClasses: "All",
  noneInClass: "Nobody here pays so",
  noneInClassText: "Choose another way of paying, or all.",
  sure: {
    certain: "almost certain",
    sure: "quite sure",
    fair: "fairly sure",
    near: "not sure: close to another class",
  },
  notLearned: "Not learned yet",
  notLearnedText: "It is learned by itself after Tally has been read, from bills that were paid.",
  nothingOf: "Nothing is learned of it yet",
  nothingOfText: "There was no bill of this side in what was learned.",
  behind: "The books have changed since. It is being learned again.",
  ofToday: "What is learned is about today, not about an earlier day.",
  learnedFor: (day: string) => `Learned for ${day}`,
  fewData: "Few data: too few bills were paid to put it into a class.",
  nonePaid: "No bill was paid yet.",
  lateNone: (last: number) =>
    last === 1 ? "The last bill was not paid late." : `None of the last ${bills(last)} was paid late.`,
  lateAll: (last: number) =>
    last === 1 ? "The last bill was paid late." : `All of the last ${bills(last)} were paid late.`,
  lateSome: (late: number, last: number) =>
    `${late} of the last ${bills(last)} ${late === 1 ? "was" : "were"} paid late.`,
  most: (range: string) => `Most were paid ${range}.`,
  turnLater: (n: number) => `The last three took ${days(n)} longer still.`,
  turnSooner: (n: number) => `The last three were ${days(n)} faster.`,
  overdue: (n: number) => `${counted(n, "open bill is", "open bills are")} overdue.`,
  onDue: "on the due date",
  after: (n: number) => `${days(n)} after the due date`,
  before: (n: number) => `${days(n)} before the due date`,
  afterRange: (from: number, to: number) => `${from}–${days(to)} after the due date`,
  beforeRange: (from: number, to: number) => `${from}–${days(to)} before the due date`,
  around: (early: number, late: number) =>
    `between ${days(early)} before and ${days(late)} after the due date`,
  upToAfter: (n: number) => `up to ${days(n)} after the due date`,
  upToBefore: (n: number) => `up to ${days(n)} before the due date`,
  slower: (day: string, n: number) => `Since ${day} slower by ${days(n)}`,
  faster: (day: string, n: number) => `Since ${day} faster by ${days(n)}`,
  driftFrom: (before: string, now: string) => `until then ${before}, now ${now}`,
  expected: "Next bill",
  giveOrTake: (n: number) => `give or take ${days(n)}`,
  risk: "Risk",
  ofHundred: (risk: number) => `${risk} of 100`,
  levels: { none: "none seen", low: "low", medium: "medium", high: "high", grave: "very high" },
  drivers: {
    delay: "Late payment",
    spread: "Uneven payment",
    overdue: "Bills long overdue",
    slower: "Getting slower",
    never: "May not come at all",
  },
  points: (n: number) => counted(n, "point"),
  loss: "May be lost",
  lossWhy: "Open sums by the chance that they do not come within 180 days",
  limit: "Suggested credit limit",
  limitUnknown: "Too few paid bills",
  limitInTally: (amount: string) => `In Tally: ${amount}`,
  limitHere: (amount: string) => `Set here: ${amount}`,
  limitNone: "none",
  pinned: (who: string, when: string) => `Said by ${who}, ${when}`,
  payments: "Its payments say",
  takeBack: "Take back",
  forecast: {
    heading: { receivable: "When it will be paid", payable: "When we will pay it" },
    range: "In four cases of five",
    likely: (day: string) => `Likely ${day}`,
    between: (from: string, to: string) => `between ${from} and ${to}`,
    fromOn: (from: string) => `from ${from} on, maybe much later`,
    later: "No day can be named: it may take more than a year",
    late: (chance: string) => `${chance} chance of being late`,
    lateLabel: "Chance of being late",
    overdue: "overdue already",
    never: "Chance of not coming within 180 days",
    amount: "Of this sum",
    why: "Why",
    restsOn: "What it rests on",
    today: "Today",
    due: "Due",
    track: (due: string, likely: string, range: string) => `Due ${due}. ${likely}, ${range}.`,
    basis: {
      trees: "All that was learned: habits, the calendar, and finer patterns of this company's payments.",
      hazard: "How bills were paid so far: the party's habit, the company's, and the calendar.",
      plain:
        "The due date and the party's usual delay: this plain rule has told this company's past better than what was learned.",
      "due-date": "The due date and what is usual elsewhere: nothing was ever paid here.",
    },
    missing: {
      settled: "Nothing is open: no payment is awaited.",
      "not-learned": "Not learned yet. It comes by itself after Tally has been read.",
      "not-forecast":
        "Not forecast: its party is never chased, or it is too old, or newer than what was learned.",
    },
    unforecast: {
      tds: "Not forecast: it is open for its tax alone.",
      likely: "Not forecast: money on account probably covers it.",
      disputed: "Not forecast: it is disputed.",
      newer: "Not forecast yet: it is newer than what was learned.",
    },
    reasons: {
      partyDelay: (delay: string, settled: number) =>
        `Bills of this party are usually paid ${delay} (${bills(settled)} so far)`,
      companyDelay: (delay: string) => `Bills of all parties are usually paid ${delay}`,
      openLonger: (n: number) => `Open ${days(n)} longer than is usual for this party`,
      paidToday: "A bill of this party was paid today",
      paidLately: (n: number) => `A bill of this party was paid ${days(n)} ago`,
      slower: (n: number) => `Lately slower by ${days(n)}`,
      faster: (n: number) => `Lately faster by ${days(n)}`,
      weekday: (day: string) => `Mostly paid on a ${day}`,
      monthPart: (part: string) => `Mostly paid ${part}`,
      promised: (day: string) => `Promised by ${day}`,
      disputed: (amount: string) => `${amount} of it is disputed`,
      tdsAwaited: (amount: string) => `${amount} of it is tax that is awaited`,
      noneSettled: "Few data: no bill of this party was paid yet",
      fewData: (n: number) => `Few data: only ${bills(n)} of this party ${n === 1 ? "was" : "were"} paid`,
    },
    weekdays: [
      "Monday",
      "Tuesday",
      "Wednesday",
      "Thursday",
      "Friday",
      "Saturday",
      "Sunday",
    ] as readonly string[],
    monthParts: [
      "from the 1st to the 5th",
      "from the 6th to the 10th",
      "from the 11th to the 15th",
      "from the 16th to the 20th",
      "from the 21st to the 25th",
      "in the last week of the month",
      "on the last two days of the month",
    ] as readonly string[],
  },
  history: {
    heading: { receivable: "How its bills were paid", payable: "How we paid its bills" },
    hint: (shown: number, paid: number) =>
      shown < paid ? `The last ${bills(shown)} of ${paid}` : `${bills(paid)} so far`,
    none: "No bill was paid yet",
    axis: "Days from the due date",
    usual: "Usual delay",
    key: { late: "After the due date", early: "Up to the due date", inferred: "Inferred" },
    summary: (late: number, of: number) =>
      late === 0
        ? `None of these ${bills(of)} was paid after its due date.`
        : `${late} of these ${bills(of)} ${late === 1 ? "was" : "were"} paid after ${late === 1 ? "its" : "their"} due date.`,
    middle: (delay: string) => `In the middle ${delay}.`,
    latest: (day: string, delay: string) => `The latest on ${day}, ${delay}.`,
    beyond: (n: number) =>
      n === 1
        ? "1 bill lies beyond the edge of the picture."
        : `${bills(n)} lie beyond the edge of the picture.`,
    dueOn: (day: string) => `Due ${day}`,
    paidOn: (day: string) => `Paid ${day}`,
    shortOn: "due date",
    shortLate: (n: number) => `${days(n)} late`,
    shortEarly: (n: number) => `${days(n)} early`,
  },
};
