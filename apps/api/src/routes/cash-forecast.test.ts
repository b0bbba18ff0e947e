import type { AuditRow } from "@cfa/contract/audit";
import type { CashForecastAnswer, CashScore, CashWeekEvidence } from "@cfa/contract/cash-forecast";
import type { CashItems } from "@cfa/contract/cash-items";
import type { SavedScenario, ScenarioResult } from "@cfa/contract/cash-scenarios";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { keepCashForecast, noteForecastTry } from "@cfa/db/queries/cash/keep-forecast";
import { dayNumber } from "@cfa/insights/payment-history";
import { madeCashForecast } from "@cfa/testkit/made-cash-forecast";
import { addDays, day } from "@cfa/values/local-date";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { outward, TODAY } from "../test-books.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";
import { refusal } from "../test-server.ts";

/* What is told of a forecast on 15 April 2026: 1,000.00 in and 400.00 out every week, of which Ram's INV-1 and the rent are known. */

const ASOF = day("2026-04-15");
const FIRST = dayNumber(ASOF) + 1;

let asha: TestCompany;
let ram: string;
const jobs: string[] = [];

beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
  ram = outward(asha.books, "party", "Ram & Sons");
});
afterAll(() => asha.close());
beforeEach(async () => {
  await asJob((tx) => tx.run("delete from cash_forecast where company_id = $1", [tx.companyId]));
  jobs.length = 0;
});

function asJob<T>(work: (tx: CompanyTx) => Promise<T>): Promise<T> {
  return inCompany(asha.database.db, asha.books.companyId, work, { role: "job" });
}

/** Rent is kept on the ledger of sales: these books have no other. */
const rent = () => ({
  ledgerId: asha.books.ids["Sales"] ?? "",
  class: "rent",
  direction: "out" as const,
  every: "months/1",
  rhythm: { kind: "months", months: 1, phase: 0, date: 5, shift: "after" } as const,
  tolerance: 1,
  size: 30_000n,
  hitRate: 1,
  alive: 1,
  hits: [{ due: FIRST - 11, day: FIRST - 10, size: 30_000 }],
  ahead: [
    {
      day: FIRST + 20,
      chance: 0.5,
      size: 30_000,
      on: [
        { day: FIRST + 20, share: 0.75 }, // the last day of a week
        { day: FIRST + 21, share: 0.25 },
      ],
    },
  ],
});

