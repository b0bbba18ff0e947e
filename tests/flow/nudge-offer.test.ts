import { randomBytes, randomUUID } from "node:crypto";

import { ensureCompany } from "@cfa/api/demo";
import { takeAnswer, type Answer } from "@cfa/api/pay-page/answer";
import { writeCorrectionBooks } from "@cfa/api/test-correction-books";
import { approvedOffer, daysOn, NOON, nonceIn, type PayOffer } from "@cfa/api/test-offer";
import { startTestServer, type TestServer } from "@cfa/api/test-server";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { tokenHashOf } from "@cfa/db/pay-token";
import { openQueue, type Enqueue } from "@cfa/db/queue";
import { readMasterKeys } from "@cfa/db/sealing";
import { judgeSend } from "@cfa/nudges/gate";
import { planNudges } from "@cfa/nudges/plan-nudges";
import { startFakeMailServer, type FakeMailServer } from "@cfa/testkit/fake-mail-server";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { NOWHERE } from "@cfa/worker/channels/test-message";
import { claimSend, type Looked } from "@cfa/worker/nudges/claim-send";
import { openChannels, type OpenChannels } from "@cfa/worker/nudges/open-channel";
import { planCompany } from "@cfa/worker/nudges/plan-company";
import { sendCompany } from "@cfa/worker/nudges/send-company";
import { untilWaiting } from "@cfa/worker/nudges/test-nudges";
import { applyCorrectionsTask } from "@cfa/worker/tasks/apply-corrections";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

/* Word of an offer, from its approval over a real mail to the page that its link opens; and answers on that page at the moment the mail would go. It is noon on 15 April 2026. */

const PUBLIC_URL = "https://app.asha.in";
const log = pino({ level: "silent" });
const keys = readMasterKeys(randomBytes(32).toString("base64"));
if (!keys.ok) throw new Error(keys.error);
const channels = { masterKeys: keys.value, urls: NOWHERE };

const open: OpenChannels = (tx) => openChannels(tx, channels);

let database: TestDatabase;
let server: TestServer;
let queue: Awaited<ReturnType<typeof openQueue>>;
let mails: FakeMailServer;
let offer: PayOffer;
let nudgeId: string;
let made = 0;

beforeAll(async () => {
  database = await cloneDatabase();
  queue = await openQueue(database.db);
  const { enqueue } = queue;
  server = await startTestServer(database, { deps: { now: () => NOON, enqueue } });
});
afterAll(async () => {
  await server.close();
  await queue.close();
  await database.close();
});
beforeEach(async () => {
  mails = await startFakeMailServer();
  const { companyId } = await ensureCompany(database.db, { name: `Asha ${++made}`, isDemo: true });
  await writeCorrectionBooks(database.db, companyId);
  offer = await approvedOffer(database, companyId);
  await prepare(companyId);
  await plan();
  const [row] = await database.asOwner<{ id: string; state: string }>(
    "select nudge_id as id, state from nudge where company_id = $1",
    [companyId],
  );
  expect(row).toMatchObject({ state: "queued" });
  nudgeId = row?.id ?? "";
});
afterEach(() => mails.close());

/** Offers go out by mail and by themselves; nobody is reminded of bills. */
async function prepare(companyId: string): Promise<void> {
  const put = (text: string, values: unknown[]) => database.asOwner(text, [companyId, ...values]);
  await put(
    `insert into sync_state (company_id, read_at, tie_out) values ($1, $2, 'equal')
     on conflict (company_id) do update set read_at = excluded.read_at, tie_out = 'equal'`,
    [NOON],
  );
  await put("update ledger set email = 'meena@stores.in' where company_id = $1 and guid = $2", [
    "g-Meena Stores",
  ]);
  await put(
    `insert into nudge_setting (company_id, is_on, approval, ladder, way_order, said_at, said_by, said_name)
     values ($1, true, '{"new": "automatic"}', '{"new": []}', '{email}', $2, 'u', 'Asha')`,
    [NOON],
  );
  await put(
    `insert into consent_event (company_id, ledger_guid, kind, way, said, source, proof, at, by_id, by_name)
     values ($1, 'g-Meena Stores', 'offer', 'email', 'given', 'signed-form', 'form 1', $2, 'u', 'Asha')`,
    [daysOn(-30)],
  );
  await put(
    `insert into channel_account (company_id, way, provider, config, state, hook_token, next_send_at, made_at, said_by)
     values ($1, 'email', 'smtp', $2, 'on', 'hook', $3, $3, 'u')`,
    [JSON.stringify({ host: "127.0.0.1", port: mails.port, from: "accounts@asha.in" }), daysOn(-30)],
  );
}

const job = <T>(work: (tx: CompanyTx) => Promise<T>) =>
  inCompany(database.db, offer.companyId, work, { role: "job" });
const enqueue: Enqueue = (...given) => queue.enqueue(...given);
const plan = () =>
  planCompany(
    { db: database.db, log, enqueue, now: NOON, planner: planNudges, publicUrl: PUBLIC_URL },
    offer.companyId,
  );
