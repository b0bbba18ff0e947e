import { counted } from "../counted";

const bills = (n: number) => counted(n, "bill");

/** The words about tax that customers keep back. */
export const tdsEn = {
  heading: "TDS receivable",
  hint: "Tax that customers kept back, by customer, and what to do about it",
  ofParty: "TDS awaited",
  awaited: "Certificate awaited",
  from: (n: number, customers: number) => `from ${bills(n)} of ${counted(customers, "customer")}`,
  years: "By financial year",
  year: "Year",
  yearAwaited: "Awaited",
  booked: "Booked in Tally",
  ledgers: "TDS ledgers in Tally",
  customers: "Customers",
  several: "Not of one customer",
  severalWhy: "Entries that move no party or more than one",
  bookedLine: (amount: string) => `${amount} booked`,
  oldest: (count: number, day: string) =>
    count === 1 ? `${bills(count)} of ${day}` : `${bills(count)}, oldest ${day}`,
  nothingAwaited: "Nothing awaited",
  rateUnknown: "No usual rate known",
  none: "No TDS is awaited",
  noneText:
    "When a customer pays a bill short by just the tax it keeps back, it appears here until the certificate is booked in Tally.",
  noneOf: "No TDS is awaited from this customer on this day",
  quarters: "By quarter, as Form 16A comes",
  quarter: (quarter: number, year: string) => `Q${quarter} ${year}`,
  months: ["Apr–Jun", "Jul–Sep", "Oct–Dec", "Jan–Mar"] as readonly string[],
  bills: "Bills",
  billsHint: "Settled, but for the tax",
  settledBy: (voucher: string, day: string, amount: string) => `Settled by ${voucher} of ${day} (${amount})`,
  noReceipt: "No receipt in the books settled it",
  total: "Total",
  match: "No TDS? Match the receipt again",
  setRate: "Set TDS",
  party: "Open the customer",
  means: "What this means",
  meansText:
    "The customer paid the bill less tax (TDS) and pays that tax to the government in your name. In Tally the bill stays open by the tax until you book it. Here it counts as awaited: it is neither due nor overdue.",
  deeds: "What to do",
  ask: "Ask the customer for Form 16A of each quarter, and hold it against your Form 26AS.",
  book: "When it is there, book the tax in Tally by a journal: debit TDS Receivable, credit the customer against the bill. After the next sync it is gone from here.",
  correct:
    "If it is no TDS, correct it: match the receipt again, or set the customer's TDS to 0 % from the day of that payment on. The bill is then due as before.",
  keep: "Keep the list",
  tag: { receivable: "TDS certificate awaited", payable: "Open for TDS alone" },
  onBill: (amount: string) => `Settled but for TDS of ${amount}: the certificate is awaited.`,
};
