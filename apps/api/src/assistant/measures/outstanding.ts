import { fill } from "@cfa/assistant/answer/words";
import { ageOn, bucketAt, keysOf } from "@cfa/books/ageing-choice";
import {
  namedOpenBills,
  namedUnapplied,
  type NamedOpenBill,
  type NamedUnapplied,
} from "@cfa/db/queries/assistant/open-bills";
import { standing, type Standing } from "@cfa/db/queries/assistant/standing";
import type { Side } from "@cfa/db/tables/bills";
import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, paiseFromJson, sum } from "@cfa/values/money";

import { ageingOn } from "../../present/measures/ageing.ts";
import { inOrder, withinAmounts } from "../arrange.ts";
import type { Asked, Caveat, Found, Row } from "../asked.ts";
import { bill, code, count, days, money, NONE, onDay, party, percent } from "../cells.ts";
import { wholeSide } from "./whole-side.ts";

/** Bills of a side as they are asked of, and what is unapplied of it. */
export type SideBooks = {
  readonly bills: readonly NamedOpenBill[];
  readonly unapplied: readonly NamedUnapplied[];
};

type Kind = { readonly side: Side; readonly isOverdue: boolean };

const WHOLE = 10_000n; // hundredths of a per cent
const MOST_BEHIND = 1_000;

/** What is owed on a side, or what of it is overdue: by party, by bill or by age. */
export function outstanding(
  side: Side,
  { isOverdue }: { isOverdue: boolean },
): (asked: Asked) => Promise<Found> {
  return async (asked) => {
    const whole = isOverdue ? null : await wholeSide(asked, side);
    if (whole !== null) return whole;
    const kind = { side, isOverdue };
    const { query } = asked;
    const isOfBills = isOverdue || query.moreThanDays !== null;
    const grain = query.groupBy ?? grainOf(asked);
    if (grain === "age") return byAge(asked, kind, await readSide(asked, side));
    if (grain === "bill") return byBill(asked, kind, isOfBills || isByAmount(asked));
    if (query.thenBy !== "age") return byParty(asked, kind, isOfBills);
    return byPartyAndAge(asked, kind, { books: await readSide(asked, side), isOfBills });
  };
}

/** The open bills and unapplied money of a side that are asked of. */
export async function readSide(asked: Asked, side: Side): Promise<SideBooks> {
  const { snapshot, parties, withoutParties, asOf } = asked;
  const wanted = { side, asOf, parties, withoutParties };
  return {
    bills: await namedOpenBills(snapshot, wanted),
    unapplied: await namedUnapplied(snapshot, wanted),
  };
}

/** Days a bill is overdue on a day; 0: it is not, or nothing but tax is open. */
export function overdueDays(
  { open, tdsAwaited, dueDate }: Pick<NamedOpenBill, "open" | "tdsAwaited" | "dueDate">,
  asOf: LocalDate,
): number {
  return open > tdsAwaited ? Math.max(0, daysBetween(dueDate as LocalDate, asOf)) : 0;
}

/** Where nothing is said, what is narrowed is told bill by bill, and the rest by party. */
function grainOf(asked: Asked): "bill" | "party" {
  const { query } = asked;
  return query.parties.length === 1 || query.moreThanDays !== null || isByAmount(asked) ? "bill" : "party";
}

function isByAmount({ query }: Asked): boolean {
  return query.above !== null || query.below !== null;
}

function fitting(
  bills: readonly NamedOpenBill[],
  { query, asOf }: Asked,
  isOverdue: boolean,
): NamedOpenBill[] {
  const over = query.moreThanDays ?? 0;
  if (!isOverdue && query.moreThanDays === null) return [...bills];
  return bills.filter((each) => overdueDays(each, asOf) > over);
}

type Books = { books: SideBooks; isOfBills: boolean };

async function byBill(asked: Asked, kind: Kind, isOfBills: boolean): Promise<Found> {
  const found = await readStanding(asked, kind, { grain: "bill", isNet: !isOfBills });
  return {
    ...headOf(kind, { ...found, unapplied: found.wholeUnapplied, isOfBills, vouchers: found.voucherIds }),
    columns: ["bill", "party", "amount", "due", "overdueDays"],
    rows: found.rows.map((each) => ({
      cells: [
        bill(each.billId, each.name),
        party(each.ledgerId, each.party),
        money(each.amount),
        onDay(each.dueDate),
        days(each.overdueDays),
      ],
      amount: each.amount,
      day: each.dueDate,
    })),
    rowCount: found.rowCount,
    chart: asked.query.chart ? "bar" : null,
  };
}

