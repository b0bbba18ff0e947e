import { counted } from "../counted";

const customers = (n: number) => counted(n, "customer");

/** What offers brought, in English. Sums, shares and days come as they are to be read. */
export const offerResultsEn = {
  heading: "What offers brought",
  none: "Nothing to measure yet",
  noneText:
    "Once offers are proposed, customers with them are measured against customers kept without. Before any go out, check how they are proposed.",
  settings: "How offers are proposed",
  verdicts: {
    "cannot-tell": "Cannot tell yet",
    gain: "Offers bring you money",
    loss: "Offers cost more than they bring",
  },
  arms: (treated: number, heldOut: number) =>
    `${customers(treated)} with offers, ${customers(heldOut)} kept without to measure by.`,
  net: (sum: string, low: string, high: string) =>
    `Net so far: ${sum}. With 90 % certainty it lies between ${low} and ${high}.`,
  whyCannotTell: "That range holds both gain and loss, so chance alone could explain it.",
  tooFew: "Two customers on each side are the least from which anything can be said.",
  needed: (n: number) =>
    `Your customers differ much from each other: to see them pay five days earlier takes about ${customers(n)} on each side.`,
  known:
    "The whole range is on one side of zero. One verdict may still be chance; two quarters that agree say more.",
  asOf: (day: string, moment: string) => `By ${day}, measured ${moment}`,
  stopped: (day: string, to: string) =>
    `Switched off on ${day}: in the two quarters to ${to} offers brought no net gain.`,
  stoppedOwner: "An owner may switch them on again under settings.",
  onAgain: (day: string) =>
    `On ${day} offers were switched off after two quarters without a net gain. An owner switched them on again.`,
  off: "Offers are switched off: nothing new is proposed.",
  running: "Two quarters running without a net gain switch offers off by themselves.",
  oneMore: "The last quarter brought no net gain. One more like it switches offers off by itself.",
  picture: "Net, with its range",
  pictureHint: "After discounts. A quarter is judged sixty days after its end.",
  soFar: "So far",
  quarter: (from: string, to: string) => `${from} to ${to}`,
  period: "When",
  mean: "Net",
  low: "At least",
  high: "At most",
  with: "With offers",
  without: "Without",
  tooFewShort: "too few",
  legend: "Point: the likeliest. Bar: where it lies with 90 % certainty. Line: zero.",
  label: (period: string, sum: string, range: string) => `${period}: ${sum}, between ${range}`,
  range: (low: string, high: string) => `${low} and ${high}`,
  gained: "Rupee-days gained",
  gainedText: (days: string) => `${days}: rupees times the days by which they came earlier.`,
  gainedRange: (low: string, high: string) => `between ${low} and ${high}`,
  given: "Discounts given",
  offers: "Offers",
  counts: {
    proposed: "Proposed",
    approved: "Approved",
    accepted: "Accepted by the customer",
    honoured: "Paid in time, discount given",
    lapsed: "Lapsed",
    withdrawn: "Taken back",
  },
  both: "Both sides",
  bothHint: "Who is kept without is drawn by lot for a year and stands nowhere in the app.",
  parties: "Customers",
  inTime: "Paid in time in the next quarter",
  optedOut: "Never to be chased since",
  late: "Lower with offers than without would mean that customers learn to wait.",
  how: "How it is measured",
  howText:
    "One customer in four is kept without offers for a year, drawn by lot before anything is sent. On both sides it is counted how much earlier or later than expected each bill was paid, also of those who took no offer. What is still open counts as open until today, so the figures are the gain by today.",
};
export type OfferResultWords = typeof offerResultsEn;
