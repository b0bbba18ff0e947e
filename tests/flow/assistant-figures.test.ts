import { idIn, idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { askSample, column, figure, TODAY, total, valueOf, type AskedCompany } from "./assistant-stack.ts";

/* Figures of the assistant on the sample company, against sums that this test makes itself from what is stored. */

const MARCH = "2026-03-31";

let company: AskedCompany;

beforeAll(async () => {
  company = await askSample(2);
});
afterAll(() => company.stack.close());

const ask: AskedCompany["ask"] = (...asked) => company.ask(...asked);
const rows: AskedCompany["rows"] = (...asked) => company.rows(...asked);
const sumOf: AskedCompany["sumOf"] = (...asked) => company.sumOf(...asked);

function uuid(kind: "voucher" | "party", id: unknown): string {
  const found = idIn(kind, String(id));
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

/** Open sums by the settlements alone, as of $2 on side $3. */
const OPEN = `
  with open as (
    select b.*, b.amount - coalesce((select sum(s.amount) from settlement s where s.company_id = b.company_id
      and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected') and s.date <= $2::date), 0) as left_open
    from bill b where b.company_id = $1 and b.date <= $2::date and b.side = $3
  ), awaited as (
    select *, tds_from <= $2::date and left_open <= tds_awaited as is_tax from open where left_open <> 0
  )`;
const UNAPPLIED = `select sum(amount)::text as sum from unapplied where company_id = $1 and side = $3 and date <= $2::date`;

const late = (side: string, days: number) =>
  sumOf(
    `${OPEN} select sum(left_open)::text as sum from awaited
     where is_tax is not true and $2::date - due_date > $4::int`,
    TODAY,
    side,
    days,
  );

describe.each([
  ["receivable", "receivable", "overdue-receivable"],
  ["payable", "payable", "overdue-payable"],
] as const)("%s", (side, measure, overdue) => {
  test.each([TODAY, MARCH])("on %s: open bills less unapplied money, both shown", async (asOf) => {
    const open = await sumOf(`${OPEN} select sum(left_open)::text as sum from open`, asOf, side);
    const unapplied = await sumOf(UNAPPLIED, asOf, side);
    const result = await ask({ measure, asOf });
    expect(open).toBeGreaterThan(0n);
    expect(result).toMatchObject({ asOf, period: null });
    expect(figure(result, "outstanding")).toBe(String(open - unapplied));
    expect(figure(result, "open")).toBe(String(open));
    expect(figure(result, "unapplied")).toBe(String(unapplied));
    expect(result.caveats.some(({ code }) => code === "unapplied")).toBe(unapplied !== 0n);
    expect(total(column(await ask({ measure, asOf, groupBy: "age" }), "amount"))).toBe(open - unapplied);
    const vouchers = await rows<{ id: string }>(
      `${OPEN} select voucher_id as id from open where left_open <> 0 and voucher_id is not null
       union select voucher_id from unapplied where company_id = $1 and side = $3 and date <= $2::date
         and voucher_id is not null group by ledger_id, voucher_id having sum(amount) <> 0`,
      asOf,
      side,
    );
    expect(new Set(result.vouchers.map((id) => uuid("voucher", id)))).toEqual(
      new Set(vouchers.map(({ id }) => id)),
    );
  });

  test("what is overdue, by how many days, and of which share", async () => {
    const result = await ask({ measure: overdue });
    expect(figure(result, "overdue")).toBe(String(await late(side, 0)));
    const old = await ask({ measure: overdue, moreThanDays: 60, groupBy: "bill" });
    expect(figure(old, "overdue")).toBe(String(await late(side, 60)));
    expect(total(column(old, "amount"))).toBe(await late(side, 60));
    expect(column(old, "overdueDays").every((days) => Number(days) > 60)).toBe(true);
    expect(figure(await ask({ measure, moreThanDays: 60 }), "outstanding")).toBe(
      String(await late(side, 60)),
    );
  });

  test("by party: the largest first, without one, above a sum, and by age across", async () => {
    const parties = await rows<{ id: string; sum: string }>(
      `${OPEN} select ledger_id as id, sum(amount)::text as sum from (
         select ledger_id, left_open as amount from open union all
         select ledger_id, -amount from unapplied where company_id = $1 and side = $3 and date <= $2::date
       ) as both_sides group by ledger_id having sum(amount) <> 0 order by sum(amount) desc`,
      TODAY,
      side,
    );
    const [first] = parties;
    const top = await ask({ measure, groupBy: "party", order: "most", limit: 3 });
    expect(top.chart).toBe("bar");
    expect(column(top, "amount")).toEqual(parties.slice(0, 3).map(({ sum }) => sum));
    expect(column(top, "party").map((id) => uuid("party", id))).toEqual(
      parties.slice(0, 3).map(({ id }) => id),
    );
    const left = await ask({ measure, groupBy: "party", withoutParties: [idOut("party", first?.id ?? "")] });
    expect(figure(left, "outstanding")).toBe(String(total(parties.slice(1).map(({ sum }) => sum))));
    const above = String(BigInt(parties[2]?.sum ?? 0));
    const large = await ask({ measure, groupBy: "party", above });
    expect(column(large, "amount")).toEqual(parties.slice(0, 2).map(({ sum }) => sum));
    expect(figure(large, "outstanding")).toBe(String(total(parties.slice(0, 2).map(({ sum }) => sum))));
    const ages = await ask({ measure, groupBy: "party", thenBy: "age" });
    expect(ages.rows.length).toBe(Math.min(ages.rowCount, 100));
    for (const row of ages.rows) {
      const [, whole, ...parts] = row.map(valueOf);
      expect(total(parts)).toBe(BigInt(String(whole)));
    }
  });

  test("of one party: its open bills, earliest due first", async () => {
    const [one] = await rows<{ id: string; bills: string[] }>(
      `${OPEN} select ledger_id as id, array_agg(left_open::text order by due_date, bill_id) as bills from open
       where left_open <> 0 group by 1 order by count(*) desc, 1 limit 1`,
      TODAY,
      side,
    );
    const result = await ask({ measure, parties: [idOut("party", one?.id ?? "")] });
    expect(column(result, "amount")).toEqual(one?.bills);
    expect(result.title).toContain(" · ");
  });

  test("what falls due in some days", async () => {
    const period = { from: TODAY, to: "2026-10-31" };
    const from = side === "payable" ? "1900-01-01" : TODAY;
    const due = await sumOf(
      `${OPEN} select sum(left_open)::text as sum from awaited
       where is_tax is not true and due_date between $4::date and $5::date`,
      TODAY,
      side,
      from,
      period.to,
    );
    const of = side === "payable" ? "payables-due" : "bills-due";
    const result = await ask({ measure: of, period });
    expect(figure(result, "amount")).toBe(String(due));
    for (const groupBy of ["party", "week", "month"] as const)
      expect(total(column(await ask({ measure: of, period, groupBy }), "amount"))).toBe(due);
  });
});

test("an offer's cost is its share of what is overdue, and the base is shown", async () => {
  const base = BigInt(String(figure(await ask({ measure: "overdue-receivable" }), "overdue")));
  const result = await ask({ measure: "offer-cost", percent: 200 });
  expect(figure(result, "base")).toBe(String(base));
  expect(figure(result, "cost")).toBe(String((base * 2n + 50n) / 100n));
});

const MONEY = {
  receipts: ["receipt", "customer", -1],
  payments: ["payment", "supplier", 1],
} as const;

describe.each(["receipts", "payments"] as const)("%s", (measure) => {
  const [kind, party, sign] = MONEY[measure];
  const LINES = `from voucher v join posting p using (company_id, voucher_id) join ledger l
    on l.company_id = v.company_id and l.ledger_id = p.ledger_id
    where v.company_id = $1 and v.kind = '${kind}' and l.party_kind in ('${party}', 'both')`;

  test("of days, by party, by month and by voucher", async () => {
    const period = { from: "2026-04-01", to: "2026-09-30" };
    const within = `${LINES} and v.date between '2026-04-01' and '2026-09-30'`;
    const sum = await sumOf(`select (sum(p.amount) * ${sign})::text as sum ${within}`);
    const result = await ask({ measure, period });
    expect(sum).toBeGreaterThan(0n);
    expect(figure(result, "amount")).toBe(String(sum));
    const behind = await rows<{ id: string }>(`select distinct v.voucher_id as id ${within}`);
    expect(new Set(result.vouchers.map((id) => uuid("voucher", id)))).toEqual(
      new Set(behind.map(({ id }) => id)),
    );
    expect(figure(result, "vouchers")).toBe(behind.length);
    const months = await rows<{ month: string; sum: string }>(
      `select to_char(v.date, 'YYYY-MM-01') as month, (sum(p.amount) * ${sign})::text as sum ${within} group by 1 order by 1`,
    );
    const byMonth = await ask({ measure, period, groupBy: "month" });
    expect(column(byMonth, "month")).toEqual(months.map(({ month }) => month));
    expect(column(byMonth, "amount")).toEqual(months.map(({ sum: amount }) => amount));
    const across = await ask({ measure, period, groupBy: "party", thenBy: "month" });
    for (const row of across.rows) {
      const [, whole, ...parts] = row.map(valueOf);
      expect(total(parts)).toBe(BigInt(String(whole)));
    }
    expect(total(column(across, "total"))).toBe(sum);
    const byLedger = await ask({ measure, period, groupBy: "ledger" });
    expect(total(column(byLedger, "amount"))).toBe(sum);
    const lastTen = await ask({ measure, period, groupBy: "voucher", order: "latest", limit: 10 });
    expect(lastTen.rowCount).toBe(behind.length);
    const days = column(lastTen, "day").map(String);
    expect(days.every((each, at) => each <= (days[at - 1] ?? "9999"))).toBe(true);
  });

  test("the last of each party", async () => {
    const last = await rows<{ id: string; date: string; sum: string }>(
      `select distinct on (p.ledger_id) p.ledger_id as id, v.date::text as date, (sum(p.amount) * ${sign})::text as sum
       ${LINES} and p.amount * ${sign} > 0 and v.date <= '${TODAY}' group by p.ledger_id, v.voucher_id, v.date, v.guid
       order by p.ledger_id, v.date desc, v.guid desc`,
    );
    const result = await ask({ measure: measure === "receipts" ? "last-receipt" : "last-payment" });
    expect(new Set(result.rows.map((row) => row.slice(0, 3).map(valueOf).join()))).toEqual(
      new Set(last.map(({ id, date, sum }) => [idOut("party", id), date, sum].join())),
    );
  });
});

/** Net of tax: lines of income and expense of the side's vouchers. */
const TRADE = {
  sales: ["'sales', 'credit-note'", -1],
  purchases: ["'purchase', 'debit-note'", 1],
  "sales-returns": ["'credit-note'", 1],
  "purchase-returns": ["'debit-note'", -1],
} as const;

describe.each(["sales", "purchases", "sales-returns", "purchase-returns"] as const)("%s", (measure) => {
  const [kinds, sign] = TRADE[measure];
  const lines = (from: string, to: string) => `from voucher v join posting p using (company_id, voucher_id)
    join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
    where v.company_id = $1 and v.kind in (${kinds}) and l.is_revenue and v.date between '${from}' and '${to}'`;
  const net = (from: string, to: string) =>
    sumOf(`select (sum(p.amount) * ${sign})::text as sum ${lines(from, to)}`);

  test("of days net of tax, by month, by party and by ledger", async () => {
    const period = { from: "2026-04-01", to: TODAY };
    const sum = await net(period.from, period.to);
    expect(sum).not.toBe(0n);
    expect(figure(await ask({ measure, period }), "amount")).toBe(String(sum));
    const grains = ["party", "month", "voucher", "week"] as const;
    for (const groupBy of grains) {
      const result = await ask({ measure, period, groupBy, limit: 100 });
      expect(figure(result, "amount")).toBe(String(sum));
      if (result.rowCount <= 100) expect(total(column(result, "amount"))).toBe(sum);
    }
    const above = "10000000";
    const large = await rows<{ sum: string }>(
      `select (sum(p.amount) * ${sign})::text as sum ${lines(period.from, period.to)} group by v.voucher_id
       having sum(p.amount) * ${sign} > ${above}`,
    );
    const result = await ask({ measure, period, groupBy: "voucher", above });
    expect(result.rowCount).toBe(large.length);
    expect(figure(result, "amount")).toBe(String(total(large.map(({ sum: each }) => each))));
  });

  test("of a period that is not over, against the same days of another", async () => {
    const result = await ask({
      measure,
      period: { from: "2026-07-01", to: "2026-12-31" },
      comparedTo: { from: "2025-07-01", to: "2025-12-31" },
      groupBy: "party",
    });
    expect(result.period).toEqual({ from: "2026-07-01", to: TODAY });
    expect(result.query.comparedTo).toEqual({ from: "2025-07-01", to: "2025-10-01" });
    expect(result.caveats.map(({ code }) => code)).toContain("same-days");
    const [now, then] = [await net("2026-07-01", TODAY), await net("2025-07-01", "2025-10-01")];
    expect(figure(result, "amount")).toBe(String(now));
    expect(valueOf(result.compared[0]?.cell)).toBe(String(then));
    expect(figure(result, "change")).toBe(String(now - then));
  });
});

const bought = (from: string, to: string) => `select h.party, sum(h.amount) as amount from (
      select v.voucher_id, -sum(p.amount) filter (where l.is_revenue) as amount,
        (array_agg(p.ledger_id order by p.line_no) filter (where l.party_kind is not null))[1] as party
      from voucher v join posting p using (company_id, voucher_id)
      join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
      where v.company_id = $1 and v.kind in ('sales', 'credit-note') and v.date between '${from}' and '${to}'
      group by v.voucher_id) h where h.party is not null group by 1 having sum(h.amount) > 0`;

test("customers who bought last year and not since", async () => {
  const lost = await rows<{ id: string; sum: string }>(
    `select a.party as id, a.amount::text as sum from (${bought("2025-04-01", "2026-03-31")}) a
     where a.party not in (select party from (${bought("2026-04-01", TODAY)}) b) order by a.amount desc`,
  );
  const result = await ask({ measure: "lost-customers" });
  expect(result.period).toEqual({ from: "2025-04-01", to: "2026-03-31" });
  expect(column(result, "before")).toEqual(lost.map(({ sum }) => sum));
  expect(figure(result, "parties")).toBe(lost.length);
});