async function byParty(asked: Asked, kind: Kind, isOfBills: boolean): Promise<Found> {
  const found = await readStanding(asked, kind, { grain: "party", isNet: !isOfBills });
  const head = headOf(kind, { ...found, isOfBills, vouchers: found.voucherIds });
  return {
    ...head,
    figures: [...head.figures, ["parties", count(found.rowCount)]],
    columns: ["party", "amount", "overdue", "unapplied", "overdueDays"],
    rows: found.rows.map((each): Row => ({
      cells: [
        party(each.ledgerId, each.party),
        money(each.amount),
        money(each.overdue),
        money(each.unapplied),
        days(each.overdueDays),
      ],
      amount: each.amount,
      day: each.dueDate,
    })),
    rowCount: found.rowCount,
    chart: found.rowCount > 0 ? "bar" : null,
  };
}

/** What is added up and put in order by the database. */
function readStanding(
  { snapshot, asOf, query, parties, withoutParties, most }: Asked,
  { side, isOverdue }: Kind,
  { grain, isNet }: { grain: "bill" | "party"; isNet: boolean },
): Promise<Standing> {
  const isLate = isOverdue || query.moreThanDays !== null;
  return standing(
    snapshot,
    {
      side,
      asOf,
      parties,
      withoutParties,
      overdueBeyond: isLate ? (query.moreThanDays ?? 0) : null,
      isNet,
      grain,
      above: query.above === null ? null : paiseFromJson(query.above),
      below: query.below === null ? null : paiseFromJson(query.below),
      order: query.order ?? (grain === "bill" ? "earliest" : "most"),
      limit: most,
    },
    { behind: MOST_BEHIND },
  );
}

type PartySum = {
  ledgerId: string;
  name: string;
  bills: NamedOpenBill[];
  unapplied: bigint;
};

function partiesOf({ bills, unapplied }: SideBooks): PartySum[] {
  const found = new Map<string, PartySum>();
  const of = (ledgerId: string, name: string): PartySum => {
    const known = found.get(ledgerId) ?? { ledgerId, name, bills: [], unapplied: 0n };
    found.set(ledgerId, known);
    return known;
  };
  for (const each of bills) of(each.ledgerId, each.party).bills.push(each);
  for (const each of unapplied) of(each.ledgerId, each.party).unapplied += each.amount;
  return [...found.values()];
}

function byPartyAndAge(asked: Asked, kind: Kind, { books, isOfBills }: Books): Promise<Found> {
  const bills = fitting(books.bills, asked, kind.isOverdue);
  const sums = partiesOf({ bills, unapplied: books.unapplied }).map((each) => {
    const open = sum(each.bills.map((one) => one.open));
    return { ...each, open, amount: isOfBills ? open : open - each.unapplied };
  });
  const kept = withinAmounts(
    sums.filter((each) => (isOfBills ? each.bills.length > 0 : each.amount !== 0n || each.bills.length > 0)),
    asked,
  );
  const unapplied = sum(kept.map((each) => each.unapplied));
  const of = kept.flatMap((each) => each.bills);
  const head = headOf(kind, sumsOf(asked, { books, unapplied, isOfBills, bills: of }));
  const figures: Found["figures"] = [...head.figures, ["parties", count(kept.length)]];
  return withAges(asked, { ...head, figures }, { kept, isOfBills });
}

type Buckets = { keys: readonly string[]; of: (bill: NamedOpenBill) => string };

/** The company's own buckets; money for which there is no age has one of its own. */
async function bucketsOf(
  { snapshot, asOf, words }: Asked,
  side: Side,
): Promise<Buckets & { label: (key: string) => string }> {
  const { choice } = await ageingOn(snapshot, { side, asOf });
  const keys = keysOf(choice);
  return {
    keys,
    of: (each) => {
      if (each.tdsAwaited > 0n) return "tds-awaited";
      const dated = { date: each.date as LocalDate, dueDate: each.dueDate as LocalDate };
      return keys[bucketAt(ageOn(dated, asOf, choice.by), choice)] ?? "";
    },
    label: (key) => {
      const last = /^over-(\d+)$/.exec(key)?.[1];
      if (last !== undefined) return fill(words.say.over, { days: last });
      return (words.codes as Readonly<Record<string, string>>)[key] ?? key;
    },
  };
}

