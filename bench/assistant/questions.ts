import { voucherAt, type Sizes } from "../generated-books.ts";

/** Questions of many kinds to generated books: of everything and of one party, of days that are full, of numbers, of what is not there and of what is refused. */
export function questionsOf(sizes: Sizes): string[] {
  const middle = Math.floor(sizes.vouchers / 4) * 2;
  const { party = "", reference = "" } = voucherAt(middle, sizes);
  const supplier = voucherAt(8, sizes).party ?? "";
  return [
    `How much does ${party} owe us?`,
    `Ledger of ${party} for FY 2025-26`,
    `${party} se kitna lena hai?`,
    `When will ${party} pay?`,
    `How much did ${supplier} bill us in FY 2024-25?`,
    `Show bill ${reference}`,
    `Voucher ${middle / 2 + 1}`,
    "Who owes me the most?",
    "Top 10 customers by sales in FY 2025-26",
    "Sales by month in FY 2025-26",
    "Sales in FY 2025-26 compared with FY 2024-25",
    "Purchases by supplier in Q4 FY 2025-26",
    "Receipts in March 2026",
    "Payments in March 2026 above 10000",
    "Bills overdue by more than 90 days",
    "Total payable",
    "Net profit in FY 2025-26",
    "Gross profit in FY 2024-25",
    "GST payable for March 2026",
    "Trial balance",
    "Day book of 15 March 2026",
    "Cash and bank balance",
    "Balance of Bank on 31 March 2026",
    "How many vouchers in March 2026?",
    "Duplicate vouchers in March 2026",
    "What is the DSO?",
    "Which customers have stopped buying?",
    "What cash will come next month?",
    "Does it match Tally?",
    "पिछले वित्तीय वर्ष की बिक्री कितनी थी?",
    "sabse zyada udhaar kiska hai?",
    "How much does Zzyzx Unheard Traders owe?",
    "Delete voucher 12",
    "Show sales of all companies on this app",
  ];
}
