import type { Bill, BillEvidence, Home, Party, PartyBalance, Side } from "@cfa/contract/reads";
import { createApiClient } from "@cfa/contract/client";
import type { TieOutLedger } from "@cfa/contract/tie-out";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { outward, type Books } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";
import { refusal, type TestServer } from "../test-server.ts";

let asha: TestCompany;
let server: TestServer;
let books: Books;
let company: string;
let owner: string;

beforeAll(async () => {
  asha = await startTestCompany();
  ({ server, books, company, owner } = asha);
});
afterAll(() => asha.close());

const read = <T>(path: string, token?: string) => asha.read<T>(path, token);

type BillPage = { rows: Bill[]; nextCursor: string | null };
const ramsBills = () => `/parties/${outward(books, "party", "Ram & Sons")}/bills`;
const billNames = async (query: string) =>
  (await read<BillPage>(ramsBills() + query)).rows.map((row) => row.name);

const filled = (side: Side) => side.ageing.filter((bucket) => bucket.bills > 0);

describe("the home", () => {
  test("shows what is owed on both sides today in India, and where it comes from", async () => {
    const home = await read<Home>("/home");
    expect(home.company).toEqual({ companyId: company, name: "Asha Traders", role: "owner", isDemo: true });
    expect(home.asOf).toBe("2026-04-15");
    expect(home.receivable).toMatchObject({
      outstanding: "90000",
      due: "50000",
      overdue: "60000",
      unapplied: "20000",
      bills: 2,
      parties: 1,
    });
    expect(home.receivable.ageing.map((bucket) => bucket.key)).toEqual([
      "not-due",
      "1-30",
      "31-60",
      "61-90",
      "over-90",
    ]);
    expect(filled(home.receivable)).toEqual([
      { key: "not-due", amount: "50000", bills: 1 },
      { key: "61-90", amount: "60000", bills: 1 },
    ]);
    expect(home.receivable.topOverdue).toMatchObject([
      { name: "Ram & Sons", overdue: "60000", oldestOverdueDays: 65 },
    ]);
    expect(home.payable).toMatchObject({ outstanding: "25000", due: "0", overdue: "25000", unapplied: "0" });
    expect(filled(home.payable)).toEqual([{ key: "1-30", amount: "25000", bills: 1 }]);
    expect(home.freshness).toEqual({
      state: "fresh",
      readAt: "2026-04-15T05:30:00.000Z",
      dataTo: "2026-04-20",
      generation: 3,
      tieOut: {
        state: "different",
        differences: 1,
        asOf: "2026-04-15",
        isOlder: false,
        months: [],
        message: null,
      },
      running: null,
      isChanging: false,
      quarantined: 3,
      trouble: null,
      agent: null,
      tally: null,
      absent: 0,
      exceptions: [],
    });
  });

  test("stands as it stood on an earlier day: the later receipt is not there yet", async () => {
    const { receivable, payable } = await read<Home>("/home?asOf=2026-04-11");
    expect(receivable).toMatchObject({ outstanding: "120000", due: "50000", overdue: "90000", bills: 3 });
    expect(filled(receivable).at(-1)).toEqual({ key: "over-90", amount: "30000", bills: 1 });
    expect(payable).toMatchObject({ due: "25000", overdue: "0" });
  });

  test("counts a settlement from its day on, and an advance until the day it was taken", async () => {
    expect((await read<Home>("/home?asOf=2026-02-28")).receivable).toMatchObject({
      overdue: "130000",
      unapplied: "0",
    });
    expect((await read<Home>("/home?asOf=2026-03-01")).receivable).toMatchObject({ overdue: "90000" });
    expect((await read<Home>("/home?asOf=2026-02-10")).receivable).toMatchObject({ unapplied: "5000" });
  });

  test("is empty before the first voucher and knows the post-dated bill on its day", async () => {
    expect((await read<Home>("/home?asOf=2020-01-01")).receivable).toMatchObject({
      outstanding: "0",
      parties: 0,
    });
    expect((await read<Home>("/home?asOf=2026-04-20")).receivable).toMatchObject({ due: "57000" });
  });
});

