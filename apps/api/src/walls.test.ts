import { randomUUID } from "node:crypto";

import { idOut } from "@cfa/values/ids";
import { day } from "@cfa/values/local-date";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { askForExport, endExport, keepExportPiece } from "@cfa/db/queries/company-export";
import { keepCashForecast } from "@cfa/db/queries/cash/keep-forecast";
import { keepOffers, type ProposedOffer } from "@cfa/db/queries/offers/keep-offers";
import { offerList } from "@cfa/db/queries/offers/offer-list";
import { keepScenario } from "@cfa/db/queries/cash/scenarios";
import { addCorrection, type NewCorrection } from "@cfa/db/queries/corrections";
import { addApiKey } from "@cfa/db/queries/api-keys";
import { addReadKey } from "@cfa/db/queries/assistant/read-keys";
import { keepTurn } from "@cfa/db/queries/assistant/turns";
import { addInvitation } from "@cfa/db/queries/invitations";
import { openPairing } from "@cfa/db/queries/pairings";
import { setMember } from "@cfa/db/queries/members";
import { openUpload } from "@cfa/db/queries/uploads/handing-in";
import { madeCashForecast } from "@cfa/testkit/made-cash-forecast";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ACCESS } from "./auth/access.ts";
import { ensurePerson } from "./auth/people.ts";
import { DEMO_PEOPLE } from "./auth/demo-people.ts";
import { issueApiKey } from "./auth/api-key.ts";
import { ensureCompany } from "./demo.ts";
import { outward, TODAY, writeBooks, type Books } from "./test-books.ts";
import { letOutLetter } from "./test-letter.ts";
import { post, signInDeps, startTestServer, textOf, type TestServer } from "./test-server.ts";

/* Two companies in one database: Asha's owner and Bindu's accountant must not learn of each other's books. */

let database: TestDatabase;
let server: TestServer;
let asha: Books;
let bindu: Books;
const uploads = new Map<string, string>();
let ashasOwner: string;
let bindusAccountant: string;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database, { deps: { now: () => TODAY } });
  const { db } = database;
  asha = await writeBooks(db, (await ensureCompany(db, { name: "Asha Traders", isDemo: true })).companyId);
  bindu = await writeBooks(db, (await ensureCompany(db, { name: "Bindu Textiles", isDemo: true })).companyId);
  await database.asOwner("update ledger set name = 'CANARY ' || name where company_id = $1", [
    asha.companyId,
  ]);
  for (const { companyId } of [asha, bindu]) {
    const upload = { user: { id: "u", name: "Somebody" }, files: [{ name: "Masters.xml", bytes: 3 }] };
    uploads.set(companyId, await inCompany(db, companyId, (tx) => openUpload(tx, upload)));
    corrections.set(companyId, await inCompany(db, companyId, (tx) => addCorrection(tx, EXCLUDED)));
    const invitation = await inCompany(db, companyId, (tx) => addInvitation(tx, INVITED));
    invitations.set(companyId, invitation.invitationId);
    await inCompany(db, companyId, (tx) => keepReadyExport(tx));
    const kept = { name: "A loan", edits: "[]", by: "Somebody", at: TODAY };
    scenarios.set(companyId, await inCompany(db, companyId, (tx) => keepScenario(tx, kept)));
    const forecast = madeCashForecast(day("2026-04-15"));
    await inCompany(db, companyId, (tx) => keepCashForecast(tx, forecast), { role: "job" });
    const proposed = { proposals: [PROPOSED], asOf: day("2026-04-15"), at: TODAY, termsVersion: 1 };
    await inCompany(db, companyId, (tx) => keepOffers(tx, proposed), { role: "job" });
    const [offer] = await inCompany(db, companyId, (tx) =>
      offerList(tx, { list: "waiting", limit: 1, offset: 0 }),
    );
    offers.set(companyId, offer?.offerId ?? "");
    nudges.set(companyId, await inCompany(db, companyId, addNudge, { role: "job" }));
    await letOutLetter(database, companyId);
    pairings.set(companyId, await inCompany(db, companyId, (tx) => openPairing(tx, OPENED)));
    keys.set(companyId, await addApiKey(db, { companyId, hash: new Uint8Array(32), lastFour: "last" }));
  }
  const deps = signInDeps(db);
  const owner = await ensurePerson(deps, DEMO_PEOPLE.owner);
  const accountant = await ensurePerson(deps, DEMO_PEOPLE.accountant);
  await setMember(db, { companyId: asha.companyId, userId: owner.id, role: "owner" });
  await setMember(db, { companyId: bindu.companyId, userId: accountant.id, role: "accountant" });
  members.set(asha.companyId, owner.id);
  members.set(bindu.companyId, accountant.id);
  for (const { companyId } of [asha, bindu]) {
    const turn = { ...ASKED, turnId: randomUUID(), conversationId: randomUUID() };
    const userId = members.get(companyId) ?? "";
    await inCompany(db, companyId, (tx) => keepTurn(tx, { ...turn, userId }));
    turns.set(companyId, turn);
    readKeys.set(companyId, await inCompany(db, companyId, (tx) => addReadKey(tx, READS)));
  }
  ashasOwner = await server.signIn("owner");
  bindusAccountant = await server.signIn("accountant");
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** What is said of Ram & Sons in both companies. */
const EXCLUDED: NewCorrection = {
  kind: "exclude",
  state: "active",
  ledgerGuid: "g-Ram & Sons",
  line: null,
  bill: null,
  value: '{"cause":"staff"}',
  base: '{"name":"Ram & Sons"}',
  reason: "a cousin",
  fromDate: null,
  untilDate: "2026-04-10", // so that a letter is written to it
  by: { id: "u", name: "Somebody" },
};

