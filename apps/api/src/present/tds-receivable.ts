import { isTdsReceivable } from "@cfa/books/tds";
import { awaitedBy, awaitedOf } from "@cfa/books/tds-awaited";
import type { TdsParty, TdsReceivable, TdsYear } from "@cfa/contract/tds";
import { ledgerBalance } from "@cfa/db/queries/parties";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import { partyRoots } from "@cfa/db/queries/party-roots";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { tdsBooked, tdsLedgers, type TdsBookedRow, type TdsLedgerRow } from "@cfa/db/queries/tds/receivable";
import { idOut } from "@cfa/values/ids";
import { day, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson, sum, type Paise } from "@cfa/values/money";
import { financialYearLabel } from "@cfa/values/period";

import { pageAt } from "../routes/cursor.ts";
import { readAwaitedTds, type AwaitedTds } from "./tds-awaited.ts";
import { readTdsOf } from "./tds-habits.ts";

/** A customer with what is awaited from it and what was booked of it; without a ledger: vouchers that are not of just one party. */
type Customer = {
  ledgerId: string | null;
  party: string;
  kind: string | null;
  awaited: AwaitedTds[];
  booked: TdsBookedRow[];
};

/** What customers have kept back: awaited from them, and booked, by customer and financial year. */
export async function readTdsReceivable(
  snapshot: CompanySnapshot,
  { asOf, limit, offset }: { asOf: LocalDate; limit: number; offset: number },
): Promise<TdsReceivable> {
  const awaited = await readAwaitedTds(snapshot, { side: "receivable", asOf });
  const ledgers = (await tdsLedgers(snapshot)).filter(isTdsReceivable);
  const booked = await tdsBooked(snapshot, {
    asOf,
    tdsLedgerIds: ledgers.map(({ ledgerId }) => ledgerId),
    into: await mergedInto(snapshot),
  });
  const all = customersOf(awaited, booked);
  const page = pageAt(all.slice(offset, offset + limit + 1), { limit, offset });
  const { awaited: total, bills } = awaitedOf(awaited);
  return {
    asOf,
    awaited: paiseToJson(total),
    bills,
    parties: all.filter((customer) => customer.awaited.length > 0).length,
    ledgers: await balancesOf(snapshot, { ledgers, asOf }),
    years: yearsOf(awaited, booked),
    rows: await presentCustomers(snapshot, { customers: page.rows, asOf }),
    nextCursor: page.nextCursor,
  };
}

/** The largest sums awaited first, then the largest sums booked. */
function customersOf(awaited: readonly AwaitedTds[], booked: readonly TdsBookedRow[]): Customer[] {
  const customers = new Map<string | null, Customer>();
  const customerOf = (of: { ledgerId: string | null; party: string | null; partyKind: string | null }) => {
    const { ledgerId, party, partyKind: kind } = of;
    const known = customers.get(ledgerId);
    const customer = known ?? { ledgerId, party: party ?? "", kind, awaited: [], booked: [] };
    customers.set(ledgerId, customer);
    return customer;
  };
  for (const bill of awaited) customerOf(bill).awaited.push(bill);
  for (const row of booked) customerOf(row).booked.push(row);
  const summed = [...customers.values()].map((customer) => ({
    customer,
    ...awaitedOf(customer.awaited),
    received: receivedOf(customer.booked),
    key: `${customer.party.toLowerCase()} ${customer.ledgerId ?? ""}`,
  }));
  return summed
    .toSorted(
      (a, b) => compare(b.awaited, a.awaited) || compare(b.received, a.received) || (a.key < b.key ? -1 : 1),
    )
    .map(({ customer }) => customer);
}

function compare(a: Paise, b: Paise): number {
  return a < b ? -1 : Number(a > b);
}

async function presentCustomers(
  snapshot: CompanySnapshot,
  { customers, asOf }: { customers: readonly Customer[]; asOf: LocalDate },
): Promise<TdsParty[]> {
  const parties = customers.flatMap(({ ledgerId, kind }) => (ledgerId === null ? [] : [{ ledgerId, kind }]));
  const habits = await readTdsOf(snapshot, { parties, side: "receivable", asOf });
  return customers.map(({ ledgerId, party, awaited, booked }) => {
    const of = awaitedOf(awaited);
    return {
      partyId: ledgerId === null ? null : idOut("party", ledgerId),
      party,
      awaited: paiseToJson(of.awaited),
      bills: of.bills,
      oldest: of.oldest,
      received: paiseToJson(receivedOf(booked)),
      years: yearsOf(awaited, booked),
      tds: habits.get(ledgerId ?? "") ?? null,
    };
  });
}

function yearsOf(awaited: readonly AwaitedTds[], booked: readonly TdsBookedRow[]): TdsYear[] {
  const awaitedIn = awaitedBy(awaited, ({ year }) => year);
  const bookedIn = Map.groupBy(booked, ({ year }) => financialYearLabel(day(`${year}-04-01`)));
  return [...new Set([...awaitedIn.keys(), ...bookedIn.keys()])]
    .toSorted((a, b) => (a < b ? 1 : -1))
    .map((year) => ({
      year,
      awaited: paiseToJson(awaitedIn.get(year)?.awaited ?? 0n),
      received: paiseToJson(receivedOf(bookedIn.get(year) ?? [])),
    }));
}

function receivedOf(booked: readonly TdsBookedRow[]): Paise {
  return sum(booked.map(({ received }) => received));
}

async function balancesOf(
  snapshot: CompanySnapshot,
  { ledgers, asOf }: { ledgers: readonly TdsLedgerRow[]; asOf: LocalDate },
): Promise<TdsReceivable["ledgers"]> {
  const balances: TdsReceivable["ledgers"] = [];
  for (const { ledgerId, name } of ledgers) {
    const balance = paiseToJson(await ledgerBalance(snapshot, { ledgerId, asOf }));
    balances.push({ ledgerId: idOut("ledger", ledgerId), name, balance });
  }
  return balances;
}

/** Ledgers that people say are another party, each with that one's. */
async function mergedInto(snapshot: CompanySnapshot): Promise<[string, string][]> {
  const roots = await partyRoots(snapshot);
  const parties = await partyLedgers(snapshot, { guids: [...roots.keys(), ...roots.values()] });
  const ids = new Map(parties.map(({ guid, ledgerId }) => [guid, ledgerId]));
  return [...roots].flatMap(([from, root]): [string, string][] => {
    const [fromId, rootId] = [ids.get(from), ids.get(root)];
    return fromId === undefined || rootId === undefined ? [] : [[fromId, rootId]];
  });
}
