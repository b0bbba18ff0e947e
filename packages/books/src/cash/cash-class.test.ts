import { expect, test } from "vitest";

import { makeGroupTree } from "../group-tree.ts";
import { cashAccountKind } from "./cash-account.ts";
import { cashClassOf } from "./cash-class.ts";

const own = (name: string, parent: string) => ({ guid: name, alterId: 1, name, parent });
const tree = makeGroupTree([
  own("Office Expenses", "Indirect Expenses"),
  own("Debtors - Nagpur", "Sundry Debtors"),
  own("HDFC Group", "Bank Accounts"),
  own("Petty Cash", "Cash-in-Hand"),
  own("Staff", "Current Liabilities"),
]);

test.each([
  ["Sharma Traders", "Debtors - Nagpur", "customer"],
  ["TDS Consultants & Co", "Sundry Creditors", "supplier"],
  ["Output CGST @ 9%", "Duties & Taxes", "gst"],
  ["IGST Payable", "Duties & Taxes", "gst"],
  ["UTGST", "Duties & Taxes", "gst"],
  ["Customs Duty", "Duties & Taxes", "gst"],
  ["T.D.S. (194J)", "Duties & Taxes", "tds"],
  ["TDS Receivable 2025-26", "Current Assets", "income-tax"],
  ["Advance Income Tax", "Loans & Advances (Asset)", "income-tax"],
  ["P.F. Payable", "Staff", "provident-fund"],
  ["EPF Employer's Share", "Indirect Expenses", "provident-fund"],
  ["E.S.I.C.", "Provisions", "esi"],
  ["Profession Tax", "Duties & Taxes", "professional-tax"],
  ["Salary Payable", "Provisions", "payroll"],
  ["मजदूरी", "Direct Expenses", "payroll"],
  ["Godown Rent", "Indirect Expenses", "rent"],
  ["Rental Income", "Indirect Incomes", "income"],
  ["HDFC Car Loan", "Secured Loans", "loan"],
  ["Interest on Term Loan", "Indirect Expenses", "loan"],
  ["Interest on Cash Credit", "Office Expenses", "loan"],
  ["Bank Charges", "Indirect Expenses", "bank-charges"],
  ["Drawings", "Capital Account", "owner"],
  ["Fixed Deposit - SBI", "Deposits (Asset)", "assets"],
  ["Sales @ 18%", "Sales Accounts", "sales"],
  ["Purchase of Raw Material", "Purchase Accounts", "purchases"],
  ["Cess Pool Cleaning", "Office Expenses", "expense"],
  ["Suspense", "Suspense A/c", "other"],
  ["ICICI 1234", "HDFC Group", null],
  ["Cash", "Petty Cash", null],
  ["SBI CC 5678", "Bank OD A/c", null],
])("%s in %s is %s", (name, group, wanted) => {
  const { reserved, nature, root } = tree.placeOf(group);
  expect(cashClassOf({ name, group, reserved, nature, root })).toBe(wanted);
});

test("an overdraft is a money account of its own kind, whatever its group is called", () => {
  const renamed = makeGroupTree([
    { guid: "g", alterId: 1, name: "Bank Limits", parent: "Loans (Liability)", reservedName: "Bank OD A/c" },
    own("SBI Limits", "Bank Limits"),
  ]);
  expect(cashAccountKind(renamed.placeOf("SBI Limits"))).toBe("overdraft");
  expect(cashAccountKind(tree.placeOf("Petty Cash"))).toBe("cash");
  expect(cashAccountKind(tree.placeOf("HDFC Group"))).toBe("bank");
  expect(cashAccountKind(tree.placeOf("Secured Loans"))).toBe(null);
});