const bill = () => ({
  billId: asha.books.ids["INV-1"] ?? "",
  partyId: asha.books.ids["Ram & Sons"] ?? "",
  side: "customer" as const,
  amount: 60_000,
  weeks: [0.5, 0.25, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  number: 1,
  party: 1,
});

const made = (more: Parameters<typeof madeCashForecast>[1] = {}) =>
  asJob((tx) => keepCashForecast(tx, madeCashForecast(ASOF, { items: [rent()], bills: [bill()], ...more })));

async function send(
  method: string,
  path: string,
  body: object,
  role: "owner" | "accountant" = "owner",
): Promise<Response> {
  const token = role === "owner" ? asha.owner : await asha.server.signIn(role);
  return fetch(`${asha.server.url}/api/companies/${asha.company}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(method === "DELETE" ? {} : { body: JSON.stringify(body) }),
  });
}

const compute = (edit: object) => send("POST", "/cash/scenarios/compute", { edits: [edit] });
const kinds = ({ notes }: CashForecastAnswer) => notes.map(({ kind }) => kind);
const read = () => asha.read<CashForecastAnswer>("/cash/forecast");

test("before there is one, that there is none is said; a scenario has nothing to be laid over", async () => {
  const answer = await read();
  expect(answer).toMatchObject({ forecast: null, latestTry: null });
  expect(kinds(answer)).toEqual(["not-yet"]);
  expect(answer.notes[0]?.text).toContain("no forecast yet");
  const computing = await send("POST", "/cash/scenarios/compute", {
    edits: [{ kind: "sales", percent: 500 }],
  });
  expect(await refusal(computing)).toMatchObject({ code: "conflict" });
  expect((await asha.get("/cash/forecast/weeks/2026-04-16")).status).toBe(404);
  expect(await asha.read("/cash/items")).toEqual({ asOf: null, items: [] });
});

test("the figures as they are kept, with what to know before believing them", async () => {
  await made({
    knowledge: "learning",
    doubts: ["gap"],
    isWithoutLevels: true,
    opening: { money: 0n, overdrawn: 500n, free: 0n, available: 0n, isLimitMissing: true },
  });
  const answer = await read();
  expect(kinds(answer)).toEqual(["limit-missing", "learning", "gap", "without-levels", "floor-missing"]);
  expect(answer.forecast).toMatchObject({
    asOf: "2026-04-15",
    isBehind: false,
    opening: { overdrawn: "500", isLimitMissing: true },
    lowest: { week: { from: "2026-04-16", to: "2026-04-22" }, day: "2026-04-16" },
    chanceBelow: null,
  });
  expect(answer.forecast?.month).toMatchObject({
    from: "2026-04-16",
    to: "2026-05-15",
    in: { mean: "400000" },
    out: { mean: "160000" },
    lowest: { balance: { mean: "260000" }, day: "2026-04-22" },
  });
  expect(answer.forecast?.weeks[12]).toMatchObject({
    from: "2026-07-09",
    in: { mean: "100000" },
    balance: { mean: "980000" },
  });
});

test("it is behind once the books have changed, or where the day has passed; a try that failed is said", async () => {
  await made({ generation: 2n });
  await asJob((tx) =>
    noteForecastTry(tx, {
      asOf: ASOF,
      triedAt: TODAY,
      generation: 3n,
      outcome: "failed",
      failure: "too-long",
    }),
  );
  expect(kinds(await read())).toEqual(["failed", "behind", "floor-missing"]);
  await asJob((tx) => tx.run("delete from cash_forecast_try where company_id = $1", [tx.companyId]));
});

test("a chance is shown only where it is worth saying", async () => {
  await made({ floor: 100n, chanceBelow: 0.25 });
  const hidden = await read();
  expect([hidden.forecast?.chanceBelow, kinds(hidden)]).toEqual([null, ["no-chance"]]);
  await made({ floor: 100n, chanceBelow: 0.25, isChanceWorthSaying: true });
  expect((await read()).forecast?.chanceBelow).toBe(0.25);
});

test("behind a week stand its bills and items, and what is not named is the rest", async () => {
  await made();
  const first = await asha.read<CashWeekEvidence>("/cash/forecast/weeks/2026-04-16");
  expect(first.parts).toEqual([
    { class: "customer-open", direction: "in", mean: "100000", named: "30000", rest: "70000" },
    { class: "rent", direction: "out", mean: "40000", named: "0", rest: "40000" },
  ]);
  expect(first.bills).toMatchObject([
    { name: "INV-1", party: "Ram & Sons", amount: "60000", chance: 0.5, expected: "30000" },
  ]);
  const third = await asha.read<CashWeekEvidence>("/cash/forecast/weeks/2026-04-30");
  expect(third.items).toMatchObject([
    { name: "Sales", day: "2026-05-06", expected: "11250", hits: [{ day: "2026-04-06", amount: "30000" }] },
  ]);
  expect(third.parts[1]).toMatchObject({ named: "11250", rest: "28750" });
  const fourth = await asha.read<CashWeekEvidence>("/cash/forecast/weeks/2026-05-07");
  expect(fourth.items).toMatchObject([{ day: "2026-05-07", chance: 0.125, expected: "3750" }]);
  expect((await asha.get("/cash/forecast/weeks/2026-04-17")).status).toBe(404);
  expect((await asha.get("/cash/forecast/weeks/2026-13-01")).status).toBe(422);
});

test("what a person says of an item is kept, is on record, and has it forecast anew; said again it is no change", async () => {
  await made();
  const ledgerId = outward(asha.books, "ledger", "Sales");
  const item = { ledgerId, direction: "out", every: "months/1" };
  const rhythm = { kind: "months", months: 3, date: 0, next: "2026-06-30", shift: "before" };
  const word = { kind: "edited", rhythm, amount: "45000" };
  for (const times of [1, 2]) {
    const response = await send("PUT", "/cash/items", { ...item, word });
    expect(response.status).toBe(200);
    const { items } = (await response.json()) as CashItems;
    expect([times, items[0]?.said?.word]).toEqual([times, word]);
    expect(jobs).toEqual(["learn-payments"]);
  }
  expect((await read()).forecast?.isBehind).toBe(true);
  // It outlives every forecast, also one that finds the item no more.
  await made({ items: [] });
  expect(await asha.read("/cash/items")).toMatchObject({
    items: [{ ledgerId, class: "sales", rhythm: null, said: { word } }],
  });
  await send("PUT", "/cash/items", { ...item, word: null });
  expect(await asha.read("/cash/items")).toMatchObject({ items: [] });
  const { rows } = await asha.read<{ rows: AuditRow[] }>("/audit?about=company");
  expect(rows.filter(({ action }) => action === "change-recurring-item")).toHaveLength(2);
});

test("of what is no item nothing can be said, nor of no day", async () => {
  await made();
  const ledgerId = outward(asha.books, "ledger", "Sales");
  const item = { ledgerId, direction: "out", every: "months/1", word: { kind: "ended" } };
  expect((await send("PUT", "/cash/items", { ...item, every: "days/7" })).status).toBe(404);
  const rhythm = { kind: "days", days: 7, next: "2026-02-30", shift: "stay" };
  const word = { kind: "edited", rhythm, amount: "100" };
  expect(await refusal(await send("PUT", "/cash/items", { ...item, word }))).toMatchObject({
    code: "bad-input",
    field: "word.rhythm.next",
  });
});

test("a scenario is laid over the forecast, kept by name, and survives a later one", async () => {
  await made();
  const edits = [
    { kind: "party-later", partyId: ram, days: 7 },
    {
      kind: "loan",
      amount: "1000000",
      day: "2026-04-20",
      repayments: [{ day: "2026-05-20", amount: "1010000" }],
    },
  ];
  const computed = await send("POST", "/cash/scenarios/compute", { edits }, "accountant");
  const result = (await computed.json()) as ScenarioResult;
  expect(result.about).toEqual([
    { party: expect.stringMatching(/^Ram/), bills: [] },
    { party: "", bills: [] },
  ]);
  expect(result.parts[1]?.slice(0, 6)).toEqual(["1000000", "0", "0", "0", "-1010000", "0"]);
  expect(result.base.weeks[12]?.balance.mean).toBe("980000");
  const saved = (await (
    await send("POST", "/cash/scenarios", { name: "A loan", edits })
  ).json()) as SavedScenario;
  await asJob((tx) => keepCashForecast(tx, madeCashForecast(addDays(ASOF, 1))));
  const { scenario, result: later } = await asha.read<{ scenario: SavedScenario; result: ScenarioResult }>(
    `/cash/scenarios/${saved.scenarioId}`,
  );
  expect([scenario, later.asOf]).toEqual([saved, "2026-04-16"]);
  expect((await send("DELETE", `/cash/scenarios/${saved.scenarioId}`, {})).status).toBe(200);
  expect((await send("DELETE", `/cash/scenarios/${saved.scenarioId}`, {})).status).toBe(404);
  expect(await asha.read("/cash/scenarios")).toEqual({ scenarios: [] });
});

test("an edit of what the company does not have, or of no day, is refused", async () => {
  await made();
  const partyId = outward(
    { ...asha.books, ids: { nobody: "88888888-8888-4888-8888-888888888888" } },
    "party",
    "nobody",
  );
  expect((await compute({ kind: "party-later", partyId, days: 7 })).status).toBe(404);
  expect((await compute({ kind: "one-off", amount: "100", day: "2026-02-30" })).status).toBe(422);
  expect((await compute({ kind: "one-off", amount: "0", day: "2026-04-30" })).status).toBe(422);
});

test("what was said four weeks ago, against what came; weeks without a forecast are said to have none", async () => {
  await asJob((tx) => keepCashForecast(tx, madeCashForecast(addDays(ASOF, -28))));
  const { scores } = await asha.read<{ scores: CashScore[] }>("/cash/record");
  expect(scores.map(({ weeksAgo, saidOn }) => [weeksAgo, saidOn])).toEqual([
    [4, "2026-03-18"],
    [8, null],
    [13, null],
  ]);
  // Of 4 times 600.00 that were to remain, Ram's 200.00 and 300.00 came, in the fourth week; nothing went out.
  expect(scores[0]).toMatchObject({
    expected: "240000",
    came: "50000",
    error: "190000",
    weeksOfSpending: null,
  });
  expect(scores[0]?.weeks[3]?.in).toEqual({
    low: "100000",
    expected: "100000",
    high: "100000",
    came: "50000",
  });
  expect(scores[0]?.coverage).toBe(0);
  expect(scores[0]?.text).toMatch(/^Over the 4 weeks after 18-03-2026 we expected .*0 of 8 weekly sums/);
});
