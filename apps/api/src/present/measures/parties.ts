import type { SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import { concentration, points } from "@cfa/books/concentration";
import { payDaysOf, paySpread } from "@cfa/books/days-to-pay";
import type { Concentration, CreditUse, DaysToPay, PaidBill } from "@cfa/contract/measures";
import { trade } from "@cfa/db/queries/ledgers/trade";
import {
  creditLimits,
  partiesNamed,
  settledBills,
  type SettledBillRow,
} from "@cfa/db/queries/measures/parties";
import { partyRow } from "@cfa/db/queries/parties";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { addDays, addMonths, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { ApiFailure } from "../../errors.ts";
import { pageAt } from "../../routes/cursor.ts";
import { readStandings } from "./standings.ts";

/** How much of a side hangs on its largest parties. */
export async function readConcentration(
  snapshot: CompanySnapshot,
  { side, asOf }: SideOnDay,
  { of, top }: { of: Concentration["of"]; top: number },
): Promise<Concentration> {
  const period = of === "trade" ? { from: addDays(addMonths(asOf, -12), 1), to: asOf } : null;
  const sums =
    period === null
      ? await outstandingOf(snapshot, { side, asOf })
      : await tradedIn(snapshot, { side, ...period });
  const found = concentration(sums);
  return {
    asOf,
    side,
    of,
    period,
    total: paiseToJson(found.total),
    parties: found.parties,
    top: found.ranked.slice(0, top).map(({ ledgerId, name, amount, share, together }) => ({
      partyId: idOut("party", ledgerId),
      name,
      amount: paiseToJson(amount),
      share,
      together,
    })),
    hhi: found.hhi,
    left: { parties: found.left.parties, amount: paiseToJson(found.left.amount) },
  };
}

type PartySum = { ledgerId: string; name: string; amount: bigint };

async function outstandingOf(snapshot: CompanySnapshot, on: SideOnDay): Promise<PartySum[]> {
  const { byParty } = await readStandings(snapshot, on);
  const names = await partiesNamed(snapshot, []);
  return names.map(({ ledgerId, name }) => ({
    ledgerId,
    name,
    amount: byParty.get(ledgerId)?.outstanding ?? 0n,
  }));
}

async function tradedIn(
  snapshot: CompanySnapshot,
  { side, ...period }: { side: SideOnDay["side"]; from: string; to: string },
): Promise<PartySum[]> {
  const traded = side === "receivable" ? "sales" : "purchases";
  const rows = await trade(snapshot, { side: traded, ...period, duties: [] }, "party");
  return rows.flatMap(({ ledgerId, name, goods, notes }) =>
    ledgerId === null ? [] : [{ ledgerId, name, amount: goods - notes }],
  );
}

/** One page of customers with a credit limit, the most used first. */
export async function readCreditUse(
  snapshot: CompanySnapshot,
  { asOf, limit, offset }: { asOf: LocalDate; limit: number; offset: number },
): Promise<{ asOf: string; rows: CreditUse[]; nextCursor: string | null }> {
  const on = { side: "receivable", asOf } as const;
  const { byParty } = await readStandings(snapshot, on);
  const all = (await creditLimits(snapshot, asOf)).map((party) => {
    const { outstanding = 0n, overdue = 0n } = byParty.get(party.ledgerId) ?? {};
    return { ...party, outstanding, overdue, used: outstanding > 0n ? points(outstanding, party.limit) : 0 };
  });
  const sorted = all.toSorted((a, b) => b.used - a.used).slice(offset, offset + limit + 1);
  const page = pageAt(sorted, { limit, offset });
  return {
    asOf,
    ...page,
    rows: page.rows.map((row) => ({
      partyId: idOut("party", row.ledgerId),
      name: row.name,
      limit: paiseToJson(row.limit),
      outstanding: paiseToJson(row.outstanding),
      overdue: paiseToJson(row.overdue),
      free: paiseToJson(row.limit - row.outstanding),
      used: row.used,
    })),
  };
}

/** How long a party took to pay: its figures over all settled bills, and one page of the bills. */
export async function readDaysToPay(
  snapshot: CompanySnapshot,
  { side, asOf }: SideOnDay,
  wanted: { ledgerId: string; limit: number; offset: number },
): Promise<DaysToPay> {
  const { ledgerId, limit, offset } = wanted;
  const party = await partyRow(snapshot, ledgerId);
  if (!party) throw new ApiFailure("not-found");
  const bills = await settledBills(snapshot, { ledgerId, side, asOf });
  const spread = paySpread(bills.map(asSettled));
  const page = pageAt(bills.slice(offset, offset + limit + 1), { limit, offset });
  return {
    asOf,
    side,
    party: { partyId: idOut("party", ledgerId), name: party.name },
    bills: bills.length,
    inferred: bills.filter((bill) => bill.isInferred).length,
    amount: paiseToJson(bills.reduce((sum, bill) => sum + bill.amount, 0n)),
    days: spread?.days ?? null,
    delay: spread?.delay ?? null,
    rows: page.rows.map(presentPaid),
    nextCursor: page.nextCursor,
  };
}

function presentPaid(bill: SettledBillRow): PaidBill {
  const { name, date, dueDate, settledOn, isInferred, isOpening } = bill;
  return {
    billId: idOut("bill", bill.billId),
    name,
    date,
    dueDate,
    amount: paiseToJson(bill.amount),
    settledOn,
    ...payDaysOf(asSettled(bill)),
    isInferred,
    isOpening,
  };
}

/** Days come from the database, where they are days. */
function asSettled({ date, dueDate, amount, paiseDays }: SettledBillRow) {
  return { date: date as LocalDate, dueDate: dueDate as LocalDate, amount, paiseDays };
}
