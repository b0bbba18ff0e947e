import { randomUUID } from "node:crypto";

import type { AuditRow } from "@cfa/contract/audit";
import type { Correction, CorrectionPreview, Proposal } from "@cfa/contract/corrections";
import type { CreditUse } from "@cfa/contract/measures";
import type { Party } from "@cfa/contract/reads";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeEach, beforeAll, expect, test } from "vitest";

import { DEMO_PEOPLE } from "../auth/demo-people.ts";
import { ensurePerson } from "../auth/people.ts";
import { ensureCompany, ensureDemoMembers } from "../demo.ts";
import { outwardOf, writeCorrectionBooks, type CorrectionBooks } from "../test-correction-books.ts";
import { post, refusal, signInDeps, startTestServer, type TestServer } from "../test-server.ts";

/* Meena Stores of test-correction-books.ts. The worker is not here: what a correction asks of it is written down. */

let database: TestDatabase;
let server: TestServer;
let books: CorrectionBooks;
let company: string;
let people: { owner: string; accountant: string; ownersId: string };
let jobs: { name: string; data: object }[] = [];
let clock = new Date("2026-04-15T06:00:00Z");
let companies = 0;

const enqueue = async (_: unknown, name: string, data: object): Promise<void> => {
  jobs.push({ name, data });
  return Promise.resolve();
};

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database, { deps: { now: () => clock, enqueue } });
  const deps = signInDeps(database.db);
  const first = await ensureCompany(database.db, { name: "Meena's", isDemo: true });
  await ensureDemoMembers(deps, [first.companyId]);
  people = {
    ownersId: (await ensurePerson(deps, DEMO_PEOPLE.owner)).id,
    owner: await server.signIn("owner"),
    accountant: await server.signIn("accountant"),
  };
});
beforeEach(async () => {
  const { db } = database;
  const { companyId } = await ensureCompany(db, { name: `Meena's ${++companies}`, isDemo: true });
  books = await writeCorrectionBooks(db, companyId);
  company = idOut("company", companyId);
  await ensureDemoMembers(signInDeps(db), [companyId]);
  jobs = [];
  clock = new Date("2026-04-15T06:00:00Z");
});
afterAll(async () => {
  await server.close();
  await database.close();
});

type Who = "owner" | "accountant";

function send(path: string, body: object, who: Who = "accountant"): Promise<Response> {
  const headers = { authorization: `Bearer ${people[who]}` };
  return post(`${server.url}/api/companies/${company}/corrections${path}`, body, headers);
}

async function sent<T>(path: string, body: object, who: Who = "accountant"): Promise<T> {
  const response = await send(path, body, who);
  const text = await response.text();
  expect([path, response.status, response.status === 200 ? "" : text]).toEqual([path, 200, ""]);
  return JSON.parse(text) as T;
}

async function read<T>(path: string, who: Who = "accountant"): Promise<T> {
  const response = await server.get(`/api/companies/${company}${path}`, { token: people[who] });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as T;
}

const preview = (proposal: Proposal, who: Who = "accountant") =>
  sent<CorrectionPreview>("/preview", { proposal }, who);

async function asked(proposal: Proposal, who: Who = "accountant"): Promise<object> {
  const { seen } = await preview(proposal, who);
  return {
    requestId: randomUUID(),
    proposal,
    reason: "she said so on the phone",
    untilDate: null,
    seen,
    replaces: null,
  };
}

const make = async (proposal: Proposal, who: Who = "accountant") =>
  sent<Correction>("", await asked(proposal, who), who);

const bill = (name: string) => outwardOf(books, "bill", name);
const meena = () => outwardOf(books, "party", "Meena Stores");
const dueDate = (day = "2026-05-31"): Proposal => ({ kind: "due-date", billId: bill("INV-1"), dueDate: day });
const rematch = (): Proposal => ({
  kind: "rematch",
  partyId: meena(),
  voucherId: outwardOf(books, "voucher", "R1"),
  lineNo: 1,
  parts: [{ billId: bill("INV-2"), amount: "50000" }],
});
const auditLog = async (query = "") => (await read<{ rows: AuditRow[] }>(`/audit${query}`)).rows;

