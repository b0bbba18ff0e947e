import type {
  BillPayment,
  ClassEdgesStanding,
  PartyPaymentPage,
  PaymentHistory,
  PaymentOverview,
} from "@cfa/contract/insights";
import type { PartyBalance } from "@cfa/contract/reads";
import type { CorrectionPreview } from "@cfa/contract/corrections";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { keepLearning, noteTry } from "@cfa/db/queries/insights/keep-learning";
import { setMember } from "@cfa/db/queries/members";
import type { BillForecast } from "@cfa/insights/payment-insight";
import { madeForecast, madeLearning, madeParty } from "@cfa/testkit/made-insight";
import { addDays, day, type LocalDate } from "@cfa/values/local-date";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, expect, test } from "vitest";

import { DEMO_PEOPLE } from "../auth/demo-people.ts";
import { ensurePerson } from "../auth/people.ts";
import { outward } from "../test-books.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";
import { refusal, signInDeps } from "../test-server.ts";

/* What is learned of the small books, read as of 15 April 2026. */

const ASOF = day("2026-04-15");
let asha: TestCompany;
const jobs: string[] = [];

beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
});
afterAll(() => asha.close());

const asJob = <T>(work: (tx: CompanyTx) => Promise<T>): Promise<T> =>
  inCompany(asha.database.db, asha.books.companyId, work, { role: "job" });
const id = (name: string): string => asha.books.ids[name] ?? "";
const ram = () => outward(asha.books, "party", "Ram & Sons");
const inv1 = () => outward(asha.books, "bill", "INV-1");

