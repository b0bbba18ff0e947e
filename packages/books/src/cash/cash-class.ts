import { plainWords } from "../name-key.ts";
import type { Nature } from "../reserved-groups.ts";
import { isTdsReceivable } from "../tds.ts";
import { cashAccountKind } from "./cash-account.ts";

/**
 * What money was for. `customer` and `supplier`: parties, whatever the voucher; the taxes are what is deposited with the state; `assets`:
 * bought, sold, lent or laid by; `owner`: capital and drawings.
 */
export type CashClass =
  | "customer"
  | "supplier"
  | "sales"
  | "purchases"
  | "payroll"
  | "rent"
  | "gst"
  | "tds"
  | "provident-fund"
  | "esi"
  | "professional-tax"
  | "income-tax"
  | "loan"
  | "bank-charges"
  | "owner"
  | "assets"
  | "income"
  | "expense"
  | "other";

/** Deposits with the state, by days that the law names. */
export const STATUTORY_CLASSES = [
  "gst",
  "tds",
  "provident-fund",
  "esi",
  "professional-tax",
  "income-tax",
] as const satisfies readonly CashClass[];

export type StatutoryClass = (typeof STATUTORY_CLASSES)[number];

/** A ledger as its class is told. `reserved`: reserved groups on its path, from the top. */
export type ClassedLedger = {
  readonly name: string;
  readonly group: string;
  readonly reserved: readonly string[];
  readonly nature: Nature | null;
  readonly root: string; // reserved name of the primary group
};

/** Words of ledgers and groups; Tally has no field for these. The first that fits tells. */
const STATUTORY_WORDS: readonly (readonly [RegExp, StatutoryClass])[] = [
  [/\b(p ?f|epf|provident fund)\b|भविष्य निधि/u, "provident-fund"],
  [/\be ?s ?i ?c?\b|\bemployees? state insurance\b/u, "esi"],
  [/\b(professional|profession) tax\b|\bp ?tax\b|\bptrc\b|\bptec\b/u, "professional-tax"],
  [/\bt ?[dc] ?s\b|\btax deducted\b|\btax collected\b/u, "tds"],
  [/\b[csiu]?t?gst\b|\bcess\b|\b(central|state|integrated) tax\b|\breverse charge\b/u, "gst"],
  [/\b(advance|income|self assessment) tax\b|आयकर/u, "income-tax"],
];
/** Paid straight to an expense where nobody keeps a ledger of what is owed. */
const EXPENSED: ReadonlySet<StatutoryClass> = new Set(["provident-fund", "esi", "professional-tax"]);
const PAYROLL = /\b(salar(y|ies)|wages?|payroll|stipend|bonus|staff welfare|labou?r)\b|वेतन|मजदूरी|तनख्वाह/u;
const RENT = /\b(rents?|lease rent)\b|किराया/u;
const BANK_CHARGES = /\bbank (charges?|fees?|commission)\b|\b(processing|cheque bounce) charges?\b/u;
const LOAN =
  /\b(loans?|emi|overdraft|cash credit|o ?d) (interest|instal?l?ments?)\b|\b(interest|emi|instal?l?ments?) (on|of|for) .*\b(loans?|overdraft|cash credit|o ?d|c ?c)\b|\bemi\b/u;

const LOAN_GROUPS = ["Loans (Liability)", "Secured Loans", "Unsecured Loans"];
const ASSET_GROUPS = ["Fixed Assets", "Investments", "Deposits (Asset)", "Loans & Advances (Asset)"];
/** Groups in which a tax waits to be deposited, or was paid ahead. */
const TAX_GROUPS = ["Current Liabilities", "Loans & Advances (Asset)", "Current Assets"];

/**
 * What money that moved against a ledger was for: its group tells where it can, words in its name and group where it cannot. Null for a
 * money account: between one's own accounts money only changes place.
 */
export function cashClassOf(ledger: ClassedLedger): CashClass | null {
  if (cashAccountKind(ledger) !== null) return null;
  const { reserved, nature } = ledger;
  const has = (groups: readonly string[]) => groups.some((group) => reserved.includes(group));
  const party = reserved.findLast((name) => name === "Sundry Debtors" || name === "Sundry Creditors");
  if (party !== undefined) return party === "Sundry Debtors" ? "customer" : "supplier";
  const words = [ledger.name, ledger.group].map(plainWords);
  const says = (pattern: RegExp) => words.some((text) => pattern.test(text));
  const isExpense = nature === "expense";
  const tax = STATUTORY_WORDS.find(([pattern]) => says(pattern))?.[1];
  if (tax !== undefined && has(TAX_GROUPS))
    return tax === "tds" && isTdsReceivable(ledger) ? "income-tax" : tax; // it comes back as a refund
  if (tax !== undefined && isExpense && EXPENSED.has(tax)) return tax;
  if (has(["Duties & Taxes"])) return "gst"; // other duties keep the months of the law too
  if (says(PAYROLL) && nature !== "income") return "payroll";
  if (has(LOAN_GROUPS) || (isExpense && says(LOAN))) return "loan";
  if (isExpense && says(RENT)) return "rent";
  if (isExpense && says(BANK_CHARGES)) return "bank-charges";
  if (has(["Capital Account", "Reserves & Surplus"])) return "owner";
  if (has(ASSET_GROUPS)) return "assets";
  return byNature(reserved, nature);
}

function byNature(reserved: readonly string[], nature: Nature | null): CashClass {
  if (reserved.includes("Sales Accounts")) return "sales";
  if (reserved.includes("Purchase Accounts")) return "purchases";
  if (nature === "income") return "income";
  return nature === "expense" ? "expense" : "other";
}