/** What is proposed in both companies to Ram & Sons. */
const PROPOSED: ProposedOffer = {
  ledgerGuid: "g-Ram & Sons",
  bill: { nameKey: "inv-1", date: day("2026-01-05"), name: "INV-1" },
  amount: 100_000n,
  style: "percent",
  steps: [{ until: day("2026-04-18"), discount: 150, off: 1_500n }],
  cost: 900n,
  profit: 400n,
  profitLow: 50n,
  daysGained: 20,
  annualRate: 2_779,
  chance: 0.4,
  reason: {},
  gstMode: "financial",
  isHeldOut: false,
};

/** Somebody is asked to join either company. */
const INVITED: Parameters<typeof addInvitation>[1] = {
  email: "new@example.in",
  role: "viewer",
  tokenHash: new Uint8Array(32),
  by: { id: "u", name: "Somebody" },
  now: TODAY,
  expiresAt: new Date(TODAY.getTime() + 86_400_000),
};

/** Either company has a file of everything to fetch. */
async function keepReadyExport(tx: CompanyTx): Promise<void> {
  const exportId = randomUUID();
  const expiresAt = new Date(TODAY.getTime() + 86_400_000);
  await askForExport(tx, { exportId, by: "Somebody", now: TODAY, expiresAt });
  await keepExportPiece(tx, 0, new Uint8Array([80, 75, 5, 6]));
  await endExport(tx, { exportId, state: "ready", bytes: 4, rows: 0 });
}

/** A code is shown in either company. */
const OPENED: Parameters<typeof openPairing>[1] = {
  codeHash: new Uint8Array(32),
  tokenHash: new Uint8Array(32),
  by: { id: "u", name: "Somebody" },
  now: TODAY,
  expiresAt: new Date(TODAY.getTime() + 600_000),
};

/** What a member of either company asked the assistant. */
const ASKED: Omit<Parameters<typeof keepTurn>[1], "turnId" | "conversationId" | "userId"> = {
  askedAt: TODAY,
  question: "What is the CGST?",
  language: "en",
  asked: null,
  answer: '{"kind":"declined","text":"No.","code":"not-held","near":[]}',
  byModel: false,
  tokens: 0,
};

/** A program may read either company. */
const READS: Parameters<typeof addReadKey>[1] = {
  hash: new Uint8Array(32),
  lastFour: "last",
  name: "Desk",
  endsAt: new Date(TODAY.getTime() + 86_400_000),
  at: TODAY,
  by: { id: "u", name: "Somebody" },
};

