import { CATALOGUE } from "@cfa/assistant/catalogue";
import type { Filter } from "@cfa/assistant/catalogue-rule";
import { checkQuery } from "@cfa/assistant/check-query";
import { numbersOutside } from "@cfa/assistant/answer/numbers-outside";
import { sayAnswer } from "@cfa/assistant/answer/say-answer";
import { AnswerResult } from "@cfa/contract/assistant-answer";
import { MEASURES, type Measure } from "@cfa/contract/assistant-kinds";
import { TypedQuery } from "@cfa/contract/assistant-query";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { askSample, TODAY, type AskedCompany } from "./assistant-stack.ts";

/* Whatever the catalogue allows runs on the sample company, and nothing is said that is in no cell. */

const isLong = process.env["CFA_TEST_LONG"] === "1";

let company: AskedCompany;
let ids: { customer: string; supplier: string; bank: string; cost: string; bill: string; voucher: string };

beforeAll(async () => {
  company = await askSample(1);
  const one = async (text: string) => {
    const [row] = await company.rows<{ id: string }>(text);
    if (row === undefined) throw new Error(text);
    return row.id;
  };
  ids = {
    customer: idOut(
      "party",
      await one(`select ledger_id as id from bill where company_id = $1 and side = 'receivable'
      and open > 0 group by ledger_id order by count(*) desc, ledger_id limit 1`),
    ),
    supplier: idOut(
      "party",
      await one(`select ledger_id as id from bill where company_id = $1 and side = 'payable'
      and open > 0 group by ledger_id order by count(*) desc, ledger_id limit 1`),
    ),
    bank: idOut(
      "ledger",
      await one(`select ledger_id as id from ledger where company_id = $1 and group_name = 'Bank Accounts'
      order by name limit 1`),
    ),
    cost: idOut(
      "ledger",
      await one(`select ledger_id as id from ledger where company_id = $1 and group_name = 'Indirect Expenses'
      order by name limit 1`),
    ),
    bill: idOut(
      "bill",
      await one(`select bill_id as id from bill where company_id = $1 and side = 'receivable' and open > 0
      and voucher_id is not null order by date, bill_id limit 1`),
    ),
    voucher: idOut(
      "voucher",
      await one(`select voucher_id as id from voucher where company_id = $1 and state = 'posted'
      order by date, guid limit 1`),
    ),
  };
});
afterAll(() => company.stack.close());

type Fields = Partial<TypedQuery>;

/** A query that narrows by a filter. */
function narrowed(measure: Measure, filter: Filter): Fields[] {
  const party =
    CATALOGUE[measure].filters.includes("customers") && filter !== "suppliers" ? ids.customer : ids.supplier;
  const cash: readonly Measure[] = [
    "receipts",
    "payments",
    "cash-balance",
    "negative-cash",
    "ledger-statement",
  ];
  const ledger = cash.includes(measure) ? ids.bank : ids.cost;
  const of: Record<Filter, Fields[]> = {
    customers: [{ parties: [party] }, { withoutParties: [party] }],
    suppliers: [{ parties: [ids.supplier] }, { withoutParties: [ids.supplier] }],
    ledgers: [{ ledgers: [ledger] }, { withoutLedgers: [ledger] }],
    bill: [{ billId: ids.bill }],
    voucher: [{ voucherId: ids.voucher }],
    amount: [{ above: "1000000" }, { below: "5000000" }, { above: "100", below: "999999999" }],
    moreThanDays: [{ moreThanDays: 30 }],
    class: [{ class: "late" }],
    percent: [{ percent: 200 }],
  };
  return of[filter];
}

/** Every query that the catalogue allows in one thing more than the plain one. */
function queriesOf(measure: Measure): TypedQuery[] {
  const rule = CATALOGUE[measure];
  const needed: Fields =
    rule.needs.length === 0 ? {} : (narrowed(measure, rule.needs[0] ?? "customers")[0] ?? {});
  const fields: Fields[] = [{}, { limit: 3 }, { chart: true }];
  for (const filter of rule.filters) fields.push(...narrowed(measure, filter));
  for (const order of rule.orders) fields.push({ order });
  for (const groupBy of rule.groupings) {
    fields.push({ groupBy }, { groupBy, limit: 2 });
    if (isLong) for (const order of rule.orders) fields.push({ groupBy, order });
    for (const thenBy of rule.thenBy) if (thenBy !== groupBy) fields.push({ groupBy, thenBy });
    if (isLong && rule.filters.includes("amount")) fields.push({ groupBy, above: "100000" });
  }
  const year = { from: "2025-04-01", to: TODAY };
  if (rule.time === "period" || rule.time === "ahead") fields.push({ period: year });
  if (rule.time === "day") fields.push({ asOf: year.from });
  if (rule.isCompared) {
    const comparedTo = { from: "2024-04-01", to: "2025-03-31" };
    fields.push({ period: year, comparedTo });
    const groupBy = rule.groupings[0];
    if (groupBy !== undefined) fields.push({ period: year, comparedTo, groupBy });
  }
  return fields.flatMap((field) => {
    const query = TypedQuery.parse({ measure, ...needed, ...field });
    return checkQuery(query).ok ? [query] : [];
  });
}

describe.each(MEASURES)("%s", (measure) => {
  test("runs as the catalogue allows it, and says what is in its cells", async () => {
    const queries = queriesOf(measure);
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) {
      const asked = JSON.stringify(query);
      const result = await company.ask(query);
      expect(AnswerResult.safeParse(result).error, asked).toBeUndefined();
      for (const row of result.rows) expect(row.length, asked).toBe(result.columns.length);
      expect(result.rows.length, asked).toBeLessThanOrEqual(query.limit ?? 100);
      expect(result.rowCount, asked).toBeGreaterThanOrEqual(result.rows.length);
      const text = sayAnswer([result], null, "en");
      expect(text, asked).not.toMatch(/\{|undefined|NaN/);
      expect(numbersOutside(text, [result]), `${asked}\n${text}`).toEqual([]);
    }
    const plain = queries[0];
    if (plain === undefined) return;
    const hindi = await company.ask(plain, "hi");
    const text = sayAnswer([hindi], null, "hi");
    expect(text).toMatch(/[\u0900-\u097F]/);
    expect(numbersOutside(text, [hindi]), text).toEqual([]);
  });
});
