/** How offers are proposed, in English. Rates and shares come as they are to be read. */
export const offerSettingsEn = {
  heading: "Early-payment offers",
  hint: "Whether and how discounts for paying early are proposed",
  text: "After each sync, discounts are proposed that are worth more to you than they cost. Nothing goes to a customer before an owner has approved it.",
  isOn: "Proposals",
  on: "On",
  off: "Off",
  offText: "Nothing new is proposed. Offers that were approved run to their end.",
  cost: "Your cost of cash",
  costText: (rate: string) => `${rate} a year: what a rupee that comes earlier saves you.`,
  costLink: "Change the cost of cash",
  results: "What offers brought",
  rule: "How the discount is found",
  rules: {
    "own-forecast": "By each customer's own forecast",
    plain: "The plain rule of the trade",
  },
  ruleTexts: {
    "own-forecast":
      "Counted from the day on which this bill would be paid without an offer. Offered only where even a cautious count leaves you with a gain.",
    plain: (discount: string, days: string, rate: string) =>
      `Whoever is ${days} late on average is offered ${discount} at once. That costs you ${rate} a year.`,
  },
  plainCost: (discount: string, days: string, rate: string) =>
    `${discount} for ${days} costs ${rate} a year.`,
  plainWorth: (days: string, breakEven: string, cash: string) =>
    `Your cash costs ${cash} a year: ${days} are worth a discount of ${breakEven} and no more. By the plain rule you mostly lose money.`,
  style: "How customers are told",
  styles: { percent: "In percent", rupees: "In rupees" },
  note: "Credit note that settles it",
  notes: { financial: "Without GST (financial)", section34: "With GST (section 34)" },
  noteTexts: {
    financial:
      "The tax on the bill stays as it is. The usual way for a discount that was not agreed before the sale.",
    section34:
      "Takes the tax back too. Allowed only under conditions, and late notes are lost: ask your accountant before you choose it.",
  },
  limits: "Limits",
  margin: "What is left of a sale, percent",
  marginHint: "Your margin before overheads. No discount is above a third of it. Empty: not said.",
  marginWrong: "Write a percentage from 0.01 to 100, or leave it empty.",
  cap: "Largest discount, percent",
  capHint: "No discount is above, whatever the forecast says.",
  capWrong: "Write a percentage from 0.25 to 10.",
  budget: "Budget a month, rupees",
  budgetHint: "What the proposals of a month are expected to cost at most. 0: none.",
  budgetWrong: "Write an amount in rupees, such as 25,000, or 0.",
  share: "Of a customer's purchases of a year, percent",
  shareHint: "What one customer may be given in discounts within a year.",
  shareWrong: "Write a percentage from 0.01 to 10.",
  gap: "Days between two offers to a customer",
  gapHint: "From the end of one to the next, so that nobody learns to wait for it.",
  gapWrong: "Write a number of days from 30 to 366.",
  unsaved: "Not saved yet.",
  save: "Save",
  undo: "Undo",
  saved: "Saved. Proposals are being looked at anew.",
  by: (moment: string, by: string) => `Said on ${moment} by ${by}`,
  usual: "As usual: nobody has changed anything yet.",
  ownerOnly: "Only an owner can change this.",
  notSaid: "Not said",
};
export type OfferSettingWords = typeof offerSettingsEn;
