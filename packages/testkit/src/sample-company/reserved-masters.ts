import type { Base, Group } from "./tally-books.ts";

type ReservedGroup = Omit<Group, "masterId" | "alterId" | "reservedName">;

/** The 28 groups every company has: 15 primary ones, then the 13 below them, in the order of Tally's ids. */
export const RESERVED_GROUPS: readonly ReservedGroup[] = [
  primary("Capital Account", "credit"),
  primary("Loans (Liability)", "credit"),
  primary("Current Liabilities", "credit"),
  primary("Fixed Assets", "debit"),
  primary("Investments", "debit"),
  primary("Current Assets", "debit"),
  primary("Branch / Divisions", "credit"),
  primary("Misc. Expenses (ASSET)", "debit"),
  primary("Suspense A/c", "credit"),
  below("Loans (Liability)", "Bank OD A/c", "credit"),
  below("Loans (Liability)", "Secured Loans", "credit"),
  below("Loans (Liability)", "Unsecured Loans", "credit"),
  below("Current Liabilities", "Duties & Taxes", "credit"),
  below("Current Liabilities", "Provisions", "credit"),
  below("Current Liabilities", "Sundry Creditors", "credit"),
  below("Capital Account", "Reserves & Surplus", "credit"),
  below("Current Assets", "Stock-in-Hand", "debit"),
  below("Current Assets", "Deposits (Asset)", "debit"),
  below("Current Assets", "Loans & Advances (Asset)", "debit"),
  below("Current Assets", "Sundry Debtors", "debit"),
  below("Current Assets", "Cash-in-Hand", "debit"),
  below("Current Assets", "Bank Accounts", "debit"),
  revenue("Sales Accounts", { debit: false, gross: true }),
  revenue("Purchase Accounts", { debit: true, gross: true }),
  revenue("Direct Incomes", { debit: false, gross: true }),
  revenue("Direct Expenses", { debit: true, gross: true }),
  revenue("Indirect Incomes", { debit: false, gross: false }),
  revenue("Indirect Expenses", { debit: true, gross: false }),
];

/** The 24 reserved voucher types. Each is its own parent, as Tally exports them. */
export const RESERVED_VOUCHER_TYPES: readonly Base[] = [
  "Attendance",
  "Contra",
  "Credit Note",
  "Debit Note",
  "Delivery Note",
  "Job Work In Order",
  "Job Work Out Order",
  "Journal",
  "Material In",
  "Material Out",
  "Memorandum",
  "Payment",
  "Payroll",
  "Physical Stock",
  "Purchase",
  "Purchase Order",
  "Receipt",
  "Receipt Note",
  "Rejections In",
  "Rejections Out",
  "Reversing Journal",
  "Sales",
  "Sales Order",
  "Stock Journal",
];

/** Voucher types this business made; a type may be the child of such a type. */
export const CUSTOM_VOUCHER_TYPES: readonly { name: string; parent: string; base: Base }[] = [
  { name: "GST Sales", parent: "Sales", base: "Sales" },
  { name: "Export Sales", parent: "GST Sales", base: "Sales" },
  { name: "GST Purchase", parent: "Purchase", base: "Purchase" },
  { name: "Bank Receipt", parent: "Receipt", base: "Receipt" },
  { name: "Expense", parent: "Payment", base: "Payment" },
  { name: "Bill Adjustment", parent: "Journal", base: "Journal" },
];

/** Groups this business made, two levels deep below the debtors, one below the creditors. */
export const CUSTOM_GROUPS: readonly { name: string; parent: string }[] = [
  { name: "Maharashtra Debtors", parent: "Sundry Debtors" },
  { name: "Vidarbha Debtors", parent: "Maharashtra Debtors" },
  { name: "Outstation Debtors", parent: "Sundry Debtors" },
  { name: "Creditors for Goods", parent: "Sundry Creditors" },
  { name: "Office Expenses", parent: "Indirect Expenses" },
];

function primary(name: string, nature: "debit" | "credit"): ReservedGroup {
  return {
    name,
    parent: null,
    isRevenue: false,
    isDeemedPositive: nature === "debit",
    affectsGrossProfit: false,
  };
}

function below(parent: string, name: string, nature: "debit" | "credit"): ReservedGroup {
  return { ...primary(name, nature), parent };
}

function revenue(name: string, kind: { debit: boolean; gross: boolean }): ReservedGroup {
  return {
    name,
    parent: null,
    isRevenue: true,
    isDeemedPositive: kind.debit,
    affectsGrossProfit: kind.gross,
  };
}
