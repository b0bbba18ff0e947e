import type { Contact, Ledger, OpeningBill } from "./tally-books.ts";

/** The ledgers every size has, by the name the generator calls them. */
export const FIXED_LEDGERS = {
  profitAndLoss: { name: "Profit & Loss A/c", parent: null },
  cash: { name: "Cash", parent: "Cash-in-Hand" },
  bank: { name: "HDFC Bank - Current A/c", parent: "Bank Accounts" },
  overdraft: { name: "SBI Cash Credit A/c", parent: "Bank OD A/c" },
  fixedDeposit: { name: "Fixed Deposit - HDFC", parent: "Deposits (Asset)" },
  rentDeposit: { name: "Rent Deposit - Godown", parent: "Deposits (Asset)" },
  capital: { name: "R. K. Sharma - Capital", parent: "Capital Account" },
  drawings: { name: "R. K. Sharma - Drawings", parent: "Capital Account" },
  termLoan: { name: "Bajaj Finance - Term Loan", parent: "Secured Loans" },
  familyLoan: { name: "Loan from Smt. Kamla Sharma", parent: "Unsecured Loans" },
  furniture: { name: "Furniture & Fixtures", parent: "Fixed Assets" },
  vehicle: { name: "Delivery Van", parent: "Fixed Assets" },
  computers: { name: "Computers", parent: "Fixed Assets" },
  sales18: { name: "Sales - GST 18%", parent: "Sales Accounts" },
  sales5: { name: "Sales - GST 5%", parent: "Sales Accounts" },
  exportSales: { name: "Export Sales - LUT", parent: "Sales Accounts" },
  cashSales: { name: "Counter Sales - GST 18%", parent: "Sales Accounts" },
  purchase18: { name: "Purchase - GST 18%", parent: "Purchase Accounts" },
  purchase5: { name: "Purchase - GST 5%", parent: "Purchase Accounts" },
  outputCgst: { name: "Output CGST", parent: "Duties & Taxes" },
  outputSgst: { name: "Output SGST", parent: "Duties & Taxes" },
  outputIgst: { name: "Output IGST", parent: "Duties & Taxes" },
  inputCgst: { name: "Input CGST", parent: "Duties & Taxes" },
  inputSgst: { name: "Input SGST", parent: "Duties & Taxes" },
  inputIgst: { name: "Input IGST", parent: "Duties & Taxes" },
  gstPayable: { name: "GST Payable", parent: "Duties & Taxes" },
  tdsPayable: { name: "TDS Payable", parent: "Duties & Taxes" },
  tdsReceivable: { name: "TDS Receivable", parent: "Loans & Advances (Asset)" },
  advanceTax: { name: "Advance Income Tax", parent: "Loans & Advances (Asset)" },
  pfPayable: { name: "PF Payable", parent: "Current Liabilities" },
  professionalTax: { name: "Professional Tax Payable", parent: "Duties & Taxes" },
  salaryPayable: { name: "Salary Payable", parent: "Provisions" },
  salary: { name: "Salaries & Wages", parent: "Indirect Expenses" },
  pfEmployer: { name: "PF - Employer's Share", parent: "Indirect Expenses" },
  rent: { name: "Godown Rent", parent: "Indirect Expenses" },
  electricity: { name: "Electricity Charges", parent: "Office Expenses" },
  telephone: { name: "Telephone & Internet", parent: "Office Expenses" },
  security: { name: "Security Service", parent: "Office Expenses" },
  accountant: { name: "Accounting Fees", parent: "Indirect Expenses" },
  loanInterest: { name: "Interest on Term Loan", parent: "Indirect Expenses" },
  overdraftInterest: { name: "Interest on Cash Credit", parent: "Indirect Expenses" },
  bankCharges: { name: "Bank Charges", parent: "Indirect Expenses" },
  insurance: { name: "Insurance Premium", parent: "Indirect Expenses" },
  freight: { name: "Freight Outward", parent: "Direct Expenses" },
  repairs: { name: "Repairs & Maintenance", parent: "Office Expenses" },
  travelling: { name: "Travelling & Conveyance", parent: "Indirect Expenses" },
  stationery: { name: "Printing & Stationery", parent: "Office Expenses" },
  legalFees: { name: "Legal & Professional Fees", parent: "Indirect Expenses" },
  festival: { name: "Diwali Gifts & Puja Expenses", parent: "Indirect Expenses" },
  donation: { name: "Donation", parent: "Indirect Expenses" },
  discountAllowed: { name: "Discount Allowed", parent: "Indirect Expenses" },
  discountReceived: { name: "Discount Received", parent: "Indirect Incomes" },
  interestIncome: { name: "Interest on Fixed Deposit", parent: "Indirect Incomes" },
  forexDifference: { name: "Forex Gain/Loss", parent: "Indirect Incomes" },
  roundOff: { name: "Round Off", parent: "Indirect Expenses" },
  suspense: { name: "Suspense", parent: "Suspense A/c" },
} as const satisfies Record<string, { name: string; parent: string | null }>;

/** What the generator calls a fixed ledger. */
export type LedgerKey = keyof typeof FIXED_LEDGERS;

/** MasterIds of the fixed ledgers. */
export type Chart = { readonly [K in LedgerKey]: number };

/** Gives masters their ids in the order they were made, with a gap wherever one was deleted again. */
export type Numbering = {
  next(): { masterId: number; alterId: number };
  skip(): void;
  readonly last: number;
};

export function makeNumbering(): Numbering {
  let last = 0;
  return {
    next: () => {
      last++;
      return { masterId: last, alterId: last };
    },
    skip: () => {
      last++;
    },
    get last() {
      return last;
    },
  };
}

/** A ledger with everything a plain account leaves empty. */
export function makeLedger(
  ids: { masterId: number; alterId: number },
  given: { name: string; parent: string | null } & Partial<Ledger>,
): Ledger {
  return {
    aliases: [],
    reservedName: "",
    opening: 0n,
    openingBills: [] as OpeningBill[],
    isBillWise: false,
    creditDays: null,
    creditLimit: null,
    currency: "",
    contact: null as Contact | null,
    ...given,
    ...ids,
  };
}