test("a preview shows bills and sums before and after, and stores nothing", async () => {
  const found = await preview(dueDate());
  expect(found).toMatchObject({ refusal: null, needsOwner: false });
  expect(found.bills).toEqual([
    {
      billId: bill("INV-1"),
      name: "INV-1",
      date: "2026-01-05",
      open: { before: "100000", after: "100000" },
      dueDate: { before: "2026-02-04", after: "2026-05-31" },
      disputed: { before: "0", after: "0" },
    },
  ]);
  expect(found.sums).toMatchObject([
    {
      side: "receivable",
      overdue: { before: "150000", after: "50000" },
      due: { before: "0", after: "100000" },
    },
  ]);
  expect((await read<{ rows: Correction[] }>("/corrections")).rows).toEqual([]);
  expect(jobs).toEqual([]);
});

test("a preview goes by what a receipt says in words, as the books do", async () => {
  await database.asOwner("update ledger set is_bill_wise = false where name = 'Meena Stores'");
  await database.asOwner("update voucher set number = 'INV-' || right(number, 1) where kind = 'sales'");
  await database.asOwner("update voucher set narration = 'NEFT for inv-2' where number = 'R1'");
  const { bills } = await preview(dueDate());
  expect(bills).toMatchObject([{ name: "INV-1", open: { before: "90000", after: "90000" } }]);
});

test("a receipt is matched to a bill: sums, job and audit entry in one go", async () => {
  const found = await preview(rematch());
  expect(found.sums).toMatchObject([
    {
      outstanding: { before: "90000", after: "90000" },
      overdue: { before: "150000", after: "100000" },
      unapplied: { before: "60000", after: "10000" },
    },
  ]);
  const made = await make(rematch());
  expect(made).toMatchObject({
    kind: "rematch",
    state: "active",
    party: { name: "Meena Stores" },
    voucher: { number: "R1" },
    may: { undo: true, resolve: false, approve: false },
  });
  expect(made.facts).toContainEqual({
    field: "bill",
    about: "INV-2",
    form: "money",
    mine: "50000",
    was: null,
    now: null,
  });
  expect(jobs).toEqual([
    {
      name: "apply-corrections",
      data: { companyId: books.companyId, ledgerIds: [books.ids["Meena Stores"]] },
    },
  ]);
  expect((await auditLog())[0]).toMatchObject({
    action: "correction.created",
    sentence: "Made a correction: rematch on Meena Stores, receipt R1",
    params: { reason: "she said so on the phone" },
  });
});

test("a double click and a replay make one correction", async () => {
  const body = await asked(dueDate());
  const both = await Promise.all([sent<Correction>("", body), sent<Correction>("", body)]);
  expect(both[0].correctionId).toBe(both[1].correctionId);
  await sent("", body);
  expect((await read<{ rows: Correction[] }>("/corrections")).rows).toHaveLength(1);
  expect(await auditLog()).toHaveLength(1);
  expect(jobs).toHaveLength(1);
});

test("what was looked at must be so still", async () => {
  const body = await asked(dueDate());
  await database.asOwner("update ledger set credit_period = $2 where company_id = $1", [
    books.companyId,
    JSON.stringify({ text: "45 Days" }),
  ]);
  const answer = await send("", body);
  expect(answer.status).toBe(409);
  expect((await refusal(answer)).message).toMatch(/changed since you looked/);
  expect((await read<{ rows: Correction[] }>("/corrections")).rows).toEqual([]);
});

test("one thing is said of a bill at a time, unless it takes the other's place", async () => {
  const first = await make(dueDate());
  expect((await preview(dueDate("2026-06-30"))).refusal).toMatchObject({ code: "stands-already" });
  const { correctionId } = first;
  const proposal = dueDate("2026-06-30");
  const { seen } = await sent<CorrectionPreview>("/preview", { proposal, replaces: correctionId });
  const body = {
    requestId: randomUUID(),
    proposal,
    reason: "again",
    untilDate: null,
    seen,
    replaces: correctionId,
  };
  expect(await sent<Correction>("", body)).toMatchObject({ state: "active" });
  const { rows } = await read<{ rows: Correction[] }>("/corrections");
  expect(rows.map((row) => row.state)).toEqual(["active", "undone"]);
});

