import type { TypedQuery } from "@cfa/contract/assistant-query";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { askSample, column, figure, TODAY, total, valueOf, type AskedCompany } from "./assistant-stack.ts";

/* Books, money, behaviour and words with customers as the assistant tells them, against sums that this test makes itself. */

let company: AskedCompany;

beforeAll(async () => {
  company = await askSample(3);
});
afterAll(() => company.stack.close());

const ask: AskedCompany["ask"] = (...asked) => company.ask(...asked);
const rows: AskedCompany["rows"] = (...asked) => company.rows(...asked);
const sumOf: AskedCompany["sumOf"] = (...asked) => company.sumOf(...asked);

const YEAR = { from: "2026-04-01", to: TODAY };
/** A ledger's balance on $2, debit positive, by its entries. */
const BALANCE = `(l.opening + coalesce((select sum(p.amount) from posting p where p.company_id = l.company_id
  and p.ledger_id = l.ledger_id and p.date <= $2::date), 0))`;
const MONEY_GROUPS = "('Cash-in-Hand', 'Bank Accounts', 'Bank OD A/c')";

describe("money", () => {
  test.each([TODAY, "2026-03-31"])("cash and bank on %s, account by account", async (asOf) => {
    const accounts = await rows<{ id: string; sum: string }>(
      `select l.ledger_id as id, ${BALANCE}::text as sum from ledger l where company_id = $1 and group_name in ${MONEY_GROUPS}`,
      asOf,
    );
    const result = await ask({ measure: "cash-balance", asOf, groupBy: "ledger" });
    expect(figure(result, "balance")).toBe(String(total(accounts.map(({ sum }) => sum))));
    expect(new Set(result.rows.map((row) => row.map(valueOf).join()))).toEqual(
      new Set(accounts.map(({ id, sum }) => [idOut("ledger", id), sum].join())),
    );
    const [one] = accounts;
    const balance = await ask({ measure: "ledger-balance", asOf, ledgers: [idOut("ledger", one?.id ?? "")] });
    const sum = BigInt(one?.sum ?? 0);
    expect(balance.figures[0]?.cell).toMatchObject({
      value: String(sum < 0n ? -sum : sum),
      side: sum < 0n ? "credit" : "debit",
    });
  });

  test("how it went, week by week, ends with what there is", async () => {
    const period = { from: "2026-07-01", to: TODAY };
    const result = await ask({ measure: "cash-balance", period, groupBy: "week" });
    expect(result.chart).toBe("line");
    const at = column(result, "day");
    for (const [index, day] of at.entries()) {
      const sum = await sumOf(
        `select sum(${BALANCE})::text as sum from ledger l where company_id = $1 and group_name in ${MONEY_GROUPS}`,
        day,
      );
      expect(column(result, "balance")[index]).toBe(String(sum));
    }
    expect(at.at(-1)).toBe(TODAY);
  });

  test("left after paying suppliers what is due by the end of the month", async () => {
    const cash = BigInt(String(figure(await ask({ measure: "cash-balance" }), "balance")));
    const due = await sumOf(
      `select coalesce(sum(b.amount - coalesce((select sum(s.amount) from settlement s where s.company_id = b.company_id
         and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected') and s.date <= $2::date), 0)), 0)::text as sum
       from bill b where b.company_id = $1 and b.side = 'payable' and b.date <= $2::date and b.due_date <= '2026-10-31'`,
      TODAY,
    );
    const result = await ask({ measure: "cash-after-dues" });
    expect(result.period).toEqual({ from: TODAY, to: "2026-10-31" });
    expect(figure(result, "payable")).toBe(String(due));
    expect(figure(result, "net")).toBe(String(cash - due));
    expect(result.caveats.map(({ code }) => code)).toContain("without-receipts");
  });

  test("the forecast is the product's: its lowest point, the day and the range", async () => {
    const [stored] = await rows<{ lowest: { balance: { quantiles: number[] } } }>(
      "select lowest from cash_forecast where company_id = $1 order by as_of desc limit 1",
    );
    const quantiles = stored?.lowest.balance.quantiles.map((sum) => String(Math.round(sum)));
    const period = { from: TODAY, to: "2027-12-31" };
    const result = await ask({ measure: "cash-forecast", period });
    expect(figure(result, "lowest")).toBe(quantiles?.[3]);
    expect([figure(result, "lowestLow"), figure(result, "lowestHigh")]).toEqual([
      quantiles?.[1],
      quantiles?.[5],
    ]);
    expect(result.caveats.map(({ code }) => code)).toContain("forecast-to");
  });

  test("what is expected of customers in some days, by the middle day of each bill", async () => {
    const period = { from: TODAY, to: "2026-10-31" };
    const sum = await sumOf(
      `select sum(amount)::text as sum from bill_forecast where company_id = $1 and side = 'receivable'
       and as_of = (select max(as_of) from payment_learning where company_id = $1 and side = 'receivable')
       and median between $2::date and $3::date`,
      period.from,
      period.to,
    );
    expect(sum).toBeGreaterThan(0n);
    for (const groupBy of [null, "party", "week"] as const) {
      const result = await ask({ measure: "expected-receipts", period, groupBy });
      expect(figure(result, "expected")).toBe(String(sum));
      expect(total(column(result, "amount"))).toBe(sum);
    }
  });
});

