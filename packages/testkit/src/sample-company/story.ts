import { formatDay } from "@cfa/values/local-date";
import { formatRupees, type Paise } from "@cfa/values/money";

import { closingBalances } from "./balances.ts";
import type { SampleCompany } from "./make-sample-company.ts";
import { isPosted, type Allocation, type Ledger, type Voucher } from "./tally-books.ts";
import type { PaymentTruth } from "./truth.ts";

/**
 * The vouchers of one party as lines a person can read, with what its money truly paid where that is more than they
 * say. Names are compared without case. Null when there is no such party.
 */
export function storyOf(company: SampleCompany, name: string): string[] | null {
  const ledger = company.ledgers.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const party = company.truth.parties.find((one) => one.ledger === ledger?.masterId);
  if (ledger === undefined || party === undefined) return null;
  const own = company.vouchers.filter(
    ({ party: of, entries }) =>
      of === ledger.masterId || entries.some((entry) => entry.ledger === ledger.masterId),
  );
  const paid = Map.groupBy(
    company.truth.payments.filter((payment) => payment.party === ledger.masterId && !payment.stated),
    (payment) => payment.voucher,
  );
  const balance = closingBalances(company, company.through).get(ledger.masterId) ?? 0n;
  return [
    `${ledger.name} (${ledger.parent}, ${party.side}${party.role === null ? "" : `, ${party.role}`})`,
    `pays ${Math.round(party.meanDelay)} days after the due date on average, ${party.pattern}, ${party.payerClass}; ` +
      `credit ${ledger.creditDays ?? "not set"}; bill-wise ${ledger.isBillWise ? "yes" : "no"}`,
    `opening ${balanceText(ledger.opening)}`,
    ...ledger.openingBills.map(
      (bill) => `  ${bill.name} of ${formatDay(bill.date)} ${balanceText(bill.amount)}`,
    ),
    ...own.flatMap((voucher) => voucherLines(voucher, { ledger, paid: paid.get(voucher.masterId) ?? [] })),
    `closing on ${formatDay(company.through)} ${balanceText(balance)}`,
  ];
}

function voucherLines(voucher: Voucher, about: { ledger: Ledger; paid: readonly PaymentTruth[] }): string[] {
  const { date, type, number, narration } = voucher;
  const entries = voucher.entries.filter((entry) => entry.ledger === about.ledger.masterId);
  const head = `${formatDay(date)}  ${type} ${number}`.padEnd(44);
  const state = stateOf(voucher);
  const words = narration === "" ? "" : `  "${narration.replace(/\s+/g, " ")}"`;
  return [
    `${head} ${entries.map((entry) => balanceText(entry.amount)).join(", ")}${words}${state}`,
    ...entries.flatMap((entry) => entry.bills ?? []).map((bill) => `    ${allocationText(bill)}`),
    ...about.paid.map(
      (one) =>
        `    truly for ${one.bill === "" ? "the opening balance" : one.bill}: ${formatRupees(one.amount)}`,
    ),
  ];
}

function stateOf(voucher: Voucher): string {
  if (voucher.isCancelled) return "  [cancelled]";
  if (voucher.isOptional) return "  [optional]";
  if (!isPosted(voucher)) return "  [moves no balance]";
  return voucher.isPostDated ? "  [post-dated]" : "";
}

function allocationText({ type, name, amount }: Allocation): string {
  return `${type}${name === "" ? "" : ` ${name}`} ${balanceText(amount)}`;
}

function balanceText(amount: Paise): string {
  if (amount === 0n) return "₹0.00";
  return amount < 0n ? `${formatRupees(-amount)} Dr` : `${formatRupees(amount)} Cr`;
}
