/** What a group's ledgers are: what we own, owe, earn or spend. */
export type Nature = "asset" | "liability" | "income" | "expense";

/** A reserved group: the reserved group above it (null: a primary group) and its nature. */
export type ReservedGroup = { readonly parent: string | null; readonly nature: Nature };

/** The 28 groups every Tally company has, by their reserved names. Tally lets people rename them, not move or delete them. */
export const RESERVED_GROUPS: Readonly<Record<string, ReservedGroup>> = {
  "Branch / Divisions": { parent: null, nature: "liability" },
  "Capital Account": { parent: null, nature: "liability" },
  "Current Assets": { parent: null, nature: "asset" },
  "Current Liabilities": { parent: null, nature: "liability" },
  "Direct Expenses": { parent: null, nature: "expense" },
  "Direct Incomes": { parent: null, nature: "income" },
  "Fixed Assets": { parent: null, nature: "asset" },
  "Indirect Expenses": { parent: null, nature: "expense" },
  "Indirect Incomes": { parent: null, nature: "income" },
  Investments: { parent: null, nature: "asset" },
  "Loans (Liability)": { parent: null, nature: "liability" },
  "Misc. Expenses (ASSET)": { parent: null, nature: "asset" },
  "Purchase Accounts": { parent: null, nature: "expense" },
  "Sales Accounts": { parent: null, nature: "income" },
  "Suspense A/c": { parent: null, nature: "liability" },
  "Bank Accounts": { parent: "Current Assets", nature: "asset" },
  "Bank OD A/c": { parent: "Loans (Liability)", nature: "liability" },
  "Cash-in-Hand": { parent: "Current Assets", nature: "asset" },
  "Deposits (Asset)": { parent: "Current Assets", nature: "asset" },
  "Duties & Taxes": { parent: "Current Liabilities", nature: "liability" },
  "Loans & Advances (Asset)": { parent: "Current Assets", nature: "asset" },
  Provisions: { parent: "Current Liabilities", nature: "liability" },
  "Reserves & Surplus": { parent: "Capital Account", nature: "liability" },
  "Secured Loans": { parent: "Loans (Liability)", nature: "liability" },
  "Stock-in-Hand": { parent: "Current Assets", nature: "asset" },
  "Sundry Creditors": { parent: "Current Liabilities", nature: "liability" },
  "Sundry Debtors": { parent: "Current Assets", nature: "asset" },
  "Unsecured Loans": { parent: "Loans (Liability)", nature: "liability" },
};

/** Second names under which some exports give a reserved group. */
export const RESERVED_GROUP_ALIASES: Readonly<Record<string, string>> = {
  "Bank OCC A/c": "Bank OD A/c",
  "Expenses (Direct)": "Direct Expenses",
  "Expenses (Indirect)": "Indirect Expenses",
  "Income (Direct)": "Direct Incomes",
  "Income (Indirect)": "Indirect Incomes",
  "Retained Earnings": "Reserves & Surplus",
};
