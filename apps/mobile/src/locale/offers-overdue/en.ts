/** The words of what may be put to customers who are late already, in English. Sums, rates and days come as they are to be read. */
export const overdueEn = {
  heading: "Late already: instead of a discount",
  subtitle:
    "A discount for a bill that is overdue would pay for being late. These ways cost you less. Nothing is sent by itself: talk, or copy the words.",
  bill: (name: string, amount: string, due: string, late: string) =>
    `Bill ${name} · ${amount} · due ${due}, ${late} ago`,
  waiver: "Waive the interest",
  waiverText: (waived: string, day: string) => `${waived} of interest is waived if all is paid by ${day}.`,
  by: {
    terms: "It has built up by the bill's terms.",
    msme: "It has built up by the law on small enterprises (MSMED Act).",
  },
  parts: "Pay in parts",
  part: (amount: string, day: string) => `${amount} by ${day}`,
  partsText: (parts: string) => `${parts}. No discount.`,
  cut: "A lower price, after talking",
  cutText: (off: string, rate: string, day: string) =>
    `At most ${off} less (${rate}) if all is paid by ${day}. Only you decide this, one customer at a time.`,
  cutWhy: (never: string) => `By its past, the chance that this bill is never paid is ${never}.`,
  copy: "Copy the words for the customer",
  about: (name: string, day: string, amount: string, due: string) =>
    `Bill ${name} of ${day} for ${amount} was due on ${due}.`,
  waiverMessage: (waived: string, day: string) =>
    `If you pay it in full by ${day}, we waive the interest of ${waived} on it.`,
  partsMessage: (parts: string) => `You may pay it in parts: ${parts}.`,
  none: "Nothing overdue to put a way to",
  noneText:
    "After each sync, overdue bills of customers who have neither promised nor disputed are listed here with ways that do not reward being late.",
};
export type OverdueWords = typeof overdueEn;