describe("parties", () => {
  type Page = { rows: PartyBalance[]; nextCursor: string | null };

  test("are listed by what they owe, those without anything last", async () => {
    const { rows, nextCursor } = await read<Page>("/parties");
    expect(rows.map((row) => [row.name, row.outstanding])).toEqual([
      ["Ram & Sons", "90000"],
      ["100% Cotton_House", "0"],
    ]);
    expect(nextCursor).toBeNull();
    const payable = await read<Page>("/parties?side=payable");
    expect(payable.rows.map((row) => row.name)).toEqual(["Gupta Traders"]);
  });

  test("come page by page, each once", async () => {
    const first = await read<Page>("/parties?limit=1");
    const second = await read<Page>(`/parties?limit=1&cursor=${first.nextCursor ?? ""}`);
    expect([...first.rows, ...second.rows].map((row) => row.name)).toEqual([
      "Ram & Sons",
      "100% Cotton_House",
    ]);
    expect(second.nextCursor).toBeNull();
  });

  test.each([
    ["ram", ["Ram & Sons"]],
    ["SONS ram", ["Ram & Sons"]],
    ["mumbai", ["Ram & Sons"]],
    ["%", ["100% Cotton_House"]],
    ["_", ["100% Cotton_House"]],
    ["ram%sons", []],
    ["'; drop table ledger; --", []],
    ["\u0000", ["Ram & Sons", "100% Cotton_House"]],
  ])("are found by %j as it is written", async (search, names) => {
    const { rows } = await read<Page>(`/parties?search=${encodeURIComponent(search)}`);
    expect(rows.map((row) => row.name)).toEqual(names);
  });

  test("a party's page adds up to its ledger and names the vouchers behind its unapplied money", async () => {
    const party = await read<Party>(`/parties/${outward(books, "party", "Ram & Sons")}`);
    expect(party).toMatchObject({
      name: "Ram & Sons",
      aliases: ["RS Mumbai"],
      kind: "customer",
      payable: null,
    });
    expect(party.ledgerBalance).toBe("90000");
    expect(party.receivable).toMatchObject({ outstanding: party.ledgerBalance, bills: 2 });
    expect(party.unappliedFrom).toHaveLength(1); // the advance came and was taken: nothing is left of it
    expect(party.unappliedFrom[0]).toMatchObject({
      date: "2026-04-10",
      amount: "20000",
      kind: "on-account",
      voucher: {
        type: "receipt",
        number: "R2",
        lines: [
          { ledger: "Ram & Sons", amount: "-20000" },
          { ledger: "Bank", amount: "20000" },
        ],
      },
    });
  });

  test("a ledger that is no party is not found as one", async () => {
    const path = `/api/companies/${company}/parties/${outward(books, "party", "Sales")}`;
    expect((await server.get(path, { token: owner })).status).toBe(404);
  });
});

describe("bills", () => {
  test("show what is open, settled and probably covered", async () => {
    const { rows } = await read<BillPage>(ramsBills());
    expect(rows).toMatchObject([
      {
        name: "INV-1",
        open: "60000",
        settled: "40000",
        likelySettled: "0",
        overdueDays: 65,
        isOpening: false,
      },
      { name: "INV-2", open: "50000", settled: "0", likelySettled: "20000", overdueDays: 0 },
    ]);
  });

  test("are open or settled as of the day asked for", async () => {
    expect(await billNames("?state=settled")).toEqual(["INV-0"]);
    expect(await billNames("?state=all")).toEqual(["INV-0", "INV-1", "INV-2"]);
    expect(await billNames("?state=settled&asOf=2026-04-11")).toEqual([]);
    expect(await billNames("?asOf=2026-04-11")).toEqual(["INV-0", "INV-1", "INV-2"]);
  });

  test("come page by page by due date", async () => {
    const names: string[] = [];
    let cursor = "";
    do {
      const page = await read<BillPage>(`${ramsBills()}?state=all&limit=1${cursor && `&cursor=${cursor}`}`);
      names.push(...page.rows.map((row) => row.name));
      cursor = page.nextCursor ?? "";
    } while (cursor);
    expect(names).toEqual(["INV-0", "INV-1", "INV-2"]);
  });

  test("name the voucher that opened them and those that settled them", async () => {
    const evidence = await read<BillEvidence>(`/bills/${outward(books, "bill", "INV-1")}`);
    expect(evidence).toMatchObject({
      bill: { name: "INV-1", amount: "100000" },
      party: { name: "Ram & Sons" },
      voucher: { number: "S1", date: "2026-01-10" },
      settlements: [{ date: "2026-03-01", amount: "40000", basis: "stated", voucher: { number: "R1" } }],
    });
    expect(evidence.settlements[0]?.parts).toEqual([{ by: "payment", amount: "40000" }]);
    const opening = await read<BillEvidence>(`/bills/${outward(books, "bill", "INV-0")}?asOf=2026-04-11`);
    expect(opening).toMatchObject({
      bill: { isOpening: true, open: "30000" },
      voucher: null,
      settlements: [],
    });
  });

  test("a bill is not found before its day", async () => {
    const path = `/api/companies/${company}/bills/${outward(books, "bill", "INV-9")}`;
    expect((await server.get(path, { token: owner })).status).toBe(404);
    expect((await server.get(`${path}?asOf=2026-04-20`, { token: owner })).status).toBe(200);
  });
});