test("undone twice it is undone once, and what is undone stays so", async () => {
  const { correctionId } = await make(dueDate());
  expect(await sent(`/${correctionId}/undo`, {})).toMatchObject({ state: "undone", may: { undo: false } });
  await sent(`/${correctionId}/undo`, {});
  expect((await auditLog()).map((row) => row.action)).toEqual(["correction.undone", "correction.created"]);
  expect(jobs).toHaveLength(2);
  expect((await send(`/${correctionId}/resolve`, { take: "mine" })).status).toBe(409);
});

const writeOff = (name: string): Proposal => ({
  kind: "write-off",
  billId: bill(name),
  amount: "20000",
  date: "2026-04-15",
});

/** An owner's word on what waits: the status of the answer. */
async function decide({ correctionId }: Correction, approve: boolean, who: Who = "owner"): Promise<number> {
  const decision = approve
    ? { decide: "approve", change: null, why: null }
    : { decide: "refuse", why: "paid" };
  const body = { decisions: [{ approvalId: correctionId, ...decision }] };
  const headers = { authorization: `Bearer ${people[who]}` };
  return (await post(`${server.url}/api/companies/${company}/approvals/decide`, body, headers)).status;
}

async function state({ correctionId }: Correction): Promise<string | undefined> {
  return (await read<{ rows: Correction[] }>("/corrections")).rows.find(
    (row) => row.correctionId === correctionId,
  )?.state;
}

test("the accountant's write-off waits for the owner; the owner's own does not", async () => {
  expect((await preview(writeOff("INV-1"))).needsOwner).toBe(true);
  const waiting = await make(writeOff("INV-1"));
  expect(waiting.state).toBe("waiting");
  expect(await decide(waiting, true, "accountant")).toBe(403);
  expect(await decide(waiting, true)).toBe(200);
  expect(await state(waiting)).toBe("active");
  expect(await decide(waiting, true)).toBe(200);
  expect(await make(writeOff("INV-2"), "owner")).toMatchObject({ state: "active" });
  const actions = (await auditLog()).map((row) => row.action);
  expect(actions).toEqual(["correction.created", "correction.approved", "correction.created"]);
});

test("a rejected write-off never counts", async () => {
  const waiting = await make({
    kind: "write-off",
    billId: bill("INV-1"),
    amount: "100",
    date: "2026-04-15",
  });
  expect(await decide(waiting, false)).toBe(200);
  expect(await state(waiting)).toBe("rejected");
  expect((await send(`/${waiting.correctionId}/undo`, {})).status).toBe(409);
});

async function conflict(correctionId: string, now: object): Promise<void> {
  await database.asOwner(
    `update correction set state = 'conflict', now = $2 where company_id = $1 and value ->> 'dueDate' is not null
       and state = 'active'`,
    [books.companyId, JSON.stringify(now)],
  );
  expect(correctionId).toMatch(/^cor_/);
}

test("a conflict shows both values; mine is held against what stands now", async () => {
  const { correctionId } = await make(dueDate());
  await conflict(correctionId, { dueDate: "2026-03-01", dueSource: "bill" });
  const [shown] = (await read<{ rows: Correction[] }>("/corrections?state=conflict")).rows;
  expect(shown?.facts).toEqual([
    { field: "dueDate", about: "", form: "day", mine: "2026-05-31", was: "2026-02-04", now: "2026-03-01" },
  ]);
  expect(await sent(`/${correctionId}/resolve`, { take: "mine" })).toMatchObject({ state: "active" });
  await sent(`/${correctionId}/resolve`, { take: "mine" });
  const [stored] = await database.asOwner("select base, now from correction where company_id = $1", [
    books.companyId,
  ]);
  expect(stored).toEqual({ base: { dueDate: "2026-03-01", dueSource: "bill" }, now: null });
  expect((await auditLog("?about=correction")).map((row) => row.action)).toEqual([
    "correction.kept",
    "correction.created",
  ]);
});