/** A message to Ram & Sons waits in either company. */
async function addNudge(tx: CompanyTx): Promise<string> {
  const [made] = await tx.run<{ id: string }>(
    `insert into nudge (company_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state, reason, bills, amount,
       cost, preview, approval, plan_generation, made_at)
     values ($1, 'g-Ram & Sons', 'reminder', 'due', '2026-04-15', 'late', 'en', '{print}', $2, $2::timestamptz + interval '6 hours', 'proposed',
       '{"why": [], "now": []}', '[]', 1, 0, '{}', 'each', 1, $2) returning nudge_id as id`,
    [tx.companyId, TODAY],
  );
  return made?.id ?? "";
}

const companyRoutes = Object.keys(ACCESS).filter((route) => /^GET .*\{companyId\}/.test(route));
const changingRoutes = Object.keys(ACCESS).filter((route) => /^(?!GET ).*\{companyId\}/.test(route));
const draftChanges = changingRoutes.filter((route) => route.includes("/drafts"));
const correctionChanges = changingRoutes.filter((route) => route.includes("/corrections"));
const corrections = new Map<string, string>();
const keys = new Map<string, string>();
const scenarios = new Map<string, string>();
const offers = new Map<string, string>();
const nudges = new Map<string, string>();
const pairings = new Map<string, string>();
const members = new Map<string, string>();
const turns = new Map<string, { turnId: string; conversationId: string }>();
const readKeys = new Map<string, string>();
const invitations = new Map<string, string>();

/** What such a route is sent, so that only the company is left to refuse it. */
function bodyFor(route: string, books: Books): object {
  if (route.endsWith("/accept")) return { mode: "file" };
  if (route.includes("/corrections")) return correctionBody(route, books);
  if (!route.endsWith("/drafts")) return {};
  return {
    requestId: randomUUID(),
    billId: outward(books, "bill", "INV-1"),
    kind: "receipt",
    gst: "none",
    type: "Receipt",
    date: "2026-04-15",
    lines: [{ ledgerId: outward(books, "ledger", "Bank"), amount: "100" }],
    note: "",
  };
}

const correctionOf = (books: Books): string => idOut("correction", corrections.get(books.companyId) ?? "");

function correctionBody(route: string, books: Books): object {
  const correctionId = correctionOf(books);
  if (route.endsWith("/accept-tally")) return { correctionIds: [correctionId] };
  if (route.endsWith("/resolve")) return { take: "tally" };
  if (route.endsWith("/undo")) return {};
  const proposal = { kind: "exclude", partyId: outward(books, "party", "Ram & Sons"), cause: "staff" };
  if (route.endsWith("/preview")) return { proposal };
  return {
    requestId: randomUUID(),
    proposal,
    reason: "none",
    untilDate: null,
    seen: "x",
    replaces: null,
  };
}

/** A key of an agent's, or of a program that reads by the assistant. */
function keysOf(route: string, { companyId }: Books): string {
  const isRead = route.includes("/assistant/");
  return `keys/${isRead ? idOut("readKey", readKeys.get(companyId) ?? "") : idOut("key", keys.get(companyId) ?? "")}`;
}

/** The address of a route with ids of one company inside another's. */
function address(route: string, ids: { company: string; books: Books }): string {
  return (route.split(" ")[1] ?? "")
    .replace("{companyId}", ids.company)
    .replace("assistant/suggestions", "assistant/suggestions?language=en")
    .replace("{conversationId}", idOut("conversation", turns.get(ids.books.companyId)?.conversationId ?? ""))
    .replace("{turnId}", idOut("turn", turns.get(ids.books.companyId)?.turnId ?? ""))
    .replace("keys/{keyId}", keysOf(route, ids.books))
    .replace("{partyId}", outward(ids.books, "party", "Ram & Sons"))
    .replace("{ledgerId}", outward(ids.books, "ledger", "Bank"))
    .replace("{billId}", outward(ids.books, "bill", "INV-1"))
    .replace("{uploadId}", idOut("upload", uploads.get(ids.books.companyId) ?? ""))
    .replace("{fileNo}", "1")
    .replace("{saidNo}", "1")
    .replace("{days}", "30")
    .replace("{day}", "2026-04-16")
    .replace("{kind}/{stage}/{way}/{language}", "reminder/due/sms/en")
    .replace("{way}", "sms")
    .replace("{pairingId}", idOut("pairing", pairings.get(ids.books.companyId) ?? ""))
    .replace("{memberId}", idOut("user", members.get(ids.books.companyId) ?? ""))
    .replace("{invitationId}", idOut("invitation", invitations.get(ids.books.companyId) ?? ""))
    .replace("{scenarioId}", idOut("scenario", scenarios.get(ids.books.companyId) ?? ""))
    .replace("{offerId}", idOut("offer", offers.get(ids.books.companyId) ?? ""))
    .replace("{nudgeId}", idOut("nudge", nudges.get(ids.books.companyId) ?? ""))
    .replace("{key}", "sync-stale")
    .replace("{firstDay}", "2026-04-16")
    .replace("{report}", "ageing")
    .replace("{file}", "ageing-bills.csv")
    .replace("{correctionId}", idOut("correction", corrections.get(ids.books.companyId) ?? ""))
    .replace("{draftId}", outward(ids.books, "draft", "draft of INV-2"));
}

