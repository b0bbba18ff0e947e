import type { PaymentHistory } from "@cfa/contract/insights";
import { billsById } from "@cfa/db/queries/bills";
import {
  paymentBills,
  readHow,
  takenMoney,
  type PaymentBillRow,
} from "@cfa/db/queries/insights/payment-books";
import { partyRow } from "@cfa/db/queries/parties";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { Side } from "@cfa/db/tables/bills";
import { dateOf, LEARNED_MONTHS, paidBills } from "@cfa/insights/payment-history";
import type { MoneyTaken, PaymentBill } from "@cfa/insights/payment-insight";
import { paymentBillOf } from "@cfa/insights/standing-bill";
import { idOut } from "@cfa/values/ids";
import { addMonths, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { ApiFailure } from "../../errors.ts";

const LATEST = 60;

/** A party's paid bills as it is learned from them: the day on which a bill was paid is found by the same code. */
export async function readPaymentHistory(
  snapshot: CompanySnapshot,
  { ledgerId, side, today }: { ledgerId: string; side: Side; today: LocalDate },
): Promise<PaymentHistory> {
  if ((await partyRow(snapshot, ledgerId)) === undefined) throw new ApiFailure("not-found");
  const billsFrom = addMonths(today, -LEARNED_MONTHS);
  const wanted = { side, from: billsFrom, asOf: today, ledgerId };
  const bills: PaymentBill[] = [];
  for await (const rows of paymentBills(snapshot, wanted)) bills.push(...rows.map(billOf));
  const taken: MoneyTaken[] = (await takenMoney(snapshot, wanted)).map(({ came, taken: on, amount }) => ({
    partyId: ledgerId,
    came: came as LocalDate,
    taken: on as LocalDate,
    amount,
  }));
  const paid = paidBills({ bills, taken });
  const latest = paid.slice(-LATEST);
  const known = await billsById(snapshot, { billIds: latest.map(({ bill }) => bill.billId), asOf: today });
  return {
    side,
    billsFrom,
    paid: paid.length,
    rows: latest.map(({ bill, paid: on, delay, isGuess }) => ({
      billId: idOut("bill", bill.billId),
      name: known.get(bill.billId)?.name ?? "",
      date: bill.date,
      dueDate: bill.dueDate,
      amount: paiseToJson(bill.amount),
      paid: on,
      delay,
      isInferred: isGuess,
    })),
  };
}

function billOf(row: PaymentBillRow): PaymentBill {
  const { billId, ledgerId: partyId, date, dueDate, known, amount, disputed, tdsAwaited } = row;
  return paymentBillOf({
    billId,
    partyId,
    date: dateOf(date),
    dueDate: dateOf(dueDate),
    known: dateOf(known),
    amount,
    disputed,
    tdsAwaited: tdsAwaited ?? 0n,
    isExcluded: false,
    against: (row.settledOn ?? []).map((on, at) => {
      const { isWrittenOff, ...how } = readHow(row.how?.[at] ?? 0);
      return {
        settlement: { date: dateOf(on), amount: BigInt(row.settled?.[at] ?? "0"), ...how },
        isWrittenOff,
      };
    }),
  });
}