test("a conflict is edited: what was said comes back as a proposal, and another takes its place", async () => {
  const { correctionId } = await make(dueDate());
  await conflict(correctionId, { dueDate: "2026-03-01", dueSource: "bill" });
  const [shown] = (await read<{ rows: Correction[] }>("/corrections?state=conflict")).rows;
  expect(shown?.proposal).toEqual(dueDate());
  const proposal = dueDate("2026-06-15");
  const { seen, refusal: refused } = await sent<CorrectionPreview>("/preview", {
    proposal,
    replaces: correctionId,
  });
  expect(refused).toBeNull();
  await sent("", { ...(await asked(proposal)), seen, replaces: correctionId });
  const { rows } = await read<{ rows: Correction[] }>("/corrections");
  expect(rows.map(({ state, proposal: said }) => [state, said])).toEqual([
    ["active", proposal],
    ["undone", undefined],
  ]);
});

test.each<[string, () => Proposal]>([
  ["a match", rematch],
  ["a dispute", () => ({ kind: "dispute", billId: bill("INV-1"), amount: "20000", owner: "Ravi" })],
  ["a write-off", () => writeOff("INV-1")],
  ["days of credit", () => ({ kind: "terms", partyId: meena(), days: 45, fromDate: "2026-04-01" })],
  [
    "one party",
    () => ({ kind: "merge", partyId: outwardOf(books, "party", "Meena Store"), intoPartyId: meena() }),
  ],
  [
    "a promise",
    () => ({ kind: "promise", partyId: meena(), amount: "5000", day: "2026-05-01", fromDate: "2026-04-15" }),
  ],
  ["no limit", () => ({ kind: "credit-limit", partyId: meena(), limit: "500" })],
  [
    "tax kept back",
    () => ({
      kind: "tds-profile",
      partyId: meena(),
      rate: 200,
      of: "taxable",
      threshold: null,
      fromDate: "2026-04-01",
    }),
  ],
])("%s comes back as it was said", async (_, proposal) => {
  expect((await make(proposal())).proposal).toEqual(proposal());
});

test("Tally's side is taken in many conflicts at once", async () => {
  const first = await make(dueDate());
  const second = await make({ kind: "due-date", billId: bill("INV-2"), dueDate: "2026-07-31" });
  await conflict(first.correctionId, { dueDate: "2026-03-01", dueSource: "bill" });
  const correctionIds = [first.correctionId, second.correctionId];
  expect(await sent("/accept-tally", { correctionIds })).toEqual({ accepted: 2 });
  expect(await sent("/accept-tally", { correctionIds })).toEqual({ accepted: 0 });
  expect((await auditLog())[0]).toMatchObject({ action: "correction.took-tally" });
});

test("a promise is kept or broken by what has come since", async () => {
  const promised = await make({
    kind: "promise",
    partyId: meena(),
    amount: "50000",
    day: "2026-04-20",
    fromDate: "2026-04-09",
  });
  expect(promised.promise).toEqual({ standing: "kept", received: "60000" });
  const more = await make({
    kind: "promise",
    partyId: meena(),
    amount: "70000",
    day: "2026-04-20",
    fromDate: "2026-04-09",
  });
  expect(more.promise).toEqual({ standing: "open", received: "60000" });
  clock = new Date("2026-04-21T06:00:00Z");
  const { rows } = await read<{ rows: Correction[] }>(`/corrections?kind=promise&partyId=${meena()}`);
  expect(rows.map((row) => row.promise?.standing)).toEqual(["broken", "kept"]);
});

test.each<[string, () => Proposal]>([
  [
    "more-than-open",
    () => ({ kind: "write-off", billId: bill("INV-1"), amount: "100001", date: "2026-04-15" }),
  ],
  ["no-change", () => dueDate("2026-02-04")],
  [
    "bad-phone",
    () => ({ kind: "contact", partyId: meena(), person: null, phone: "12", email: null, language: null }),
  ],
  ["itself", () => ({ kind: "merge", partyId: meena(), intoPartyId: meena() })],
])("%s is refused with its reason, in the preview and when it is made", async (code, proposal) => {
  const { refusal: refused, seen } = await preview(proposal());
  expect(refused).toMatchObject({ code });
  const body = {
    requestId: randomUUID(),
    proposal: proposal(),
    reason: "r",
    untilDate: null,
    seen,
    replaces: null,
  };
  const answer = await send("", body);
  expect(answer.status).toBe(422);
  expect(await refusal(answer)).toMatchObject({ code: "bad-input", field: code });
});

