import { addDays, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

import { FIXED_LEDGERS, type Chart, type LedgerKey } from "./chart.ts";
import type { Desk } from "./desk.ts";
import { roundTo, scaled, type OpenBill, type TradingParty } from "./parties.ts";
import { planToPay } from "./buy.ts";
import { openBill, planPayment } from "./sell.ts";
import type { SizeProfile } from "./sizes.ts";
import type { Ledger, OpeningBill } from "./tally-books.ts";
import { workingDay } from "./calendar.ts";

/** What a party owes, or is owed, when the books begin; bills carry their true earlier dates. */
export type OpeningPosition = {
  readonly party: TradingParty;
  readonly side: "customer" | "supplier";
  readonly bills: readonly OpenBill[];
  readonly onAccount: Paise;
};

/**
 * The bills of about the last two months before the books, as many as the party's rate makes likely. Without bill-wise
 * detail they are parts of one opening sum and have no names.
 */
export function openingPosition(
  party: TradingParty,
  options: { side: "customer" | "supplier"; booksFrom: LocalDate },
): OpeningPosition {
  const { side, booksFrom } = options;
  const random = party.random.fork("opening");
  if (party.role === "foreign") return { party, side, bills: [], onAccount: 0n };
  const held = (party.creditDays + Math.max(0, party.meanDelay)) / 30;
  const count = Math.min(6, random.count(party.rate * held * 0.9));
  const bills = Array.from({ length: count }, (_, index) => {
    const date = addDays(booksFrom, -random.int(3, 30 + Math.round(held * 25)));
    const taxable = roundTo(scaled(party.typicalBill, 0.5 + random.next()), 10);
    return openBill(party, {
      name: party.ledger.isBillWise ? `OB-${index + 1}/${date.slice(2, 4)}` : "",
      date,
      amount: taxable + (taxable * 18n) / 100n,
      taxable,
    });
  });
  const onAccount = party.role === "opening-on-account" ? roundTo(scaled(party.typicalBill, 0.3), 1_000) : 0n;
  return { party, side, bills: bills.filter((bill) => bill.amount > 0n), onAccount };
}

/** The party's ledger with its opening balance and, when bill-wise, its opening bills (Tally's sign). */
export function openedLedger(position: OpeningPosition): Ledger {
  const { party, side, bills, onAccount } = position;
  const sign = side === "customer" ? -1n : 1n;
  const openingBills: OpeningBill[] = bills.map((bill) => ({
    name: bill.name,
    date: bill.date,
    amount: sign * bill.amount,
    creditDays: party.creditDays,
    isAdvance: false,
  }));
  const opening = sign * (sum(bills.map((bill) => bill.amount)) - onAccount);
  return { ...party.ledger, opening, openingBills: party.ledger.isBillWise ? openingBills : [] };
}

/** Plans how the opening bills will be paid. */
export function planOpeningBills(desk: Desk, position: OpeningPosition): void {
  const { party, side, bills } = position;
  for (const bill of bills) {
    if (side === "customer") planPayment(desk, party, bill);
    else {
      party.bills.push(bill);
      const due = bill.due < desk.booksFrom ? desk.booksFrom : bill.due;
      planToPay(desk, party, { bill, last: workingDay(addDays(due, party.random.int(1, 15))) });
    }
  }
}

/** Opening balances of the fixed ledgers as shares of a month's turnover, debit negative; capital takes the rest. */
const SHARES: Partial<Record<LedgerKey, number>> = {
  cash: -0.03,
  bank: -0.35,
  overdraft: 0.4,
  rentDeposit: -0.05,
  termLoan: 0.4,
  furniture: -0.2,
  vehicle: -0.5,
  computers: -0.08,
  gstPayable: 0.03,
  pfPayable: 0.005,
};

/** The fixed ledgers with openings, so that with the parties and the stock everything adds up to zero. */
export function openedChart(
  chart: Chart,
  options: {
    profile: Pick<SizeProfile, "turnover">;
    partiesTotal: Paise;
    openingStock: Paise;
    ledgers: readonly Ledger[];
  },
): Ledger[] {
  const { profile, partiesTotal, openingStock, ledgers } = options;
  const openings = new Map<number, Paise>();
  for (const key of Object.keys(FIXED_LEDGERS) as LedgerKey[]) {
    const part = SHARES[key];
    if (part === undefined) continue;
    const size = roundTo(scaled(profile.turnover, Math.abs(part)), 100);
    openings.set(chart[key], part < 0 ? -size : size);
  }
  openings.set(chart.capital, -(sum(openings.values()) + partiesTotal + openingStock));
  return ledgers.map((ledger) => ({ ...ledger, opening: openings.get(ledger.masterId) ?? 0n }));
}
