import { idIn } from "@cfa/values/ids";
import { addDays, addMonths, weekday, type LocalDate } from "@cfa/values/local-date";
import { monthOf, type Period } from "@cfa/values/period";
import type { AnswerResult } from "@cfa/contract/assistant-answer";

import { atomsOf, balanceOf, hasAtoms, settledDays, type Atom } from "./atoms.ts";
import type { Wanted } from "./wanted.ts";
import type { World } from "./world.ts";

/** A row that an answer may hold: `key`, `value` and, where it is asked for, `day` as they stand in cells. */
export type TrueRow = { readonly key: string; readonly value: string; readonly day: string | null };
/** What is true. Each of `all` must be among the figures, one of `first` must be the first of them; nothing is asked for where null. */
export type Truth = {
  readonly first: readonly string[] | null;
  readonly all: readonly string[];
  readonly rows: readonly TrueRow[] | null;
  readonly compared: readonly string[] | null;
};

/** The days of an answer where they are some that were meant, cut to today or not; else the first that were meant. */
export function daysOf(
  wanted: readonly Period[] | null,
  given: Period | null,
  today: LocalDate,
): Period | null {
  if (wanted === null) return given;
  const fits = wanted.find(
    ({ from, to }) =>
      given !== null && given.from === from && (given.to === to || given.to === earlier(to, today)),
  );
  return fits === undefined ? (wanted[0] ?? null) : given;
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

/** Whether it is of money that went in some days: of all days where none are said. */
function isFlow({ measure, byDate, limit }: Wanted): boolean {
  return (
    ["receipts", "payments", "sales_net", "purchase_net", "expense"].includes(measure) &&
    byDate &&
    limit !== null
  );
}

/** What is true of what a turn asks for, in the days its answer is of where those were meant. Null: this bench has no SQL for it. */
export async function truthOf(
  world: World,
  wanted: Wanted,
  result: AnswerResult | undefined,
): Promise<Truth | null> {
  const given = (result?.period ?? null) as Period | null;
  const always = { from: "1900-01-01" as LocalDate, to: world.today };
  const period = daysOf(wanted.periods, given, world.today) ?? (isFlow(wanted) ? always : null);
  const asOf = wanted.asOf.find((day) => day === result?.asOf) ?? wanted.asOf[0] ?? world.today;
  const time = { period, asOf };
  const uuid = inside(wanted.ledger ?? wanted.parties[0] ?? null);
  const plain = { first: null, all: [], rows: null, compared: null };
  switch (wanted.measure) {
    case "ledger_balance":
      return {
        ...plain,
        first: [sum(await balanceOf(world, uuid ?? "", { asOf, yearFrom: yearOf(asOf).from }))],
      };
    case "ledger_statement": {
      const days = period ?? { from: asOf, to: asOf };
      const [opening, closing] = [
        await balanceOf(world, uuid ?? "", {
          asOf: addDays(days.from, -1),
          yearFrom: yearOf(days.from).from,
        }),
        await balanceOf(world, uuid ?? "", { asOf: days.to, yearFrom: yearOf(days.to).from }),
      ];
      return { ...plain, all: [sum(opening), sum(closing)] };
    }
    case "days_to_pay":
    case "delay_days":
      return await behaviour(world, wanted);
    case "voucher_lookup":
      return { ...plain, all: [await voucherSum(world, inside(wanted.voucher))] };
    case "dso": {
      const owed = total(await atomsOf(world, "receivable_outstanding", time));
      return { ...plain, all: [String(owed), `days:${(await daysOfSales(world, owed, asOf)).toFixed(1)}`] };
    }
    case "sync":
      return { ...plain, all: [await lastRead(world)] };
    case "promise":
    case "reminder":
      return { ...plain, rows: [] };
    case "cash_forecast":
      return { ...plain, all: await lowest(world) };
    case "trial_balance":
      return await trialBalance(world, asOf);
    case "net_position": {
      const [owed, owing] = [
        narrow(await atomsOf(world, "receivable_outstanding", time), wanted),
        narrow(await atomsOf(world, "payable_outstanding", time), wanted),
      ];
      return { ...plain, first: [String(total(owed) - total(owing))] };
    }
    default:
      return hasAtoms(wanted.measure) ? await ofAtoms(world, wanted, { time, result }) : null;
  }
}

async function ofAtoms(
  world: World,
  wanted: Wanted,
  { time, result }: { time: { period: Period | null; asOf: LocalDate }; result: AnswerResult | undefined },
): Promise<Truth | null> {
  const { measure, calc, groupBy, limit } = wanted;
  const plain = { first: null, all: [], rows: null, compared: null };
  if (calc === "cash-after-dues") return { ...plain, all: [await afterDues(world)] };
  if (calc === "lost-customers") return { ...plain, ...(await lost(world, wanted)) };
  if (calc === "duplicates" || calc === "negative-cash") {
    return { ...plain, first: [await suspects(world, calc, time.period ?? null)] };
  }
  const read = await atomsOf(world, measure, time);
  const isDated = measure.endsWith("_due") || (measure === "unallocated" && wanted.periods !== null);
  const inDays = isDated ? dueIn(read, wanted, { period: time.period, today: world.today }) : read;
  const kept = narrow(await byClass(world, inDays, wanted), wanted);
  if (calc === "share") return { ...plain, all: [shareOf(kept, read, wanted)] };
  if (calc === "offer-cost") {
    const base = total(kept);
    const points = BigInt(wanted.percent ?? 0);
    return { ...plain, all: [String(base), String((base * points * 2n + 10_000n) / 20_000n)] };
  }
  if (measure === "cash_bank_balance" && groupBy.some((each) => ["day", "week", "month"].includes(each))) {
    const end = time.period === null ? world.today : earlier(time.period.to, world.today);
    const on = { period: null, asOf: end };
    const sums = [await atomsOf(world, measure, on), await atomsOf(world, "bank_balance", on)];
    return { ...plain, first: sums.map((atoms) => String(total(atoms))) };
  }
  const rows = rowsOf(kept, wanted, result);
  const shown = limit === null ? rows.length : Math.min(limit, rows.length);
  const value = rows.reduce((all, each) => all + each.amount, 0n);
  const top = rows.slice(0, result === undefined ? shown : Math.min(shown, Math.max(result.rows.length, 1)));
  const topValue = top.reduce((all, each) => all + each.amount, 0n);
  const counts = ["party_segment", "offer", "reminder", "day_book", "voucher_count", "unallocated"].includes(
    measure,
  );
  const isOneParty = wanted.parties.length === 1;
  const narrowed = wanted.above !== null || wanted.below !== null;
  return {
    ...plain,
    first: firstOf(),
    rows: groupBy.every((each) => each === "age") && !LISTED.includes(measure) ? null : rows,
    compared: await comparedOf(world, wanted, result),
  };

  function firstOf(): string[] | null {
    if (measure === "party_segment") return isOneParty ? [kept[0]?.type ?? "new"] : [String(kept.length)];
    if (measure === "expected_payment_date") return null;
    if (measure.startsWith("offer") || measure === "unallocated")
      return [String(value), String(rows.length), String(kept.length)];
    if (measure === "day_book" || measure === "voucher_count")
      return [String(kept.length), String(rows.length)];
    if (narrowed) return [String(value), String(rows.length)];
    const whole = String(total(kept));
    return counts || limit === null ? [whole] : [whole, String(topValue), ...top.map((each) => each.value)];
  }
}

/** Bills that fall due in some days; of suppliers, of days from today on or before, also those that were due before. */
function dueIn(
  atoms: readonly Atom[],
  { measure }: Wanted,
  { period, today }: { period: Period | null; today: LocalDate },
): Atom[] {
  const isWithPast = measure === "payable_due" && period !== null && period.from <= today;
  return atoms.filter(
    ({ date }) =>
      period === null || date === null || (date <= period.to && (isWithPast || date >= period.from)),
  );
}

/** Measures that are their rows, by whatever they are asked. */
const LISTED = ["expected_payment_date", "party_segment"];

/** The rows of a grouping, in the order asked for; bills or vouchers where none is. */
function rowsOf(
  atoms: readonly Atom[],
  wanted: Wanted,
  result: AnswerResult | undefined,
): (TrueRow & { amount: bigint })[] {
  const [first] = wanted.groupBy.filter((each) => each !== "age");
  const shown = result?.query.groupBy ?? null;
  const grain =
    wanted.groupBy.find((each) => each === shown) ??
    first ??
    ["bill", "voucher"].find((each) => atoms.some((atom) => keyOf(atom, each) !== null)) ??
    "party";
  const grouped = Map.groupBy(atoms, (atom) => keyOf(atom, grain));
  const rows = [...grouped].flatMap(([key, of]) => {
    const value = total(of);
    const date = of.map((each) => each.date ?? "").toSorted()[0] ?? "";
    const isClass = wanted.measure === "party_segment" && grain === "party";
    const said = isClass ? (of[0]?.type ?? "") : String(value);
    const day = wanted.measure === "expected_payment_date" && grain === "bill" && date !== "" ? date : null;
    return key === null || value === 0n ? [] : [{ key, value: said, day, amount: value, date }];
  });
  const { above, below } = wanted;
  const within = rows.filter(
    ({ amount }) => (above === null || amount > above) && (below === null || amount < below),
  );
  const sign = wanted.ascending ? -1 : 1;
  if (wanted.byDate)
    return within.toSorted((a, b) => sign * (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  return within.toSorted((a, b) => sign * Number(b.amount - a.amount));
}

function keyOf(atom: Atom, grain: string): string | null {
  switch (grain) {
    case "party":
    case "bill":
    case "voucher":
    case "ledger":
    case "type":
      return atom[grain];
    case "class":
      return atom.type;
    case "day":
      return atom.date;
    case "week":
      return atom.date && addDays(atom.date, -((weekday(atom.date) + 6) % 7));
    case "month":
      return atom.date && monthOf(atom.date).from;
    default:
      return null;
  }
}

function narrow(atoms: readonly Atom[], wanted: Wanted): Atom[] {
  return atoms.filter(
    ({ party, ledger, bill, type, overdue }) =>
      (wanted.parties.length === 0 || (party !== null && wanted.parties.includes(party))) &&
      (party === null || !wanted.without.includes(party)) &&
      (wanted.ledger === null || ledger === wanted.ledger) &&
      (wanted.bill === null || bill === wanted.bill) &&
      (wanted.class === null || wanted.measure !== "party_segment" || type === wanted.class) &&
      (wanted.moreThanDays === null || (overdue !== null && overdue > wanted.moreThanDays)),
  );
}

/** Atoms of customers of a class alone, where one is asked for. */
async function byClass(world: World, atoms: Atom[], wanted: Wanted): Promise<Atom[]> {
  if (wanted.class === null || wanted.measure === "party_segment") return atoms;
  const classes = await atomsOf(world, "party_segment", { period: null, asOf: world.today });
  const inClass = new Set(classes.filter(({ type }) => type === wanted.class).map(({ party }) => party));
  return atoms.filter(({ party }) => inClass.has(party));
}

/** Hundredths of a per cent that a part is of the whole: of the named, or of the largest. */
function shareOf(kept: readonly Atom[], all: readonly Atom[], wanted: Wanted): string {
  const isNamed = wanted.parties.length > 0 || wanted.ledger !== null || wanted.above !== null;
  const rows = rowsOf(
    all,
    { ...wanted, groupBy: wanted.groupBy.length === 0 ? ["party"] : wanted.groupBy },
    undefined,
  );
  const top = rows.slice(0, wanted.top ?? wanted.limit ?? rows.length);
  const part = isNamed ? total(kept) : top.reduce((value, each) => value + each.amount, 0n);
  return `percent:${Math.round((Number(part) * 10_000) / Number(total(all)))}`;
}

async function comparedOf(
  world: World,
  wanted: Wanted,
  result: AnswerResult | undefined,
): Promise<string[] | null> {
  if (wanted.comparedTo === null) return null;
  const given = (result?.query.comparedTo ?? null) as Period | null;
  const months = wanted.comparedTo.find(({ from }) => from === given?.from);
  const days = months !== undefined && given !== null && given.to <= months.to ? [given] : wanted.comparedTo;
  const sums = await Promise.all(
    days.map(async (period) =>
      total(narrow(await atomsOf(world, wanted.measure, { period, asOf: world.today }), wanted)),
    ),
  );
  return sums.map(String);
}

async function behaviour(world: World, wanted: Wanted): Promise<Truth> {
  const party = inside(wanted.parties[0] ?? null);
  const from = wanted.measure === "days_to_pay" ? "date" : "due_date";
  const since = [addDays(addMonths(world.today, -12), 1), "1900-01-01" as LocalDate];
  const all = await Promise.all(since.map((day) => settledDays(world, { party, from, since: day })));
  const first = all.flatMap((each) => (each === null ? [] : [`days:${each.days.toFixed(1)}`]));
  return {
    first: null,
    all: [`one:${first.join("|")}`],
    rows: null,
    compared: null,
  };
}

/** Over how many of the latest days' credit sales, tax included, a sum reaches: whole months from the day backwards, of the last the share that it reaches into. */
async function daysOfSales(world: World, owed: bigint, asOf: LocalDate): Promise<number> {
  const months = await world.rows<{ days: number; sold: string }>(
    "a",
    `select extract(day from least(month + interval '1 month' - interval '1 day', $2::date))::int as days,
       coalesce(sum(sold), 0)::text as sold
     from generate_series((select date_trunc('month', books_from) from company where company_id = $1), $2::date, '1 month') m (month)
     left join (
       select v.date, p.amount as sold from voucher v join posting p using (company_id, voucher_id)
       join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
       where v.company_id = $1 and v.kind in ('sales', 'credit-note') and l.party_kind is not null and v.date <= $2::date
     ) s on date_trunc('month', s.date) = month
     group by month order by month desc`,
    asOf,
  );
  let [left, reached] = [Number(owed), 0];
  for (const { days, sold } of months) {
    if (left <= 0) break;
    const share = Number(sold) <= 0 ? 1 : Math.min(1, left / Number(sold));
    reached += days * share;
    left -= Math.max(0, Number(sold));
  }
  return reached;
}

async function voucherSum(world: World, voucher: string | null): Promise<string> {
  const [row] = await world.rows<{ sum: string }>(
    "a",
    `select coalesce(sum(greatest(amount, 0)), 0)::text as sum from posting where company_id = $1 and voucher_id = $2`,
    voucher,
  );
  return row?.sum ?? "";
}

async function lastRead(world: World): Promise<string> {
  const [row] = await world.rows<{ at: Date }>(
    "a",
    `select greatest(max(r.read_at), (select h.read_at from agent_heartbeat h where h.company_id = $1)) as at
     from sync_run r where r.company_id = $1 and r.state = 'applied'`,
  );
  return row?.at.toISOString() ?? "";
}

async function lowest(world: World): Promise<string[]> {
  const [row] = await world.rows<{ weeks: { balance: { quantiles: number[] } }[] }>(
    "a",
    "select weeks from cash_forecast where company_id = $1 order by as_of desc limit 1",
  );
  const middles = (row?.weeks ?? []).map(({ balance }) => String(Math.round(balance.quantiles[3] ?? 0)));
  return [`one:${middles.join("|")}`];
}

async function trialBalance(world: World, asOf: LocalDate): Promise<Truth> {
  const rows = await world.rows<{ id: string; sum: string }>(
    "a",
    `select l.ledger_id as id, (l.opening + coalesce((select sum(p.amount) from posting p where p.company_id = l.company_id
       and p.ledger_id = l.ledger_id and p.date <= $2::date), 0))::text as sum
     from ledger l where company_id = $1 and not l.is_revenue and l.group_path <> '{}' and l.name not ilike 'profit%loss%'`,
    asOf,
  );
  const values = rows.flatMap(({ sum: value }) => (value === "0" ? [] : [value.replace("-", "")]));
  return { first: null, all: [`rows:${values.join("|")}`], rows: null, compared: null };
}

async function afterDues(world: World): Promise<string> {
  const asOf = world.today;
  const cash = total(await atomsOf(world, "cash_bank_balance", { period: null, asOf }));
  const end = monthOf(asOf).to;
  const due = (await atomsOf(world, "payable_due", { period: null, asOf })).filter(
    ({ date }) => (date ?? "") <= end,
  );
  return String(cash - total(due));
}

async function lost(world: World, wanted: Wanted): Promise<Pick<Truth, "first" | "rows">> {
  const [before, since] = wanted.periods === null ? [] : [wanted.periods[0], wanted.comparedTo?.[0]];
  const year = yearOf(world.today);
  const bought = async (period: Period) => {
    const atoms = await atomsOf(world, "sales_net", { period, asOf: world.today });
    return [...Map.groupBy(atoms, ({ party }) => party)].flatMap(([party, of]) =>
      party !== null && total(of) > 0n ? [{ key: party, value: String(total(of)), day: null }] : [],
    );
  };
  const now = new Set((await bought(since ?? { from: year.from, to: world.today })).map(({ key }) => key));
  const rows = (await bought(before ?? year.before)).filter(({ key }) => !now.has(key));
  return { first: [String(rows.length)], rows };
}

function yearOf(today: LocalDate): { from: LocalDate; before: Period } {
  const first = Number(today.slice(5, 7)) >= 4 ? Number(today.slice(0, 4)) : Number(today.slice(0, 4)) - 1;
  const from = `${first}-04-01` as LocalDate;
  return { from, before: { from: addMonths(from, -12), to: addDays(from, -1) } };
}

async function suspects(
  world: World,
  calc: "duplicates" | "negative-cash",
  period: Period | null,
): Promise<string> {
  const days = period ?? { from: "1900-01-01", to: world.today };
  const text =
    calc === "negative-cash"
      ? `select count(*)::text as count from generate_series(greatest($2::date, (select min(date) from voucher where company_id = $1)), least($3::date, current_date + 3650), '1 day') as on_day (date)
         join ledger l on l.company_id = $1 and 'Cash-in-Hand' = any(l.group_path)
         where l.opening + coalesce((select sum(p.amount) from posting p where p.company_id = l.company_id
           and p.ledger_id = l.ledger_id and p.date <= on_day.date), 0) < 0`
      : `with entry as (
           select v.voucher_id, v.guid, v.type_name, v.date, p.ledger_id, v.kind, lower(trim(v.reference)) as reference, sum(p.amount) as amount
           from voucher v join posting p using (company_id, voucher_id)
           join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
           where v.company_id = $1 and v.kind in ('sales', 'purchase') and l.party_kind is not null group by 1, 2, 3, 4, 5, 6, 7)
         select count(*)::text as count from entry a, entry b where a.ledger_id = b.ledger_id and a.kind = b.kind
           and a.voucher_id <> b.voucher_id and (a.date, a.guid) > (b.date, b.guid) and a.date between $2::date and $3::date
           and ((a.type_name = b.type_name and a.amount = b.amount and a.date - b.date between 0 and 3)
             or (a.kind = 'purchase' and a.reference <> '' and a.reference = b.reference))`;
  const [row] = await world.rows<{ count: string }>(
    "a",
    text,
    days.from,
    days.to < world.today ? days.to : world.today,
  );
  return row?.count ?? "";
}

function total(atoms: readonly Atom[]): bigint {
  return atoms.reduce((all, { amount }) => all + amount, 0n);
}

function sum(value: bigint): string {
  return `signed:${value}`;
}

function inside(id: string | null): string | null {
  if (id === null) return null;
  for (const kind of ["party", "ledger", "voucher", "bill"] as const) {
    const read = idIn(kind, id);
    if (read.ok) return read.value;
  }
  return null;
}