/** What August moved ledgers of GST with a word, but for the journal that sets them off. */
const taxOf = (word: string, sign: number) =>
  sumOf(
    `select coalesce(sum(p.amount) * ${sign}, 0)::text as sum from posting p
     join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
     join voucher v on v.company_id = p.company_id and v.voucher_id = p.voucher_id
     where p.company_id = $1 and l.name ilike $2 and l.name ilike '%gst%' and p.date between '2026-08-01' and '2026-08-31'
       and v.narration <> 'GST set-off for the month'`,
    `%${word}%`,
  );

describe("books", () => {
  test("the trial balance has equal sides", async () => {
    const result = await ask({ measure: "trial-balance" });
    expect(figure(result, "debit")).toBe(figure(result, "credit"));
    expect(BigInt(String(figure(result, "debit")))).toBeGreaterThan(0n);
    expect(result.rowCount).toBeGreaterThan(30);
  });

  test("a ledger's opening and entries make its closing balance", async () => {
    const [party] = await rows<{ id: string }>(
      "select ledger_id as id from bill where company_id = $1 and side = 'receivable' group by 1 order by count(*) desc limit 1",
    );
    const parties = [idOut("party", party?.id ?? "")];
    const asked: Partial<TypedQuery> = { measure: "ledger-statement", parties, period: YEAR };
    const result = await ask(asked);
    const at = (asOf: string) =>
      sumOf(
        `select ${BALANCE}::text as sum from ledger l where company_id = $1 and ledger_id = $3`,
        asOf,
        party?.id,
      );
    const signed = (name: string) => {
      const cell = result.figures.find((each) => each.name === name)?.cell;
      if (cell?.kind !== "money") throw new Error(name);
      return cell.side === "credit" ? -BigInt(cell.value) : BigInt(cell.value);
    };
    expect(signed("opening")).toBe(await at("2026-03-31"));
    expect(signed("closing")).toBe(await at(TODAY));
    expect(signed("opening") + signed("debit") - signed("credit")).toBe(signed("closing"));
    const latest = await ask({ ...asked, order: "latest", limit: 2 });
    expect(column(latest, "day")).toEqual(column(result, "day").slice(-2).toReversed());
  });

  test("a day's vouchers, and how many of each type a month has", async () => {
    const types = await rows<{ type: string; vouchers: number; sum: string }>(
      `select type_name as type, count(*)::int as vouchers from voucher where company_id = $1
       and state in ('posted', 'post-dated') and date between '2026-08-01' and '2026-08-31' group by 1 order by 2 desc, 1`,
    );
    const period = { from: "2026-08-01", to: "2026-08-31" };
    const counted = await ask({ measure: "voucher-count", period, groupBy: "type" });
    expect(counted.chart).toBe("bar");
    expect(column(counted, "type")).toEqual(types.map(({ type }) => type));
    expect(column(counted, "amount")).toEqual(types.map(({ vouchers }) => vouchers));
    const all = types.reduce((sum, { vouchers }) => sum + vouchers, 0);
    expect(figure(counted, "vouchers")).toBe(all);
    const book = await ask({ measure: "day-book", period });
    expect(figure(book, "vouchers")).toBe(all);
    const empty = await ask({ measure: "day-book", period: { from: "2020-01-01", to: "2020-01-01" } });
    expect(empty).toMatchObject({ rows: [], rowCount: 0, vouchers: [] });
    expect(figure(empty, "vouchers")).toBe(0);
  });

  test("one voucher with its entries", async () => {
    const [voucher] = await rows<{ id: string; sum: string; lines: number }>(
      `select v.voucher_id as id, sum(greatest(p.amount, 0))::text as sum, count(*)::int as lines
       from voucher v join posting p using (company_id, voucher_id) where v.company_id = $1 and v.kind = 'sales'
       group by v.company_id, v.voucher_id, v.date, v.guid order by v.date desc, v.guid limit 1`,
    );
    const result = await ask({ measure: "voucher", voucherId: idOut("voucher", voucher?.id ?? "") });
    expect(figure(result, "amount")).toBe(voucher?.sum);
    expect(result.rows).toHaveLength(voucher?.lines ?? -1);
    expect(result.vouchers).toEqual([idOut("voucher", voucher?.id ?? "")]);
  });

  test("expenses are what moved below the groups of costs, purchases left out", async () => {
    const ledgers = await rows<{ id: string; sum: string }>(
      `select l.ledger_id as id, sum(p.amount)::text as sum from posting p
       join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
       where p.company_id = $1 and p.date between $2::date and $3::date
         and l.group_path && array['Direct Expenses', 'Indirect Expenses'] group by 1 order by sum(p.amount) desc`,
      YEAR.from,
      YEAR.to,
    );
    const result = await ask({ measure: "expenses", period: YEAR, groupBy: "ledger", order: "most" });
    expect(column(result, "amount")).toEqual(ledgers.map(({ sum }) => sum));
    expect(figure(result, "amount")).toBe(String(total(ledgers.map(({ sum }) => sum))));
    const [first] = ledgers;
    const one = await ask({ measure: "expenses", period: YEAR, ledgers: [idOut("ledger", first?.id ?? "")] });
    expect(figure(one, "amount")).toBe(first?.sum);
  });

  test("profit is income less expense, and the stock that was used is said", async () => {
    const beside = await sumOf(
      `select (-sum(p.amount))::text as sum from posting p join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
       where p.company_id = $1 and l.is_revenue and p.date between '2025-04-01' and '2026-03-31'`,
    );
    const period = { from: "2025-04-01", to: "2026-03-31" };
    const result = await ask({ measure: "net-profit", period });
    const stock = ["openingStock", "closingStock"].map((name) => BigInt(String(figure(result, name) ?? 0)));
    const [opening = 0n, closing = 0n] = stock;
    expect(valueOf(result.figures[0]?.cell)).toBe(String(beside + closing - opening));
    expect(result.caveats.some(({ code }) => code.includes("stock"))).toBe(true);
    const months = await ask({ measure: "net-profit", period, groupBy: "month" });
    expect(months.rows).toHaveLength(12);
  });

  test("GST of a month: output less input", async () => {
    const period = { from: "2026-08-01", to: "2026-08-31" };
    const [output, input] = [await taxOf("output", -1), await taxOf("input", 1)];
    const result = await ask({ measure: "gst", period });
    expect(output).toBeGreaterThan(0n);
    expect([figure(result, "output"), figure(result, "input")]).toEqual([String(output), String(input)]);
    expect(figure(result, "net")).toBe(String(output - input));
  });
});