async function byAge(asked: Asked, kind: Kind, books: SideBooks): Promise<Found> {
  const buckets = await bucketsOf(asked, kind.side);
  const isOfBills = kind.isOverdue || asked.query.moreThanDays !== null || isByAmount(asked);
  const bills = withinAmounts(
    fitting(books.bills, asked, kind.isOverdue).map((each) => ({ ...each, amount: each.open })),
    asked,
  );
  const unapplied = sum(books.unapplied.map(({ amount }) => amount));
  const grouped = Map.groupBy(bills, buckets.of);
  const row = (key: string, amount: bigint, number: number | null): Row => ({
    cells: [code(key, buckets.label(key)), money(amount), number === null ? NONE : count(number)],
    amount,
    day: null,
  });
  const rows = [...buckets.keys, ...(grouped.has("tds-awaited") ? ["tds-awaited"] : [])].map((key) => {
    const of = grouped.get(key) ?? [];
    return row(key, sum(of.map((each) => each.open)), of.length);
  });
  if (!isOfBills && unapplied !== 0n) rows.push(row("unapplied", -unapplied, null));
  return {
    ...headOf(kind, sumsOf(asked, { books, unapplied, isOfBills, bills })),
    columns: ["age", "amount", "bills"],
    rows: asked.query.order === null ? rows : inOrder(rows, asked, "most"),
    chart: "bar",
  };
}

async function withAges(
  asked: Asked,
  head: Found,
  { kept, isOfBills }: { kept: readonly (PartySum & { amount: bigint })[]; isOfBills: boolean },
): Promise<Found> {
  const side = asked.query.measure.includes("payable") ? "payable" : "receivable";
  const buckets = await bucketsOf(asked, side);
  const hasTds = kept.some((each) => each.bills.some((one) => one.tdsAwaited > 0n));
  const keys = [...buckets.keys, ...(hasTds ? ["tds-awaited"] : [])];
  const hasUnapplied = !isOfBills && kept.some((each) => each.unapplied !== 0n);
  const rows = kept.map((each): Row => {
    const grouped = Map.groupBy(each.bills, buckets.of);
    const sums = keys.map((key) => money(sum((grouped.get(key) ?? []).map((one) => one.open))));
    return {
      cells: [
        party(each.ledgerId, each.name),
        money(each.amount),
        ...sums,
        ...(hasUnapplied ? [money(-each.unapplied)] : []),
      ],
      amount: each.amount,
      day: each.bills.map((one) => one.dueDate).toSorted()[0] ?? null,
    };
  });
  const labelled = [...keys, ...(hasUnapplied ? ["unapplied"] : [])];
  return {
    ...head,
    columns: ["party", "total", ...labelled.map((key) => ({ name: key, label: buckets.label(key) }))],
    rows: inOrder(rows, asked, "most"),
    chart: rows.length > 0 ? "bar" : null,
  };
}

type Sums = {
  open: bigint;
  overdue: bigint;
  tdsAwaited: bigint;
  bills: number;
  unapplied: bigint;
  whole: bigint;
  isOfBills: boolean;
  vouchers: readonly (string | null)[];
};

/** The sums of bills that were looked at one by one. */
function sumsOf(
  { asOf }: Asked,
  {
    books,
    unapplied,
    isOfBills,
    bills,
  }: { books: SideBooks; unapplied: bigint; isOfBills: boolean; bills: readonly NamedOpenBill[] },
): Sums {
  return {
    open: sum(bills.map((each) => each.open)),
    overdue: sum(bills.filter((each) => overdueDays(each, asOf) > 0).map((each) => each.open)),
    tdsAwaited: sum(bills.map(({ tdsAwaited }) => tdsAwaited)),
    bills: bills.length,
    unapplied,
    whole: sum(books.bills.map((each) => each.open)) - sum(books.unapplied.map(({ amount }) => amount)),
    isOfBills,
    vouchers: [
      ...bills.map((each) => each.voucherId),
      ...(isOfBills ? [] : books.unapplied.map((each) => each.voucherId)),
    ],
  };
}

/** The figures, and the vouchers behind them. Of bills alone nothing unapplied is taken off. */
function headOf({ side, isOverdue }: Kind, sums: Sums): Found {
  const { open, overdue, tdsAwaited, unapplied, whole, isOfBills } = sums;
  const bare: Found["figures"] = [
    ["overdue", money(open)],
    [side, money(whole)],
    ...(whole > 0n ? ([["share", percent(Number((open * WHOLE) / whole))]] as const) : []),
  ];
  const net: Found["figures"] = [
    ["outstanding", money(isOfBills ? open : open - unapplied)],
    ...(isOfBills
      ? []
      : ([
          ["open", money(open)],
          ["unapplied", money(unapplied)],
        ] as const)),
    ["overdue", money(overdue)],
    ...(tdsAwaited === 0n ? [] : ([["tdsAwaited", money(tdsAwaited)]] as const)),
  ];
  const said = isOfBills ? "unapplied-beside" : "unapplied";
  const caveats: Caveat[] = unapplied === 0n ? [] : [[said, { money: formatRupees(unapplied) }]];
  return {
    figures: [...(isOverdue ? bare : net), ["bills", count(sums.bills)]],
    vouchers: sums.vouchers,
    caveats,
  };
}