const look = (tx: CompanyTx): Promise<Looked> =>
  claimSend(
    tx,
    { nudgeId, permitted: "email", now: NOON },
    { judge: judgeSend, publicUrl: PUBLIC_URL, carried: new Set(["email"]) },
  );
const send = () =>
  sendCompany(
    {
      db: database.db,
      log,
      enqueue,
      now: () => NOON,
      signal: new AbortController().signal,
      sending: { judge: judgeSend, publicUrl: PUBLIC_URL, open },
    },
    offer.companyId,
  );
const nudge = async () =>
  (
    await database.asOwner<{ state: string; end_code: string | null; end_detail: string | null }>(
      "select state, end_code, end_detail from nudge where company_id = $1 and nudge_id = $2",
      [offer.companyId, nudgeId],
    )
  )[0];
const offerState = async () =>
  (await database.asOwner("select state from offer where offer_id = $1", [offer.offerId]))[0]?.["state"];

/** What the customer answers on the page, without a browser. */
function answer(tx: CompanyTx, said: Answer): Promise<string> {
  const tokenHash = tokenHashOf(offer.token);
  if (tokenHash === null) throw new Error("the offer has a link");
  const nonceHash = randomBytes(32);
  return takeAnswer(tx, { offerId: offer.offerId, tokenHash, nonceHash, answer: said, now: NOON, enqueue });
}
const DISPUTE: Answer = { kind: "disputed", cause: "price", text: "too much" };
const ACCEPT: Answer = { kind: "accepted", step: 0 };

/** Posts the form of a page. */
async function post(path: string, form: string, said: Record<string, string>): Promise<number> {
  const page = await (await server.get(path)).text();
  const answered = await fetch(`${server.url}${path}/${form}`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ nonce: nonceIn(page), ...said }),
  });
  return answered.status;
}

test("the link in the mail opens the offer, it is accepted there, and the link that the owner made stays good", async () => {
  expect(await send()).toMatchObject({ sent: 1 });
  const [mail] = mails.mails;
  expect(mail).toMatchObject({ to: ["meena@stores.in"] });
  const [, token = ""] = /https:\/\/app\.asha\.in\/pay\/([A-Za-z0-9_-]{22})/.exec(mail?.text ?? "") ?? [];
  expect(token).not.toBe(offer.token);
  const page = await (await server.get(`/pay/${token}`)).text();
  expect(page).toContain("INV-1");
  expect((await server.get(offer.path)).status).toBe(200);
  expect(await post(`/pay/${token}`, "accept", { step: "0" })).toBe(303);
  expect(await offerState()).toBe("accepted");
  // What was accepted is a promise: until its day nothing else is said.
  await plan();
  expect(await send()).toMatchObject({ sent: 0 });
  expect(mails.mails).toHaveLength(1);
});

test.each([
  ["accepted", ACCEPT, ["offer-over", "promised"]],
  ["disputed", DISPUTE, ["disputed"]],
])(
  "%s at the moment the mail would go: the gate is busy, then waits for the books, and then it ends",
  async (_, said, codes) => {
    const busy = await inCompany(database.db, offer.companyId, async (tx) => {
      expect(await answer(tx, said)).toBe("taken");
      return job(look);
    });
    expect(busy).toEqual({ kind: "busy" });
    // What was said is on its way into the books.
    const first = await job(look);
    if (first.kind === "done" && first.code === "books-changing") {
      const [waiting] = await database.asOwner<{ data: { companyId: string; ledgerIds: string[] } }>(
        "select data from pgboss.job where name = 'apply-corrections' and group_id = $1 and state = 'created'",
        [offer.companyId],
      );
      if (waiting === undefined) throw new Error("nothing is on its way into the books");
      await applyCorrectionsTask(
        { db: database.db, log, enqueue },
        { data: waiting.data, jobId: randomUUID() },
      );
      await database.asOwner("delete from pgboss.job where group_id = $1", [offer.companyId]);
      await database.asOwner("update nudge set send_at = $2 where nudge_id = $1", [nudgeId, NOON]);
      await job(look);
    }
    const ended = await nudge();
    expect(ended).toMatchObject({ state: "ended" });
    expect(codes).toContain(ended?.end_code);
    expect(await send()).toMatchObject({ sent: 0 });
    expect(mails.mails).toEqual([]);
  },
);

test("an answer while the gate judges waits for it, and is taken after; the mail is as it was", async () => {
  const order: string[] = [];
  const said = await job(async (tx) => {
    expect((await look(tx)).kind).toBe("call");
    const begun = post(offer.path, "accept", { step: "0" }).then((status) => order.push(`answer ${status}`));
    await untilWaiting(database);
    return () => begun;
  });
  order.push("mail");
  await said();
  expect(order).toEqual(["mail", "answer 303"]);
  expect(await offerState()).toBe("accepted");
  expect(await nudge()).toMatchObject({ state: "sending" });
});