describe("what should be looked at", () => {
  test("money that no bill has taken, voucher by voucher", async () => {
    const found = await rows<{ id: string; sum: string }>(
      `select voucher_id as id, sum(amount)::text as sum from unapplied where company_id = $1 and side = 'receivable'
       and date <= $2::date and voucher_id is not null group by ledger_id, voucher_id having sum(amount) > 0`,
      TODAY,
    );
    const result = await ask({ measure: "unadjusted" });
    expect(result.rowCount).toBe(found.length);
    expect(figure(result, "unapplied")).toBe(String(total(found.map(({ sum }) => sum))));
  });

  test("days on which cash was below zero", async () => {
    const [cash] = await rows<{ days: number }>(
      `select count(*)::int as days from generate_series('2025-04-01'::date, $2::date, '1 day') as on_day (date)
       join ledger l on l.company_id = $1 and l.group_name = 'Cash-in-Hand'
       where l.opening + coalesce((select sum(p.amount) from posting p where p.company_id = l.company_id
         and p.ledger_id = l.ledger_id and p.date <= on_day.date), 0) < 0`,
      TODAY,
    );
    const period = { from: "2025-04-01", to: TODAY };
    expect(figure(await ask({ measure: "negative-cash", period }), "days")).toBe(cash?.days);
  });

  test.each([1, 1_000])(
    "sales of one party and sum within three days, and purchases under one bill number, are possible duplicates, of the last purchase's day and as many before it as make %i",
    async (days) => {
      // Of one supplier under one number: his last purchase and his first.
      await rows(
        `with bought as (
         select v.company_id, v.voucher_id, v.date, p.ledger_id from voucher v join posting p using (company_id, voucher_id)
         join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
         where v.company_id = $1 and v.kind = 'purchase' and l.party_kind is not null and v.date <= $2::date),
       last as (select ledger_id, voucher_id from bought order by date desc limit 1)
       update voucher v set reference = ' Twice/1' from bought b, last
       where v.company_id = b.company_id and v.voucher_id = b.voucher_id and b.ledger_id = last.ledger_id
         and (b.voucher_id = last.voucher_id or b.voucher_id = (
           select voucher_id from bought where ledger_id = last.ledger_id order by date limit 1))`,
        TODAY,
      );
      const [last] = await rows<{ from: string }>(
        `select (max(date) - $3::int + 1)::text as from from voucher where company_id = $1 and kind = 'purchase' and date <= $2::date`,
        TODAY,
        days,
      );
      const from = last?.from ?? "";
      const pairs = await rows<{ id: string }>(
        `with entry as (
         select v.voucher_id, v.guid, v.type_name, v.date, p.ledger_id, v.kind, lower(trim(v.reference)) as reference, sum(p.amount) as amount
         from voucher v join posting p using (company_id, voucher_id)
         join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
         where v.company_id = $1 and v.kind in ('sales', 'purchase') and l.party_kind is not null group by 1, 2, 3, 4, 5, 6, 7)
       select a.voucher_id as id from entry a, entry b where a.ledger_id = b.ledger_id and a.kind = b.kind
         and a.voucher_id <> b.voucher_id and (a.date, a.guid) > (b.date, b.guid) and a.date >= $3::date and a.date <= $2::date
         and ((a.type_name = b.type_name and a.amount = b.amount and a.date - b.date between 0 and 3)
           or (a.kind = 'purchase' and a.reference <> '' and a.reference = b.reference))`,
        TODAY,
        from,
      );
      expect(pairs.length).toBeGreaterThan(0);
      const result = await ask({ measure: "duplicates", period: { from, to: TODAY } });
      expect(figure(result, "count")).toBe(pairs.length);
      expect(result.caveats.map(({ code }) => code)).toEqual(["only-possible"]);
    },
  );
});

