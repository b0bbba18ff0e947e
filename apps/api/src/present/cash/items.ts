import { purposesOf } from "@cfa/books/cash/purposes";
import { makeGroupTree } from "@cfa/books/group-tree";
import type { CashItem, CashItems, ItemRhythm, ItemWord } from "@cfa/contract/cash-items";
import { cashLedgers } from "@cfa/db/queries/cash/cash-ledgers";
import { cashForecast, recurringItems, type RecurringItemRow } from "@cfa/db/queries/cash/forecasts";
import {
  recurringSaid,
  type RecurringSaidRow,
  type RecurringWord,
} from "@cfa/db/queries/cash/recurring-said";
import { groupRecords } from "@cfa/db/queries/ledgers/groups";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { inMonth } from "@cfa/insights/forecast/months";
import { daysOf, type Rhythm } from "@cfa/insights/forecast/recurring/rhythm";
import { flowLedgers, streamOf, type FlowLedger } from "@cfa/insights/money/flows-of-vouchers";
import { dateOf, dayNumber } from "@cfa/insights/payment-history";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseFromJson, paiseToJson } from "@cfa/values/money";

import { paiseOf } from "./forecast.ts";

/** Recurring items: those the latest forecast found, then those of which people say something and which nobody finds any more. */
export async function readItems(reader: BooksReader, today: LocalDate): Promise<CashItems> {
  const row = await cashForecast(reader);
  const found = await recurringItems(reader);
  const said = await recurringSaid(reader);
  const words = new Map(said.map((word) => [keyOf(word), word]));
  const keys = new Set(found.map((item) => keyOf({ ...item, ledgerGuid: item.ledger_guid })));
  const rest = said.filter((word) => !keys.has(keyOf(word)));
  const ledgers = rest.length === 0 ? new Map<string, FlowLedger>() : await readLedgers(reader);
  return {
    asOf: row?.as_of ?? null,
    items: [
      ...found.map((item) =>
        foundItem(item, words.get(keyOf({ ...item, ledgerGuid: item.ledger_guid })), today),
      ),
      ...rest.map((word) => saidItem(word, ledgers, today)),
    ],
  };
}

/** Names an item beside all others. */
export function keyOf(item: { ledgerGuid: string; direction: string; every: string }): string {
  return JSON.stringify([item.ledgerGuid, item.direction, item.every]);
}

function foundItem(item: RecurringItemRow, word: RecurringSaidRow | undefined, today: LocalDate): CashItem {
  return {
    ledgerId: idOut("ledger", item.ledger_id),
    partyId: item.is_party ? idOut("party", item.ledger_id) : null,
    name: item.name,
    class: item.class,
    direction: item.direction,
    every: item.every,
    rhythm: rhythmOut(item.rhythm, today),
    amount: paiseToJson(item.size),
    hitRate: item.hit_rate,
    alive: item.alive,
    hits: item.hits.map((hit) => ({ due: dateOf(hit.due), day: dateOf(hit.day), amount: paiseOf(hit.size) })),
    ahead: item.ahead.map(({ day, chance, size }) => ({ day: dateOf(day), chance, amount: paiseOf(size) })),
    said: word === undefined ? null : wordOut(word, today),
  };
}

/** What money on each ledger is for. */
async function readLedgers(reader: BooksReader): Promise<ReadonlyMap<string, FlowLedger>> {
  const tree = makeGroupTree(await groupRecords(reader));
  return flowLedgers(purposesOf(await cashLedgers(reader), tree), () => false);
}

function saidItem(
  word: RecurringSaidRow,
  ledgers: ReadonlyMap<string, FlowLedger>,
  today: LocalDate,
): CashItem {
  return {
    ledgerId: idOut("ledger", word.ledgerId),
    partyId: word.isParty ? idOut("party", word.ledgerId) : null,
    name: word.name,
    class: streamOf(word.ledgerId, word.direction === "in" ? 1 : -1, ledgers).class,
    direction: word.direction,
    every: word.every,
    rhythm: null,
    amount: null,
    hitRate: null,
    alive: null,
    hits: [],
    ahead: [],
    said: wordOut(word, today),
  };
}

function wordOut(
  { said, rhythm, size, saidBy, saidAt }: RecurringSaidRow,
  today: LocalDate,
): NonNullable<CashItem["said"]> {
  const by = { by: saidBy, at: saidAt.toISOString() };
  if (rhythm !== null && size !== null)
    return { word: { kind: "edited", rhythm: rhythmOut(rhythm, today), amount: paiseToJson(size) }, ...by };
  return { word: { kind: said === "ended" ? "ended" : "confirmed" }, ...by };
}

/** What a person says, as it is kept. */
export function wordIn(word: ItemWord): RecurringWord {
  if (word.kind !== "edited") return { said: word.kind, rhythm: null, size: null };
  return { said: "edited", rhythm: rhythmIn(word.rhythm), size: paiseFromJson(word.amount) };
}

function rhythmIn(rhythm: ItemRhythm): Rhythm {
  const next = dayNumber(rhythm.next as LocalDate);
  if (rhythm.kind === "days") return { kind: "days", days: rhythm.days, anchor: next, shift: rhythm.shift };
  const { months, date, shift } = rhythm;
  return { kind: "months", months, phase: inMonth(next).month % months, date, shift };
}

const everyDay = () => true; // by its day, wherever banks move it
const LOOKS = 400; // days in which every rhythm of up to a year falls

function rhythmOut(rhythm: Rhythm, today: LocalDate): ItemRhythm {
  const from = dayNumber(today) + 1;
  const next = dateOf(daysOf({ ...rhythm, shift: "stay" }, from, from + LOOKS, everyDay)[0] ?? from);
  if (rhythm.kind === "days") return { kind: "days", days: rhythm.days, next, shift: rhythm.shift };
  const { months, date, shift } = rhythm;
  return { kind: "months", months, date, next, shift };
}
