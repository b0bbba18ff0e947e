import { post } from "@cfa/api/test-server";
import type { CashPosition } from "@cfa/contract/cash";
import type { CashForecastAnswer, CashWeekEvidence } from "@cfa/contract/cash-forecast";
import type { CashItems } from "@cfa/contract/cash-items";
import type { SavedScenario, ScenarioResult } from "@cfa/contract/cash-scenarios";
import { addDays, day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { readSample, type ReadCompany } from "./reads-stack.ts";
import { startStack, type Stack } from "./stack.ts";

/* A sample company is synced on the day after its last voucher; its cash is forecast without anybody asking for it. */

let stack: Stack;
let read: ReadCompany;
let token: string;

type Forecast = CashForecastAnswer & { forecast: NonNullable<CashForecastAnswer["forecast"]> };

beforeAll(async () => {
  stack = await startStack({ learns: true, now: () => new Date("2026-10-01T06:00:00Z") });
  read = await readSample(stack, 1);
  token = await stack.server.signIn("owner");
});
afterAll(() => stack.close());

const get = () => read.get<CashForecastAnswer>("/cash/forecast");

async function forecast(): Promise<Forecast> {
  // A sync may be more than one change of the books: the last of them is waited for.
  await expect.poll(async () => (await get()).forecast?.isBehind, { timeout: 150_000 }).toBe(false);
  const answer = await get();
  if (answer.forecast === null) throw new Error("there is no forecast");
  return { ...answer, forecast: answer.forecast };
}

async function send<T>(path: string, body: object, method = "POST"): Promise<T> {
  const url = `${stack.server.url}/api/companies/${read.company.id}${path}`;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response =
    method === "POST"
      ? await post(url, body, { authorization: headers.authorization })
      : await fetch(url, { method, headers, ...(method === "PUT" ? { body: JSON.stringify(body) } : {}) });
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

const sumOf = (list: readonly { mean: string; direction: string }[], direction: string) =>
  list.reduce((sum, each) => (each.direction === direction ? sum + BigInt(each.mean) : sum), 0n);

test("it opens with what there is, and its parts add up from the opening to the last week's end", async () => {
  const { latestTry, forecast: made } = await forecast();
  expect(latestTry).toMatchObject({ asOf: "2026-10-01", outcome: "forecast", failure: null });
  const position = await read.get<CashPosition>("/cash");
  expect(made.opening).toMatchObject({ available: position.available, overdrawn: position.overdrawn });
  expect(made).toMatchObject({ asOf: "2026-10-01", floor: null, chanceBelow: null });
  expect(made.weeks.map(({ from }) => from)).toEqual(
    Array.from({ length: 13 }, (_, week) => addDays(day("2026-10-02"), 7 * week)),
  );
  let balance = BigInt(made.opening.available);
  for (const week of made.weeks) {
    expect([sumOf(week.classes, "in"), sumOf(week.classes, "out")]).toEqual([
      BigInt(week.in.mean),
      BigInt(week.out.mean),
    ]);
    balance += BigInt(week.in.mean) - BigInt(week.out.mean);
    expect(BigInt(week.balance.mean)).toBe(balance);
  }
  const classes = new Set(made.weeks.flatMap((week) => week.classes.map((each) => each.class)));
  for (const name of ["customer-open", "customer-new", "supplier-open", "supplier-new", "gst"])
    expect(classes).toContain(name);
});

test("what is told is what is stored, and one day has one forecast", async () => {
  const { forecast: made } = await forecast();
  const rows = await stack.database.asOwner<{ in: string; count: string }>(
    `select weeks -> 0 -> 'in' ->> 'mean' as in, count(*) over ()::text as count
     from cash_forecast where company_id = $1`,
    [read.company.uuid],
  );
  expect(rows).toEqual([{ in: made.weeks[0]?.in.mean, count: "1" }]);
});

test("what stands behind a week adds up to its figures", async () => {
  const { forecast: made } = await forecast();
  const seen = { bills: 0, items: 0, deposits: 0 };
  for (const { from } of made.weeks) {
    const { week, parts, bills, items, deposits } = await read.get<CashWeekEvidence>(
      `/cash/forecast/weeks/${from}`,
    );
    expect(week).toEqual(made.weeks.find((each) => each.from === from));
    for (const part of parts) expect(BigInt(part.named) + BigInt(part.rest)).toBe(BigInt(part.mean));
    expect(sumOf(parts, "in")).toBe(BigInt(week.in.mean));
    expect(sumOf(parts, "out")).toBe(BigInt(week.out.mean));
    const open = parts.find((each) => each.class === "customer-open");
    const named = bills.filter(({ side }) => side === "receivable");
    expect(named.reduce((sum, each) => sum + BigInt(each.expected), 0n)).toBe(BigInt(open?.named ?? 0));
    seen.bills += bills.length;
    seen.items += items.length;
    seen.deposits += deposits.length;
  }
  expect(Math.min(seen.bills, seen.items, seen.deposits)).toBeGreaterThan(0);
});

test("an item that a person ends is gone from the next forecast, and comes back when that is taken back", async () => {
  await forecast();
  const { items } = await read.get<CashItems>("/cash/items");
  const rent = items.find((item) => item.class === "rent" && (item.alive ?? 0) > 0.5);
  if (rent === undefined) throw new Error("no rent was found");
  const { ledgerId, direction, every } = rent;
  const ended = { ledgerId, direction, every, word: { kind: "ended" } };
  const after = await send<CashItems>("/cash/items", ended, "PUT");
  expect(after.items.find((item) => item.ledgerId === ledgerId && item.every === every)).toMatchObject({
    said: { word: { kind: "ended" } },
  });
  const isAhead = async () => {
    const { forecast: made } = await forecast();
    const weeks = [];
    for (const { from } of made.weeks)
      weeks.push(await read.get<CashWeekEvidence>(`/cash/forecast/weeks/${from}`));
    return weeks.some((week) =>
      week.items.some((item) => item.ledgerId === ledgerId && item.every === every),
    );
  };
  expect(await isAhead()).toBe(false);
  await send("/cash/items", { ...ended, word: null }, "PUT");
  expect(await isAhead()).toBe(true);
});

test("a scenario is laid over the same paths, kept, and let go", async () => {
  await forecast();
  const edits = [{ kind: "one-off", amount: "-5000000", day: "2026-10-12" }];
  const { base, edited, parts, about } = await send<ScenarioResult>("/cash/scenarios/compute", { edits });
  expect(parts).toEqual([["0", "-5000000", ...Array.from({ length: 11 }, () => "0")]]);
  expect(BigInt(base.weeks[12]?.balance.mean ?? 0) - BigInt(edited.weeks[12]?.balance.mean ?? 0)).toBe(
    5_000_000n,
  );
  const saved = await send<SavedScenario>("/cash/scenarios", { name: "A machine", edits });
  const again = await read.get<{ scenario: SavedScenario; result: ScenarioResult }>(
    `/cash/scenarios/${saved.scenarioId}`,
  );
  expect(again).toEqual({ scenario: saved, result: { asOf: "2026-10-01", base, edited, parts, about } });
  await send(`/cash/scenarios/${saved.scenarioId}`, {}, "DELETE");
  expect(await read.get("/cash/scenarios")).toEqual({ scenarios: [] });
});