describe("behaviour", () => {
  test("days to pay of a customer, weighted by money, with how many bills they rest on", async () => {
    const [party] = await rows<{ id: string; bills: number; days: number }>(
      `select ledger_id as id, count(*)::int as bills, round(sum(days) / sum(amount), 1)::float as days from (
         select b.ledger_id, b.amount, sum(s.amount * (s.date - b.date)) as days
         from bill b join settlement s using (company_id, bill_id)
         where b.company_id = $1 and b.side = 'receivable' and s.basis in (b.basis, 'corrected') and s.date <= $2::date
         group by b.company_id, b.bill_id having sum(s.amount) = b.amount) paid
       group by 1 order by 2 desc limit 1`,
      TODAY,
    );
    const result = await ask({ measure: "days-to-pay", parties: [idOut("party", party?.id ?? "")] });
    expect([figure(result, "days"), figure(result, "settled")]).toEqual([party?.days, party?.bills]);
  });

  test("the class of a customer with the numbers behind it, and how few bills", async () => {
    const parties = await rows<{ id: string; class: string; settled: number }>(
      `select ledger_id as id, learned_class as class, (reason ->> 'settled')::int as settled from party_insight
       where company_id = $1 and side = 'receivable' and as_of = (select max(as_of) from payment_learning where company_id = $1)
       order by settled`,
    );
    for (const party of [parties[0], parties.at(-1)]) {
      const result = await ask({ measure: "payment-class", parties: [idOut("party", party?.id ?? "")] });
      expect([figure(result, "class"), figure(result, "settled")]).toEqual([party?.class, party?.settled]);
      const isFew = result.caveats.some(({ code }) => code === "few-settled");
      expect(isFew).toBe((party?.settled ?? 0) < 5);
    }
    const risky = await ask({ measure: "payment-class", class: "risky" });
    expect(risky.rowCount).toBe(parties.filter((each) => each.class === "risky").length);
    const owed = await ask({ measure: "receivable", class: "late", groupBy: "party" });
    const late = new Set(parties.filter((each) => each.class === "late").map(({ id }) => idOut("party", id)));
    for (const id of column(owed, "party")) expect(late.has(String(id))).toBe(true);
  });

  test("DSO lays what is owed over the months, and shows them", async () => {
    const result = await ask({ measure: "days-outstanding" });
    expect(figure(result, "outstanding")).toBe(figure(await ask({ measure: "receivable" }), "outstanding"));
    expect(result.definition).toContain("count-back");
    const days = result.rows.reduce((sum, row) => sum + Number(valueOf(row[3])), 0);
    expect(Math.abs(days - Number(figure(result, "days")))).toBeLessThan(0.5);
  });

  test("tax whose certificate is awaited, and a draft that is only a draft", async () => {
    const awaited = await sumOf(
      `select coalesce(sum(open), 0)::text as sum from bill where company_id = $1 and side = 'receivable'
       and tds_from <= $2::date and open <= tds_awaited and date <= $2::date`,
      TODAY,
    );
    expect(figure(await ask({ measure: "tds-awaited" }), "tdsAwaited")).toBe(String(awaited));
    const [party] = column(await ask({ measure: "overdue-receivable", groupBy: "party", limit: 1 }), "party");
    const parties = [String(party)];
    const overdue = await ask({ measure: "overdue-receivable", parties, groupBy: "bill" });
    const draft = await ask({ measure: "draft-reminder", parties });
    expect(column(draft, "bill")).toEqual(column(overdue, "bill"));
    expect(figure(draft, "total")).toBe(figure(overdue, "overdue"));
    expect(draft.caveats.map(({ code }) => code)).toContain("not-sent");
  });
});

test("when Tally was read and whether our totals match", async () => {
  const sync = await ask({ measure: "sync" });
  expect(sync.figures[0]?.cell.kind).toBe("moment");
  expect(figure(sync, "dataTo")).toMatch(/^2026-/);
  const tieOut = await ask({ measure: "tie-out" });
  expect(figure(tieOut, "state")).toBe("equal");
  expect(tieOut.rows.slice(0, 2).map((row) => valueOf(row[3]))).toEqual(["0", "0"]);
});

test("a party that the company does not have is not found, as one that nobody has", async () => {
  const nobody = idOut("party", "00000000-0000-4000-8000-000000000000");
  await expect(ask({ measure: "receivable", parties: [nobody] })).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(ask({ measure: "sync", percent: 100 })).rejects.toMatchObject({
    code: "bad-input",
    field: "percent",
  });
});
