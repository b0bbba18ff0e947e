import type {
  CashDriver,
  CashForecast,
  CashForecastAnswer,
  CashMonth,
  CashWeek,
  Spread,
} from "@cfa/contract/cash-forecast";
import { namedLedgers, type NamedLedger } from "@cfa/db/queries/cash/cash-ledgers";
import { cashForecast, latestForecastTry, type CashForecastRow } from "@cfa/db/queries/cash/forecasts";
import { saidOfCash } from "@cfa/db/queries/cash/said-of-cash";
import { generationOf } from "@cfa/db/queries/insights/learned";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { StoredDaysAhead, StoredSpread, StoredWeek } from "@cfa/db/tables/cash";
import { dateOf } from "@cfa/insights/payment-history";
import { idOut } from "@cfa/values/ids";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { notesOf } from "./notes.ts";

/** What the company's money will do, what is missing, and how the latest try ended. */
export async function readForecast(snapshot: CompanySnapshot, today: LocalDate): Promise<CashForecastAnswer> {
  const row = await cashForecast(snapshot);
  const tried = (await latestForecastTry(snapshot)) ?? null;
  const isBehind = row !== undefined && (await isOld(snapshot, row, today));
  return {
    latestTry: tried && {
      asOf: tried.asOf,
      triedAt: tried.triedAt.toISOString(),
      outcome: tried.outcome,
      failure: tried.failure,
    },
    notes: notesOf(row, { tried, isBehind }),
    forecast: row === undefined ? null : await presentForecast(snapshot, row, isBehind),
  };
}

/** The books, the day or what people say have changed since. */
async function isOld(snapshot: CompanySnapshot, row: CashForecastRow, today: LocalDate): Promise<boolean> {
  if (row.as_of < today || row.generation !== (await generationOf(snapshot))) return true;
  return row.said !== (await saidOfCash(snapshot)).text;
}

async function presentForecast(
  snapshot: CompanySnapshot,
  row: CashForecastRow,
  isBehind: boolean,
): Promise<CashForecast> {
  const { lowest } = row;
  const first = row.weeks[lowest.week]?.from ?? lowest.day;
  return {
    asOf: row.as_of,
    madeAt: row.made_at.toISOString(),
    isBehind,
    model: row.model,
    knowledge: row.knowledge,
    historyFrom: row.history_from,
    opening: {
      money: paiseToJson(row.money),
      overdrawn: paiseToJson(row.overdrawn),
      free: paiseToJson(row.free),
      available: paiseToJson(row.available),
      isLimitMissing: row.is_limit_missing,
    },
    floor: row.floor === null ? null : paiseToJson(row.floor),
    weeks: row.weeks.map(presentWeek),
    lowest: {
      balance: presentSpread(lowest.balance),
      week: weekFrom(first),
      day: dateOf(lowest.day),
    },
    month: row.month && presentMonth(row.month, addDays(row.as_of as LocalDate, 1)),
    chanceBelow: row.is_chance_worth_saying ? row.chance_below : null,
    drivers: await presentDrivers(snapshot, row.drivers),
    weights: (["in", "out"] as const).flatMap((direction) =>
      Object.entries(row.weights[direction]).map(([candidate, weight]) => ({ direction, candidate, weight })),
    ),
  };
}

/** A week as it goes out. */
export function presentWeek(week: StoredWeek): CashWeek {
  return { ...weekFrom(week.from), ...presentMoney(week) };
}

function presentMonth(month: StoredDaysAhead, from: LocalDate): CashMonth {
  const { balance, day } = month.lowest;
  return {
    from,
    to: addDays(from, month.days - 1),
    ...presentMoney(month),
    lowest: { balance: presentSpread(balance), day: dateOf(day) },
  };
}

function presentMoney(week: Omit<StoredWeek, "from">): Omit<CashWeek, "from" | "to"> {
  return {
    in: presentSpread(week.in),
    out: presentSpread(week.out),
    net: presentSpread(week.net),
    balance: presentSpread(week.balance),
    classes: week.classes.map((each) => ({ ...each, mean: paiseOf(each.mean) })),
  };
}

/** The days of a week from its first. */
export function weekFrom(day: number): { from: LocalDate; to: LocalDate } {
  const from = dateOf(day);
  return { from, to: addDays(from, 6) };
}

/** A distribution as it goes out: whole paise. */
export function presentSpread({
  quantiles,
  mean,
}: StoredSpread | { quantiles: Float64Array; mean: number }): Spread {
  return { quantiles: Array.from(quantiles, paiseOf), mean: paiseOf(mean) };
}

/** A number of paise as it goes out. */
export function paiseOf(amount: number): string {
  return paiseToJson(BigInt(Math.round(amount)));
}

async function presentDrivers(
  snapshot: CompanySnapshot,
  drivers: CashForecastRow["drivers"],
): Promise<CashDriver[]> {
  const ids = drivers.flatMap(({ of }) =>
    of.kind === "party" ? [of.partyId] : of.kind === "item" ? [of.key.party ?? of.key.ledger] : [],
  );
  const names = await namedLedgers(snapshot, ids);
  return drivers.map(({ of, difference }) => {
    const sum = { difference: paiseOf(difference) };
    if (of.kind === "class")
      return {
        ...sum,
        kind: of.kind,
        name: "",
        ...idsOf(undefined),
        class: of.class,
        direction: of.direction,
      };
    const ledger = names.get(of.kind === "party" ? of.partyId : (of.key.party ?? of.key.ledger));
    const about =
      of.kind === "party"
        ? { class: of.side, direction: null }
        : { class: of.key.class, direction: of.key.direction };
    return { ...sum, kind: of.kind, name: ledger?.name ?? "", ...idsOf(ledger), ...about };
  });
}

/** How a ledger is named outside: as a party too, where it is one. */
export function idsOf(ledger: NamedLedger | undefined): { partyId: string | null; ledgerId: string | null } {
  if (ledger === undefined) return { partyId: null, ledgerId: null };
  return {
    partyId: ledger.isParty ? idOut("party", ledger.ledgerId) : null,
    ledgerId: idOut("ledger", ledger.ledgerId),
  };
}
