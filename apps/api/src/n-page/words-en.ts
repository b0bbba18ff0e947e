/** What the page of a message says beyond what every page for customers does, in English. */
export const nudgeWordsEn = {
  title: (seller: string, about: string) => `${seller} · ${about}`,
  bill: (name: string) => `Bill ${name}`,
  bills: (count: number) => `${count} bills`,
  toPay: "To pay",
  billsTitle: "The bills",
  due: (day: string) => `due ${day}`,
  dated: (day: string) => `of ${day}`,
  standing: {
    settled: "settled",
    disputed: "is being looked into",
    covered: "your payment is noted",
    tax: "waits for the TDS certificate alone",
  },
  partly: (open: string) => `of ${open} open`,
  settled: "Nothing is left to pay here",
  settledNote: "Thank you. If you have just paid, there is nothing more to do.",
  looking: "The seller is looking into it",
  lookingNote: "Until the seller has spoken with you there is nothing to do here.",
  promised: (day: string) => `The seller knows that you will pay by ${day}.`,
  saidPaid: "Thank you. The seller knows that you have paid, and looks for the payment.",
  promiseTitle: "I will pay on another day",
  promiseNote: (sum: string) => `The seller is told that ${sum} comes by that day.`,
  paidTitle: "I have paid already",
  paidReference: "UTR, UPI reference or cheque number (if you have it at hand)",
  paidDay: "Day of payment (not needed)",
  paid: "Tell the seller that it is paid",
  paidNote: "Nothing is settled by this: the seller looks for your payment and then settles the bill.",
  which: "Which bill?",
  all: "All of these",
  disputeTitle: "Something is wrong with a bill",
  disputeNote: "The seller is told at once and asks you no more for this bill until it is cleared up.",
  stopTitle: "No more messages",
  stop: "Send me no more messages",
  stopOffers: "Send me no more offers",
  stopNote: (seller: string) =>
    `${seller} then writes to you no more, by WhatsApp, SMS or mail. What is open stays open.`,
  stopOffersNote: "Reminders of bills that are due still come.",
  stopped: "You get no more messages",
  stoppedNote: (seller: string) =>
    `${seller} writes to you no more by WhatsApp, SMS or mail. If you want messages again, please tell ${seller}.`,
  stoppedOffers: "You get no more offers",
  back: "Back to the page",
  privacy: (seller: string) =>
    `${seller} sent you this link about just this. Only ${seller} sees what you answer.`,
  notices: {
    used: "That was already sent. Here is how it stands.",
    again: "The page was open for too long. Please try once more.",
    "not-now": "That is not possible any more. Here is how it stands.",
    "bad-day": (last: string) => `Please choose a day from today to ${last}.`,
    "bad-paid": "Please look once more at the reference and the day of your payment.",
    "bad-bill": "Please say which bill it is about, and what is wrong.",
    "too-often": "You have answered several times already. Please speak with the seller.",
  },
  /** As the seller's people read it. */
  said: {
    promised: (day: string) => `Named this date on the page of a message: ${day}`,
    disputed: (cause: string, text: string) =>
      `On the page of a message: ${cause}${text === "" ? "" : `. “${text}”`}`,
    paid: (bills: string, reference: string, day: string) =>
      [`Paid already: ${bills}`, reference === "" ? "" : `UTR ${reference}`, day].filter(Boolean).join(", "),
    stopped: (id: string) => `On the page of ${id}`,
    stoppedByClick: (id: string) => `By one click, in the mail ${id}`,
  },
  customer: "Customer, on the page of a message",
};

export type NudgeWords = typeof nudgeWordsEn;
