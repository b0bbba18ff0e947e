import { addDays, partsOf, type LocalDate } from "@cfa/values/local-date";
import { idOut } from "@cfa/values/ids";
import { financialYearOf, monthOf } from "@cfa/values/period";

import { monthNamed, periodsMeant, type DrawnDays } from "./days-meant.ts";
import type { World } from "./world.ts";

/* What the slots of a question are filled with: drawn from the stored rows by SQL of this bench's own. */

/** Somebody or something a question names. */
export type Named = { readonly id: string; readonly name: string };

/** What was drawn for a question. */
export type Drawn = {
  /** What stands in the question for each slot. */
  readonly words: ReadonlyMap<string, string>;
  readonly named: ReadonlyMap<string, Named>;
  readonly days: ReadonlyMap<string, DrawnDays>;
  /** Paise. */
  readonly amount: bigint | null;
  readonly count: number | null;
  /** Of `party_dup`: all who share the word. */
  readonly sharing: readonly string[];
};

/** Draws numbers from 0 up to 1. */
export type Draw = () => number;

const PARTIES = `select l.ledger_id as id, l.name, l.party_kind as kind from ledger l where l.company_id = $1
  and l.party_kind is not null and not l.name = any($2)`;
const BILLS_OF = (side: string) =>
  `select b.ledger_id as id, min(l.name) as name from bill b join ledger l using (company_id, ledger_id)
   where b.company_id = $1 and b.side = '${side}' and not l.name = any($2)`;

/** Each picker's rows; one of them is drawn. */
const PICKERS: Readonly<Record<string, string>> = {
  party: `${BILLS_OF("receivable")} group by 1 having count(*) >= 3`,
  party_overdue: `${BILLS_OF("receivable")} and b.open > 0 and b.due_date < $3::date and b.tds_from is null group by 1`,
  party_clean: `${BILLS_OF("receivable")} group by 1 having sum(b.open) = 0 and not exists (
    select 1 from unapplied u where u.company_id = $1 and u.ledger_id = b.ledger_id)`,
  party_late: `${BILLS_OF("receivable")} and b.open = 0 group by 1
    having count(*) >= 5 and avg(b.last_settled - b.due_date) > 10`,
  party_new: `${BILLS_OF("receivable")} group by 1 having count(*) filter (where b.open = 0) < 3`,
  party_both: `select id, name from (${PARTIES}) p where kind = 'both' and $3::date is not null`,
  supplier: `${BILLS_OF("payable")} and b.open > 0 group by 1`,
  expense: `select l.ledger_id as id, min(l.name) as name from ledger l join posting p using (company_id, ledger_id)
    where company_id = $1 and 'Indirect Expenses' = any(l.group_path) and not l.name = any($2) and p.date <= $3::date
    group by 1 having count(distinct date_trunc('month', p.date)) >= 6`,
  bank: `select ledger_id as id, name from ledger where company_id = $1 and 'Bank Accounts' = any(group_path)
    and not name = any($2) and $3::date is not null`,
  bill: `select b.bill_id as id, min(b.name) as name from bill b where b.company_id = $1 and b.side = 'receivable'
    and b.open > 0 and not b.name = any($2) and b.date <= $3::date and (select count(*) from bill o
      where o.company_id = b.company_id and o.name_key = b.name_key) = 1 group by 1`,
  vno: `select v.voucher_id as id, v.number as name from voucher v where v.company_id = $1 and v.state = 'posted'
    and v.number <> '' and v.number ~ '[^0-9]' and not v.number = any($2) and v.date <= $3::date`,
};
const KIND_OF: Readonly<Record<string, "party" | "ledger" | "bill" | "voucher">> = {
  expense: "ledger",
  bank: "ledger",
  bill: "bill",
  vno: "voucher",
};
const PERIODS = ["this month", "last month", "this quarter", "last quarter", "this FY", "last FY"];
const MONTH_NAMES = "January February March April May June July August September October November December";