async function send(method: string, path: string, body: object): Promise<Response> {
  return fetch(`${asha.server.url}/api/companies/${asha.company}${path}`, {
    method,
    headers: { authorization: `Bearer ${asha.owner}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function learn(): Promise<void> {
  const of = { partyId: id("Ram & Sons") };
  const bills = [
    madeForecast(ASOF, {
      ...of,
      billId: id("INV-1"),
      amount: 60_000n,
      reasons: [{ kind: "promised", day: ASOF }],
    }),
    madeForecast(ASOF, { ...of, billId: id("INV-2"), amount: 50_000n, median: null, low: null, high: null }),
  ];
  await asJob((tx) =>
    keepLearning(tx, madeLearning(ASOF, { bills, parties: [madeParty(of)], generation: 4n })),
  );
}

test("before anything is learned that is said plainly", async () => {
  expect(await asha.read<PaymentOverview>("/payments")).toEqual({
    side: "receivable",
    latestTry: null,
    learned: null,
  });
  expect(await asha.read<BillPayment>(`/bills/${inv1()}/payment`)).toMatchObject({
    side: "receivable",
    partyId: ram(),
    party: "Ram & Sons",
    learned: null,
    forecast: null,
    missing: "not-learned",
  });
  expect(await asha.read<PartyPaymentPage>(`/parties/${ram()}/payments`)).toMatchObject({
    party: null,
    rows: [],
  });
  expect(await asha.read("/payments/scores")).toMatchObject({
    today: ASOF,
    scores: [
      { weeksAgo: 4, saidOn: null, error: null, coverage: null, weeks: [] },
      { weeksAgo: 8, saidOn: null },
    ],
  });
});

test("a bill has its forecast with why; one that is paid says so", async () => {
  await learn();
  expect(await asha.read<BillPayment>(`/bills/${inv1()}/payment`)).toMatchObject({
    learned: { asOf: ASOF, isBehind: true },
    missing: null,
    forecast: {
      billId: inv1(),
      name: "INV-1",
      amount: "60000",
      expected: "2026-04-25",
      from: "2026-04-18",
      to: "2026-05-15",
      late: 0.75,
      never: 0.125,
      basis: "hazard",
      reasons: [{ kind: "promised", day: ASOF }],
    },
  });
  const paid = outward(asha.books, "bill", "INV-0");
  expect(await asha.read<BillPayment>(`/bills/${paid}/payment`)).toMatchObject({
    forecast: null,
    missing: "settled",
  });
  const payable = outward(asha.books, "bill", "GT/7");
  expect(await asha.read<BillPayment>(`/bills/${payable}/payment`)).toMatchObject({
    side: "payable",
    missing: "not-learned",
  });
});

test("the side as a whole: classes, and the expected sums by week, promised ones apart", async () => {
  await learn();
  await asJob((tx) =>
    noteTry(tx, {
      side: "receivable",
      asOf: ASOF,
      triedAt: new Date("2026-04-15T07:00:00Z"),
      generation: 5n,
      outcome: "failed",
      failure: "too-long",
    }),
  );
  const overview = await asha.read<PaymentOverview>("/payments");
  expect(overview).toMatchObject({
    latestTry: { outcome: "failed", failure: "too-long" },
    learned: {
      asOf: ASOF,
      isFewData: true,
      bills: 12,
      olderBills: 3,
      backTest: { cases: 8, error: 6, plainError: 9, coverage: 0.75 },
      classes: [{ class: "late", parties: 1, amount: "110000" }],
      forecast: { bills: 2, amount: "110000", notWithin180Days: "13750", later: "27500" },
    },
  });
  expect(overview.learned?.forecast.weeks).toHaveLength(13);
  expect(overview.learned?.forecast.weeks.slice(0, 3)).toEqual([
    { from: "2026-04-16", to: "2026-04-22", expected: "27500", promised: "15000" },
    { from: "2026-04-23", to: "2026-04-29", expected: "55000", promised: "30000" },
    { from: "2026-04-30", to: "2026-05-06", expected: "0", promised: "0" },
  ]);
});

test("what was promised is told by its day, whole, and apart from what is expected", async () => {
  const promised = (name: string, amount: bigint, on: LocalDate) =>
    madeForecast(ASOF, {
      partyId: id("Ram & Sons"),
      billId: id(name),
      amount,
      reasons: [{ kind: "promised", day: on }],
    });
  const learnedOf = async (bills: BillForecast[]) => {
    await asJob((tx) => keepLearning(tx, madeLearning(ASOF, { bills, generation: 4n })));
    return (await asha.read<PaymentOverview>("/payments")).learned?.forecast.promised;
  };
  expect(
    await learnedOf([
      promised("INV-1", 60_000n, addDays(ASOF, 7)),
      promised("INV-2", 50_000n, addDays(ASOF, 30)),
    ]),
  ).toEqual({ days7: "60000", days30: "110000" });
  expect(
    await learnedOf([promised("INV-1", 60_000n, ASOF), promised("INV-2", 50_000n, addDays(ASOF, 31))]),
  ).toEqual({ days7: "0", days30: "0" });
});

test("a party has its class, why, and its bills; a viewer sees no limit", async () => {
  await learn();
  const page = await asha.read<PartyPaymentPage>(`/parties/${ram()}/payments?limit=1`);
  expect(page).toMatchObject({
    party: {
      class: "late",
      pin: null,
      confidence: 0.75,
      expectedDelay: 12.5,
      reason: { settled: 5, late: 4, turn: null },
      risk: 40,
      expectedLoss: "1250",
      suggestedLimit: "50000",
    },
    rows: [{ name: "INV-1" }],
  });
  const next = `/parties/${ram()}/payments?limit=1&cursor=${page.nextCursor}`;
  expect(await asha.read(next)).toMatchObject({
    rows: [{ name: "INV-2", expected: null }],
    nextCursor: null,
  });
  expect(await asha.read("/payments/parties?class=late")).toMatchObject({ rows: [{ name: "Ram & Sons" }] });
  expect(await asha.read("/payments/parties?class=risky")).toMatchObject({ rows: [], nextCursor: null });

  const deps = signInDeps(asha.database.db);
  const viewer = await ensurePerson(deps, DEMO_PEOPLE.accountant);
  const role = (name: "viewer" | "accountant") =>
    setMember(asha.database.db, { companyId: asha.books.companyId, userId: viewer.id, role: name });
  await role("viewer");
  const token = await asha.server.signIn("accountant");
  expect(await asha.read(`/parties/${ram()}/payments`, token)).toMatchObject({
    party: { class: "late", suggestedLimit: null },
  });
  await role("accountant");
});

test("a party's paid bills have the day their money had come, also where another voucher put it to them", async () => {
  const path = `/parties/${ram()}/payments/history`;
  // INV-0 is paid by R3 of 12 April; INV-1 in part; of INV-2 money is likely, and not all of it.
  expect(await asha.read<PaymentHistory>(path)).toEqual({
    side: "receivable",
    billsFrom: "2022-04-15",
    paid: 1,
    rows: [
      {
        billId: outward(asha.books, "bill", "INV-0"),
        name: "INV-0",
        date: "2025-12-01",
        dueDate: "2025-12-31",
        amount: "30000",
        paid: "2026-04-12",
        delay: 102,
        isInferred: false,
      },
    ],
  });
  // The rest of INV-1 is taken on 10 April, by a journal, from money that R1 had brought on account on 1 March.
  await asJob(async (tx) => {
    await tx.run("update voucher set kind = 'journal' where voucher_id = $1", [id("R2")]);
    await tx.run(
      `insert into settlement (company_id, bill_id, settlement_no, date, amount, basis, voucher_id, line_no)
       values ($1, $2, 2, '2026-04-10', 60000, 'stated', $3, 1)`,
      [tx.companyId, id("INV-1"), id("R2")],
    );
    await tx.run(
      `insert into unapplied (company_id, ledger_id, side, unapplied_no, kind, date, amount, voucher_id, name)
       values ($1, $2, 'receivable', 4, 'on-account', '2026-04-10', -60000, $3, '')`,
      [tx.companyId, id("Ram & Sons"), id("R1")],
    );
  });
  expect((await asha.read<PaymentHistory>(path)).rows).toMatchObject([
    { name: "INV-1", paid: "2026-03-01", delay: 20, isInferred: false },
    { name: "INV-0", paid: "2026-04-12" },
  ]);
  await asJob(async (tx) => {
    await tx.run("delete from settlement where bill_id = $1 and settlement_no = 2", [id("INV-1")]);
    await tx.run("delete from unapplied where unapplied_no = 4");
    await tx.run("update voucher set kind = 'receipt' where voucher_id = $1", [id("R2")]);
  });
  expect(await asha.read(`${path}?side=payable`)).toMatchObject({ side: "payable", paid: 0, rows: [] });
  const nobody = idOut("party", "aaaaaaaa-0000-4000-8000-000000000001");
  expect((await asha.get(`/parties/${nobody}/payments/history`)).status).toBe(404);
});

async function classed(wanted?: string): Promise<object[]> {
  const path = wanted === undefined ? "/parties" : `/parties?class=${wanted}`;
  const { rows } = await asha.read<{ rows: PartyBalance[] }>(path);
  return rows.map(({ name, class: pays }) => (pays === undefined ? { name } : { name, class: pays }));
}

test("the list of parties says how each pays, and can be of one class alone", async () => {
  await learn();
  expect(await classed()).toEqual([{ name: "Ram & Sons", class: "late" }, { name: "100% Cotton_House" }]);
  expect(await classed("late")).toEqual([{ name: "Ram & Sons", class: "late" }]);
  expect(await classed("risky")).toEqual([]);
  expect(await asha.read("/parties?side=payable&class=late")).toEqual({ rows: [], nextCursor: null });
});

test("an owner's word on a class counts at once, is on record, and is taken back", async () => {
  await learn();
  const proposal = { kind: "class-pin", partyId: ram(), class: "prompt" };
  const { seen } = (await (
    await send("POST", "/corrections/preview", { proposal })
  ).json()) as CorrectionPreview;
  const made = await send("POST", "/corrections", {
    requestId: "77777777-7777-4777-8777-777777777777",
    proposal,
    reason: "my brother",
    untilDate: null,
    seen,
    replaces: null,
  });
  expect(made.status).toBe(200);
  const { correctionId } = (await made.json()) as { correctionId: string };
  const read = () => asha.read<PartyPaymentPage>(`/parties/${ram()}/payments`);
  expect((await read()).party).toMatchObject({
    class: "prompt",
    learnedClass: "late",
    pin: { correctionId, reason: "my brother" },
  });
  expect((await asha.read<PaymentOverview>("/payments")).learned?.classes).toMatchObject([
    { class: "prompt" },
  ]);
  expect(await classed("prompt")).toEqual([{ name: "Ram & Sons", class: "prompt" }]);
  expect(await classed("late")).toEqual([]);
  expect((await send("POST", `/corrections/${correctionId}/undo`, {})).status).toBe(200);
  expect((await read()).party).toMatchObject({ class: "late", pin: null });
  expect(await classed("late")).toEqual([{ name: "Ram & Sons", class: "late" }]);
  expect(await asha.read("/audit")).toMatchObject({
    rows: [{ action: "correction.undone" }, { action: "correction.created", params: { kind: "class-pin" } }],
  });
});

test("the delays at which classes end are the model's own until somebody chooses, and then hold from today", async () => {
  const read = () => asha.read<ClassEdgesStanding>("/payments/edges");
  await learn();
  const isBehind = async () => (await asha.read<PaymentOverview>("/payments")).learned?.isBehind;
  await asJob((tx) => tx.run("update payment_learning set generation = (select generation from sync_state)"));
  expect(await isBehind()).toBe(false);
  expect(await read()).toEqual({ prompt: -5, onTime: 5, late: 30, fromDate: null });
  jobs.length = 0;
  const chosen = await send("PUT", "/payments/edges", { prompt: 0, onTime: 10, late: 45 });
  expect(await chosen.json()).toEqual({ prompt: 0, onTime: 10, late: 45, fromDate: ASOF });
  expect(await read()).toMatchObject({ late: 45, fromDate: ASOF });
  expect([jobs, await isBehind()]).toEqual([["learn-payments"], true]);
  await send("PUT", "/payments/edges", { prompt: 0, onTime: 10, late: 45 }); // says nothing new
  expect(jobs).toHaveLength(1);
  expect(await asha.read("/audit?limit=1")).toMatchObject({ rows: [{ action: "change-class-edges" }] });
  const falling = await send("PUT", "/payments/edges", { prompt: 10, onTime: 5, late: 45 });
  expect(await refusal(falling)).toMatchObject({ code: "bad-input", field: "onTime" });
});