const company = (books: Books) => idOut("company", books.companyId);
const nowhere = `cmp_${"a".repeat(26)}`;

/** Status, body and headers, without what differs between any two requests. */
async function seen(path: string, token: string, sent?: object): Promise<object> {
  const response =
    sent === undefined
      ? await server.get(path, { token })
      : await post(server.url + path, sent, { authorization: `Bearer ${token}` });
  const headers = Object.fromEntries(response.headers);
  for (const name of ["x-request-id", "date"]) delete headers[name];
  const body = (await textOf(response)).replace(/"requestId":"[^"]+"/, "");
  return { status: response.status, body, headers };
}

test.each(companyRoutes)(
  "%s answers the owner, and a stranger just as a company that is not there",
  async (route) => {
    const own = address(route, { company: company(asha), books: asha });
    expect((await server.get(own, { token: ashasOwner })).status).toBe(200);
    const missing = await seen(address(route, { company: nowhere, books: asha }), bindusAccountant);
    expect(missing).toMatchObject({ status: 404 });
    expect(await seen(own, bindusAccountant)).toEqual(missing);
  },
);

test.each(
  companyRoutes.filter((route) =>
    /partyId|ledgerId|billId|uploadId|draftId|pairingId|offerId|nudgeId|conversationId/.test(route),
  ),
)("%s answers another company's id in one's own company just as an unknown one", async (route) => {
  const foreign = address(route, { company: company(bindu), books: asha });
  const unknown = foreign.replace(
    /(pty|led|bil|upl|dft|par|ofr|nud|cnv)_[a-z2-7]{26}/,
    (_, kind: string) => `${kind}_${"a".repeat(26)}`,
  );
  expect(await seen(foreign, bindusAccountant)).toEqual(await seen(unknown, bindusAccountant));
  expect(await seen(foreign, bindusAccountant)).toMatchObject({ status: 404 });
});

test.each(changingRoutes)(
  "%s changes nothing for a stranger, who sees what a missing company shows",
  async (route) => {
    const method = route.split(" ")[0] ?? "";
    const tried = async (path: string): Promise<object> => {
      const response = await fetch(server.url + path, {
        method,
        headers: { authorization: `Bearer ${bindusAccountant}`, "content-type": "application/json" },
        body: "{}",
      });
      const body = (await response.text()).replace(/"requestId":"[^"]+"/, "");
      return { status: response.status, body };
    };
    const missing = await tried(address(route, { company: nowhere, books: asha }));
    expect(await tried(address(route, { company: company(asha), books: asha }))).toEqual(missing);
    expect([404, 422]).toContain((missing as { status: number }).status);
  },
);

test.each(draftChanges)(
  "%s changes nothing for a stranger, who cannot tell that there is something",
  async (route) => {
    const before = await draftsOf(asha);
    const body = bodyFor(route, asha);
    const own = address(route, { company: company(asha), books: asha });
    const missing = await seen(address(route, { company: nowhere, books: asha }), bindusAccountant, body);
    expect(missing).toMatchObject({ status: 404 });
    expect(await seen(own, bindusAccountant, body)).toEqual(missing);
    const foreign = address(route, { company: company(bindu), books: asha });
    expect(await seen(foreign, bindusAccountant, body)).toMatchObject({ status: 404 });
    expect(await draftsOf(asha)).toEqual(before);
  },
);