/** Draws what a question's slots stand for; null where the books hold nothing to draw from. */
export async function drawSlots(
  world: World,
  slots: readonly string[],
  draw: Draw,
): Promise<{ drawn: Drawn; missing: string | null }> {
  const words = new Map<string, string>();
  const named = new Map<string, Named>();
  const days = new Map<string, DrawnDays>();
  let [amount, count]: [bigint | null, number | null] = [null, null];
  let sharing: string[] = [];
  let missing: string | null = null;
  for (const slot of slots) {
    if (slot === "amt") {
      amount = await middleAmount(world);
      words.set(slot, rupees(amount));
    } else if (slot === "n") {
      count = 3 + Math.floor(draw() * 8);
      words.set(slot, String(count));
    } else if (slot === "month" || slot === "period") {
      const one = slot === "month" ? drawMonth(world.today, draw) : drawPeriod(world.today, draw);
      days.set(slot, one);
      words.set(slot, one.words);
    } else if (slot === "party_dup") {
      const [word, names] = await sharedWord(world, draw);
      sharing = names;
      words.set(slot, word);
    } else if (slot === "party_b_only") {
      words.set(slot, one(world.onlyInB, draw) ?? "");
    } else if (slot === "b_voucher_id") {
      const [row] = await world.rows<{ id: string }>(
        "b",
        "select voucher_id as id from voucher where company_id = $1 limit 1",
      );
      words.set(slot, idOut("voucher", row?.id ?? ""));
    } else {
      const picked = await pick(world, slot, { draw, without: [...named.values()].map(({ name }) => name) });
      if (picked === null) missing = slot;
      else {
        named.set(slot, picked);
        words.set(slot, slot === "party_typo" ? misspelt(picked.name, draw) : picked.name);
      }
    }
  }
  return { drawn: { words, named, days, amount, count, sharing }, missing };
}

async function pick(
  world: World,
  slot: string,
  { draw, without }: { draw: Draw; without: readonly string[] },
): Promise<Named | null> {
  const text = PICKERS[slot === "party_typo" ? "party" : slot];
  if (text === undefined) return null;
  const rows = await world.rows<Named>(
    "a",
    `select id, name from (${text}) x where $3::date is not null order by name, id`,
    [...world.planted, ...without],
    world.today,
  );
  const fit =
    slot === "party_typo" ? rows.filter(({ name }) => /^[A-Za-z][A-Za-z &'.]{9,}$/.test(name)) : rows;
  const row = one(fit, draw);
  return row === undefined ? null : { id: idOut(KIND_OF[slot] ?? "party", row.id), name: row.name };
}

/** A sum that lies in the middle of what is overdue, in whole hundreds of rupees. */
async function middleAmount(world: World): Promise<bigint> {
  const [row] = await world.rows<{ middle: string }>(
    "a",
    `select percentile_disc(0.5) within group (order by open)::text as middle from bill
     where company_id = $1 and side = 'receivable' and open > 0 and due_date < $2::date`,
    world.today,
  );
  return (BigInt(row?.middle ?? 5_000_000) / 10_000n) * 10_000n;
}

/** 1,20,000 as it is typed in India. */
function rupees(paise: bigint): string {
  return new Intl.NumberFormat("en-IN", { maximumFractionDigits: 0 }).format(paise / 100n);
}

function drawMonth(today: LocalDate, draw: Draw): DrawnDays {
  const back = 1 + Math.floor(draw() * 14);
  let period = monthOf(today);
  for (let at = 0; at < back; at++) period = monthOf(addDays(period.from, -1));
  const { year, month } = partsOf(period.from);
  const name = MONTH_NAMES.split(" ")[month - 1] ?? "";
  const isPlain = monthNamed(month, null, today) === period.from && draw() < 0.5;
  return { words: isPlain ? name : `${name} ${year}`, period };
}

function drawPeriod(today: LocalDate, draw: Draw): DrawnDays {
  const words = one(PERIODS, draw) ?? "";
  const [period] = periodsMeant(words, { today, drawn: new Map() }) ?? [];
  return { words, period: period ?? financialYearOf(today) };
}

/** A first word that several parties have, with their names. */
async function sharedWord(world: World, draw: Draw): Promise<[string, string[]]> {
  const rows = await world.rows<{ word: string; names: string[] }>(
    "a",
    `select split_part(name, ' ', 1) as word, array_agg(name order by name) as names from (${PARTIES}) p
     group by 1 having count(*) > 1 and length(split_part(min(name), ' ', 1)) > 3 order by 1`,
    [...world.planted],
  );
  const row = one(rows, draw);
  return [row?.word ?? "", row?.names ?? []];
}

/** A name with one letter of a word swapped or dropped, past its first. */
function misspelt(name: string, draw: Draw): string {
  const at = 2 + Math.floor(draw() * Math.min(6, name.length - 5));
  const [before, here, next, after] = [
    name.slice(0, at),
    name[at] ?? "",
    name[at + 1] ?? "",
    name.slice(at + 2),
  ];
  if (!/^[a-z]{2}$/i.test(here + next) || here === next) return name.slice(0, -2) + name.slice(-1);
  return draw() < 0.5 ? before + next + here + after : before + next + after;
}

/** One of several; none of none. */
export function one<T>(list: readonly T[], draw: Draw): T | undefined {
  return list[Math.floor(draw() * list.length)];
}
