import { shutDaysOf, BANK_RULE } from "@cfa/books/cash/bank-days";
import { DEPOSIT_RULES, depositRulesOf } from "@cfa/books/cash/deposit-days";
import { moneyPosition, type MoneyPosition } from "@cfa/books/cash/position";
import { purposesOf, type Purposes } from "@cfa/books/cash/purposes";
import { makeGroupTree, type GroupTree } from "@cfa/books/group-tree";
import type { Database } from "@cfa/db/client";
import { booksFrom, cashLedgers, type CashLedgerRow } from "@cfa/db/queries/cash/cash-ledgers";
import { saidOfAccounts, type CashSaid } from "@cfa/db/queries/cash/cash-settings";
import { cashForecast, latestForecastTry } from "@cfa/db/queries/cash/forecasts";
import { moneyVouchers } from "@cfa/db/queries/cash/money-vouchers";
import type { RecurringSaidRow } from "@cfa/db/queries/cash/recurring-said";
import { saidOfCash } from "@cfa/db/queries/cash/said-of-cash";
import { learnedForecasts } from "@cfa/db/queries/insights/forecasts";
import { generationOf, latestLearning } from "@cfa/db/queries/insights/learned";
import { balancesOf } from "@cfa/db/queries/ledgers/balances";
import { groupRecords } from "@cfa/db/queries/ledgers/groups";
import { statutoryRules } from "@cfa/db/queries/settings/statutory-rules";
import { readCompany, type CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { Side } from "@cfa/db/tables/bills";
import type { SaidItem } from "@cfa/insights/money/cash-books";
import { depositBooks } from "@cfa/insights/money/deposit-books";
import {
  flowBook,
  flowLedgers,
  streamOf,
  type FlowLedger,
  type MoneyFlows,
} from "@cfa/insights/money/flows-of-vouchers";
import { dayNumber } from "@cfa/insights/payment-history";
import { addDays, addMonths, type LocalDate } from "@cfa/values/local-date";

import { promisesLeft, readPieces } from "../learn/read-lesson.ts";
import type { CashLesson, SideLesson } from "./cash-lesson.ts";
import { readChances } from "./read-chances.ts";

/** A company's books as cash is forecast from them, with what they came from. `lesson` null: no money account is known. */
export type ReadCashLesson = {
  readonly lesson: CashLesson | null;
  readonly generation: bigint;
  readonly said: string;
  readonly learned: string;
  readonly position: MoneyPosition;
  readonly floor: bigint | null;
};

/** Money of earlier days is not looked at. */
const MONTHS = 36;
const DAYS_AHEAD = 91;
/** Who deposits early does so within the days ahead for a due day that lies beyond them. */
const MONTH = 31;
/** Always the same random numbers: what is forecast changes with the books alone. */
const SEED = 1;
/** Who files by the quarter chose it, and Tally does not say who did. */
const RULES = [...Object.keys(DEPOSIT_RULES).filter((rule) => rule !== "gst-deposit-quarterly"), BANK_RULE];

/** Reads what there is to forecast from, as of one moment. Null: it was forecast already, by this model. */
export function readCashLesson(
  db: Database,
  companyId: string,
  on: { asOf: LocalDate; model: string },
): Promise<ReadCashLesson | null> {
  return readCompany(db, companyId, async (snapshot) => {
    const { asOf } = on;
    const generation = await generationOf(snapshot);
    const { money: saidOfMoney, items: saidOfItems, text: said } = await saidOfCash(snapshot);
    const learned = (await learnedOn(snapshot, asOf)).join();
    const tried = (await latestForecastTry(snapshot)) ?? null;
    const isTried = tried?.asOf === asOf && tried.generation === generation && tried.outcome !== "failed";
    if (isTried && (await isForecast(snapshot, { ...on, said, learned, tried }))) return null;

    const tree = makeGroupTree(await groupRecords(snapshot));
    const purposes = purposesOf(await cashLedgers(snapshot), tree);
    const { position, leftOut, balances } = await readPosition(snapshot, {
      asOf,
      purposes,
      said: saidOfMoney,
    });
    const of = { generation, said, learned, position, floor: saidOfMoney.floor };
    if (purposes.money.every(({ ledgerId }) => leftOut.has(ledgerId))) return { ...of, lesson: null };

    const ledgers = flowLedgers(purposes, (ledgerId) => leftOut.has(ledgerId));
    const from = addMonths(asOf, -MONTHS);
    const moneyIds = purposes.money.map(({ ledgerId }) => ledgerId).filter((id) => !leftOut.has(id));
    const flows = await readFlows(snapshot, { asOf, from, ledgers, moneyIds });
    const rules = await statutoryRules(snapshot, RULES);
    const withLevels = !(tried?.asOf === asOf && tried.outcome === "without-levels"); // once a day is enough
    const lesson: CashLesson = {
      asOf,
      seed: SEED,
      first: firstDay(flows, { from, begins: await booksFrom(snapshot) }),
      available: Number(position.available),
      floor: saidOfMoney.floor === null ? null : Number(saidOfMoney.floor),
      ...flows,
      sides: {
        customer: await readSide(snapshot, { side: "receivable", asOf, from }),
        supplier: await readSide(snapshot, { side: "payable", asOf, from }),
      },
      deposits: readDeposits(purposes, { tree, balances, rules, asOf, from }),
      said: saidOfItems.map((row) => saidItem(row, ledgers)),
      shutDays: shutDaysOf(rules),
      chances: await readChances(snapshot, { asOf, moneyIds }),
      withLevels,
    };
    return { ...of, lesson };
  });
}

async function isForecast(
  snapshot: CompanySnapshot,
  now: { asOf: string; model: string; said: string; learned: string; tried: { outcome: string } },
): Promise<boolean> {
  if (now.tried.outcome === "no-accounts") return true;
  const row = await cashForecast(snapshot);
  if (row === undefined || row.as_of !== now.asOf || row.model !== now.model) return false;
  return row.said === now.said && row.learned === now.learned && row.month !== null;
}

/** The moments of today's learnings: of another day they are not of the weeks ahead. */
async function learnedOn(snapshot: CompanySnapshot, asOf: string): Promise<string[]> {
  const sides: readonly Side[] = ["receivable", "payable"];
  const found = [];
  for (const side of sides) found.push(await latestLearning(snapshot, { side, from: asOf, upTo: asOf }));
  return found.map((row) => (row === undefined ? "" : `${row.model} ${row.learnedAt.toISOString()}`));
}

async function readPosition(
  snapshot: CompanySnapshot,
  { asOf, purposes, said }: { asOf: string; purposes: Purposes<CashLedgerRow>; said: CashSaid },
): Promise<{
  position: MoneyPosition;
  leftOut: ReadonlySet<string>;
  balances: ReadonlyMap<string, bigint>;
}> {
  const ledgerIds = [...purposes.money, ...purposes.others].map(({ ledgerId }) => ledgerId);
  const balances = await balancesOf(snapshot, { ledgerIds, asOf });
  const saidOf = saidOfAccounts(said);
  const accounts = purposes.money.map(({ ledgerId, guid }) => ({
    ledgerId,
    balance: balances.get(ledgerId) ?? 0n,
    ...saidOf(guid),
  }));
  const leftOut = new Set(accounts.filter(({ isLeftOut }) => isLeftOut).map(({ ledgerId }) => ledgerId));
  return { position: moneyPosition(accounts), leftOut, balances };
}

async function readFlows(
  snapshot: CompanySnapshot,
  wanted: {
    asOf: LocalDate;
    from: LocalDate;
    ledgers: ReadonlyMap<string, FlowLedger>;
    moneyIds: readonly string[];
  },
): Promise<MoneyFlows> {
  const { asOf, from, ledgers, moneyIds } = wanted;
  const book = flowBook({ asOf, ledgers });
  for await (const rows of moneyVouchers(snapshot, { moneyIds, from, to: addDays(asOf, DAYS_AHEAD) }))
    for (const { date, state, ledgerIds, amounts } of rows) {
      const lines = ledgerIds.map((ledgerId, at) => ({ ledgerId, amount: BigInt(amounts[at] ?? 0) }));
      book.add({ date: date as LocalDate, state, lines });
    }
  return book.flows();
}

function firstDay(
  { streams }: MoneyFlows,
  { from, begins }: { from: LocalDate; begins: string | null },
): number {
  const moved = streams.flatMap(({ flows }) => flows.slice(0, 1).map(({ day }) => day));
  const first = begins === null ? Math.min(...moved, Infinity) : dayNumber(begins as LocalDate);
  return Number.isFinite(first) ? Math.max(dayNumber(from), first) : dayNumber(from);
}

async function readSide(
  snapshot: CompanySnapshot,
  on: { side: Side; asOf: LocalDate; from: LocalDate },
): Promise<SideLesson> {
  const { pieces, bills, places } = await readPieces(snapshot, on);
  const promises = on.side === "receivable" ? await promisesLeft(snapshot, { asOf: on.asOf, places }) : [];
  const rows = await learnedForecasts(snapshot, on);
  const forecasts = rows.map((row) => ({
    ...row,
    median: row.median as LocalDate | null,
    low: row.low as LocalDate | null,
    high: row.high as LocalDate | null,
    reasons: [],
  }));
  return { pieces, ids: { bills, parties: [...places.keys()] }, promises, forecasts };
}

function readDeposits(
  { others }: Purposes<CashLedgerRow>,
  ground: {
    tree: GroupTree;
    balances: ReadonlyMap<string, bigint>;
    rules: Parameters<typeof depositRulesOf>[0];
    asOf: LocalDate;
    from: LocalDate;
  },
): CashLesson["deposits"] {
  const { tree, balances, rules, asOf, from } = ground;
  const ledgers = others.map((ledger) => ({
    name: ledger.name,
    class: ledger.class,
    nature: tree.placeOf(ledger.group).nature,
    balance: balances.get(ledger.ledgerId) ?? 0n,
  }));
  const period = { from, to: addDays(asOf, DAYS_AHEAD + MONTH) };
  return depositBooks(ledgers, { rules: depositRulesOf(rules), period });
}

function saidItem(
  { ledgerId, direction, every, said, rhythm, size }: RecurringSaidRow,
  ledgers: ReadonlyMap<string, FlowLedger>,
): SaidItem {
  const stream = streamOf(ledgerId, direction === "in" ? 1 : -1, ledgers);
  const key = { ...stream, direction, every };
  if (rhythm !== null && size !== null) return { key, said: { rhythm, size: Number(size) } };
  return { key, said: said === "ended" ? "ended" : "confirmed" };
}