test.each(correctionChanges)(
  "%s changes nothing for a stranger, who cannot tell that there is something to correct",
  async (route) => {
    const before = await correctionsOf(asha);
    const body = bodyFor(route, asha);
    const own = address(route, { company: company(asha), books: asha });
    const missing = await seen(address(route, { company: nowhere, books: asha }), bindusAccountant, body);
    expect(missing).toMatchObject({ status: 404 });
    expect(await seen(own, bindusAccountant, body)).toEqual(missing);
    const foreign = address(route, { company: company(bindu), books: asha });
    expect(await seen(foreign, bindusAccountant, body)).toMatchObject({ status: 404 });
    expect(await correctionsOf(asha)).toEqual(before);
  },
);

test("a deed on many takes nothing of another company, and says of each that it is not there", async () => {
  const [ofAsha, ofBindu] = [await correctionsOf(asha), await correctionsOf(bindu)];
  const party = outward(asha, "party", "Ram & Sons");
  const items = [
    {
      key: "party",
      deed: "correct",
      proposal: { kind: "exclude", partyId: party, cause: "staff" },
      seen: "x",
    },
    { key: "conflict", deed: "take-tally", correctionId: correctionOf(asha) },
  ];
  const deed = { requestId: randomUUID(), reason: "none", items };
  const done = await seen(`/api/companies/${company(bindu)}/exceptions/bulk`, bindusAccountant, deed);
  expect(done).toMatchObject({ status: 200 });
  const decisions = [{ decide: "refuse", approvalId: correctionOf(bindu), why: "none" }];
  const decided = await seen(`/api/companies/${company(asha)}/approvals/decide`, ashasOwner, { decisions });
  expect(decided).toMatchObject({ status: 200 });
  for (const answer of [done, decided]) {
    expect(JSON.stringify(answer)).toContain("refused");
    expect(JSON.stringify(answer)).not.toMatch(/\boutcome\W+(?:done|waiting)/);
    expect(JSON.stringify(answer)).not.toContain("Ram & Sons");
  }
  expect([await correctionsOf(asha), await correctionsOf(bindu)]).toEqual([ofAsha, ofBindu]);
});

async function correctionsOf(books: Books): Promise<object[]> {
  return database.asOwner("select * from correction where company_id = $1 order by correction_id", [
    books.companyId,
  ]);
}

async function draftsOf(books: Books): Promise<object[]> {
  return database.asOwner("select * from tally_draft where company_id = $1 order by draft_id", [
    books.companyId,
  ]);
}

function mayAccountant(route: string): boolean {
  const access = ACCESS[route];
  return access?.who === "member" && access.roles.includes("accountant");
}

test("nothing that Bindu's accountant can read mentions Asha's books", async () => {
  const paths = [
    "/api/companies",
    ...companyRoutes
      .filter((route) => mayAccountant(route))
      .map((route) => address(route, { company: company(bindu), books: bindu })),
  ];
  for (const path of [...paths, `/api/companies/${company(bindu)}/parties?search=canary`]) {
    const response = await server.get(path, { token: bindusAccountant });
    expect([path, response.status]).toEqual([path, 200]);
    expect(await textOf(response)).not.toMatch(/CANARY|Asha/);
  }
  const asha = await server.get("/api/companies", { token: ashasOwner });
  expect(await asha.text()).toContain("Asha");
});

test("an agent's key opens none of these routes", async () => {
  const key = await issueApiKey(database.db, asha.companyId);
  for (const route of [...companyRoutes, "GET /api/companies"]) {
    const response = await server.get(address(route, { company: company(asha), books: asha }), {
      token: key,
    });
    expect([route, response.status]).toEqual([route, 401]);
    await response.body?.cancel();
  }
});

test("a company is found again by its name or by Tally's GUID, and another GUID is another company", async () => {
  const { db } = database;
  const named = await ensureCompany(db, { name: "Chand & Co", isDemo: false });
  expect(await ensureCompany(db, { name: "Chand & Co", isDemo: false })).toEqual(named);
  const first = await ensureCompany(db, { name: "Deepak Steel", tallyGuid: "g-1", isDemo: false });
  const second = await ensureCompany(db, { name: "Deepak Steel", tallyGuid: "g-2", isDemo: false });
  expect(second).not.toEqual(first);
  expect(await ensureCompany(db, { name: "Deepak Steel Ltd", tallyGuid: "g-1", isDemo: false })).toEqual(
    first,
  );
});