test("two ledgers of one party are put together, with what speaks for it", async () => {
  const made = await make({
    kind: "merge",
    partyId: outwardOf(books, "party", "Meena Store"),
    intoPartyId: meena(),
  });
  expect(made).toMatchObject({ kind: "merge", state: "active", party: { name: "Meena Store" } });
  expect(made.facts[0]).toMatchObject({ field: "party", mine: "Meena Stores" });
  expect(jobs[0]?.data).toMatchObject({ companyId: books.companyId });
});

const together = (from: string, into: string): Proposal => ({
  kind: "merge",
  partyId: outwardOf(books, "party", from),
  intoPartyId: outwardOf(books, "party", into),
});
const putTogether = async (name: string) => {
  const party = await read<Party>(`/parties/${outwardOf(books, "party", name)}`);
  return party.putTogether?.map((each) => each.name).toSorted();
};

test("a third ledger goes to the two that are together already", async () => {
  await make(together("Meena Store", "Meena Stores"));
  await make(together("Meena (old)", "Meena Stores"));
  expect(await putTogether("Meena Stores")).toEqual(["Meena (old)", "Meena Store"]);
});

test("a party that others stand under goes with them, and its bills are looked at together", async () => {
  await make(together("Meena Store", "Meena Stores"));
  const { refusal, sums } = await preview(together("Meena Stores", "Meena (old)"));
  expect(refusal).toBeNull();
  expect(sums).toMatchObject([{ outstanding: { before: "90000", after: "90000" } }]);
  await make(together("Meena Stores", "Meena (old)"));
  expect(await putTogether("Meena (old)")).toEqual(["Meena Store", "Meena Stores"]);
  expect((await preview(dueDate())).bills).toMatchObject([{ name: "INV-1" }]);
});

test("no party goes under one that stands under another, nor in a ring", async () => {
  await make(together("Meena Store", "Meena Stores"));
  for (const proposal of [
    together("Meena (old)", "Meena Store"),
    together("Meena Stores", "Meena Store"),
    together("Meena Store", "Meena (old)"),
  ]) {
    expect((await preview(proposal)).refusal).not.toBeNull();
  }
});

test.each([
  ["an unknown kind", { kind: "delete", partyId: "x" }],
  ["an amount below zero", { kind: "dispute", billId: `bil_${"a".repeat(26)}`, amount: "-5", owner: null }],
  ["a field too many", { kind: "exclude", partyId: `pty_${"a".repeat(26)}`, cause: "staff", x: 1 }],
])("%s is refused as bad input", async (_, proposal) => {
  expect((await send("/preview", { proposal })).status).toBe(422);
});

test("the log is read by person, by kind and by day", async () => {
  await make(dueDate());
  await make({ kind: "exclude", partyId: meena(), cause: "legal" }, "owner");
  expect(await auditLog("?about=draft")).toEqual([]);
  expect(await auditLog(`?who=${people.ownersId}`)).toHaveLength(1);
  expect(await auditLog("?to=2020-01-01")).toEqual([]);
  expect(await auditLog("?from=2020-01-01&limit=1")).toHaveLength(1);
  const [entry] = await auditLog(`?who=${people.ownersId}`);
  expect(JSON.parse(entry?.after ?? "")).toEqual({ cause: "legal" });
});

const creditUse = async () => (await read<{ rows: CreditUse[] }>("/credit-use")).rows;

test("credit use goes by the limit that people say, as long as they say it", async () => {
  expect(await creditUse()).toEqual([]);
  const limit = { kind: "credit-limit", partyId: meena(), limit: "100000" } as const;
  const { correctionId } = await make(limit);
  expect(await creditUse()).toMatchObject([
    { name: "Meena Stores", limit: "100000", free: "10000", used: 9_000 },
  ]);
  await database.asOwner("update ledger set credit_limit = 500000 where name = 'Meena Stores'");
  expect(await creditUse()).toMatchObject([{ limit: "100000" }]);
  await sent(`/${correctionId}/undo`, {});
  expect(await creditUse()).toMatchObject([{ limit: "500000" }]);
  await make({ ...limit, limit: null });
  expect(await creditUse()).toEqual([]);
});