test("every ledger stands beside Tally's, and the one that differs says by how much", async () => {
  const { asOf, rows } = await read<{ asOf: string; rows: TieOutLedger[] }>("/tie-out/ledgers?which=all");
  expect(asOf).toBe("2026-04-15");
  expect(rows.find((row) => row.ledger === "Bank")).toEqual({
    ledgerId: outward(books, "ledger", "Bank"),
    ledger: "Bank",
    group: "Bank Accounts",
    ours: "85000",
    tally: "84900",
    difference: "100",
    finding: "different",
  });
  expect(rows).toHaveLength(5);
  expect(rows.filter((row) => row.difference !== "0").map((row) => row.ledger)).toEqual(["Bank"]);
});

test("quarantine comes page by page, newest first", async () => {
  type Page = { rows: { name: string; seenAt: string }[]; nextCursor: string | null };
  const first = await read<Page>("/quarantine?limit=2");
  const rest = await read<Page>(`/quarantine?limit=2&cursor=${first.nextCursor ?? ""}`);
  expect([...first.rows, ...rest.rows].map((row) => row.name)).toEqual([
    "Bill of Feb",
    "Bill of Jan",
    "Bill of Dec",
  ]);
  expect(rest.nextCursor).toBeNull();
});

test.each([
  ["/home?asOf=2026-02-30", "asOf"],
  ["/home?asOf=yesterday", "asOf"],
  ["/home?company_id=1", "company_id"],
  ["/parties?limit=0", "limit"],
  ["/parties?limit=201", "limit"],
  ["/parties?side=both", "side"],
  ["/parties?cursor=WyJ4Il0", "cursor"],
  ["/parties/pty_short", "partyId"],
  ["/quarantine?cursor=~", "cursor"],
])("%s is bad input at %s", async (path, field) => {
  const response = await server.get(`/api/companies/${company}${path}`, { token: owner });
  expect(response.status).toBe(422);
  const error = await refusal(response);
  expect(error).toMatchObject({ code: "bad-input", field });
  expect(Object.keys(error).toSorted()).toEqual(["code", "field", "message", "requestId"]);
});

test("a viewer sees the money, but neither contacts nor bookkeeping", async () => {
  const accountant = await server.signIn("accountant");
  const path = `/parties/${outward(books, "party", "Ram & Sons")}`;
  expect((await read<Party>(path, accountant)).phone).toBe("+91 98200 00000");
  await asha.database.asOwner("update member set role = 'viewer' where role = 'accountant'");
  expect((await read<Party>(path, accountant)).phone).toBeNull();
  const closed = await server.get(`/api/companies/${company}/tie-out`, { token: accountant });
  expect(closed.status).toBe(403);
  expect(await refusal(closed)).toMatchObject({ code: "not-allowed" });
});

test("the typed client reads the same, and throws refusals with our codes", async () => {
  const client = createApiClient({
    baseUrl: server.url,
    fetch: (request, init) => {
      const signed = new Request(request, init);
      signed.headers.set("authorization", `Bearer ${owner}`);
      return fetch(signed);
    },
  });
  const home = await client.companies.home({ companyId: company });
  expect(home.receivable.outstanding).toBe("90000");
  const missing = client.bills.evidence({ companyId: company, billId: `bil_${"a".repeat(26)}` });
  await expect(missing).rejects.toMatchObject({
    code: "not-found",
    status: 404,
    data: { code: "not-found" },
  });
});
