import { randomBytes } from "node:crypto";
import { join } from "node:path";

import { sentNudge, type SentNudge } from "@cfa/api/test-nudge-page";
import { nonceIn, NOON, PAY_TO } from "@cfa/api/test-offer";
import { startPayPage, type PayPageTest } from "@cfa/api/test-pay-page";
import { startTestServer, type TestServer } from "@cfa/api/test-server";
import { keepOffers } from "@cfa/db/queries/offers/keep-offers";
import { offerList } from "@cfa/db/queries/offers/offer-list";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { keepPayDetail } from "@cfa/db/queries/settings/pay-detail";
import { readMasterKeys } from "@cfa/db/sealing";
import { startFakeMailServer, type FakeMailServer } from "@cfa/testkit/fake-mail-server";
import { madeOffer } from "@cfa/testkit/made-offer";
import { day } from "@cfa/values/local-date";
import { receipt } from "@cfa/worker/apply/small-books";
import { openTestCompanies } from "@cfa/worker/apply/test-company";
import { NOWHERE } from "@cfa/worker/channels/test-message";
import { openChannels } from "@cfa/worker/nudges/open-channel";
import { sendCompany } from "@cfa/worker/nudges/send-company";
import * as ravis from "@cfa/worker/nudges/test-nudges";
import { endOffers } from "@cfa/worker/offers/end-offers";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { expectAccessible } from "./accessible.ts";
import { screensFolder } from "./app.ts";
import { openBrowser, type Browser } from "./chromium.ts";

/* The customer's way from a message to its page in a real browser, which needs no script there, and how it looks. */

const PHONE = { width: 390, height: 844 };
const TABLET = { width: 768, height: 1024 };
const DESKTOP = { width: 1440, height: 900 };
const KEEP = process.env["CFA_KEEP_SCREENS"] === "1";
const LONG = process.env["CFA_TEST_LONG"] === "1";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser(PHONE);
});
afterEach(async () => {
  for (const page of browser.context.pages().slice(1)) await page.close();
});
afterAll(() => browser.close());

type Visit = { page: Page; complaints: string[]; requests: string[] };

/** Opens a page as a customer does whose phone runs no script, and notes whatever is asked for. */
async function visit(url: string): Promise<Visit> {
  const page = await browser.context.newPage();
  const session = await browser.context.newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  const visited: Visit = { page, complaints: [], requests: [] };
  page.on(
    "console",
    (message) => void (message.type() === "error" && visited.complaints.push(message.text())),
  );
  page.on("request", (request) => visited.requests.push(request.url()));
  await page.goto(url);
  return visited;
}

/** Ravi is written to by mail, over real SMTP: what he gets is what he opens. */
const keys = readMasterKeys(randomBytes(32).toString("base64"));
let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let mails: FakeMailServer;
let ravi: ravis.NudgeTest;
let server: TestServer;

beforeAll(async () => {
  companies = await openTestCompanies();
});
beforeEach(async () => {
  mails = await startFakeMailServer();
  ravi = await ravis.nudgeTest(companies);
  const { companyId, database } = ravi;
  server = await startTestServer(database, {
    deps: { now: () => ravis.NOON, enqueue: () => Promise.resolve() },
  });
  await database.asOwner("update ledger set email = 'ravi@patel.in' where company_id = $1 and guid = $2", [
    companyId,
    ravis.RAVI,
  ]);
  await ravi.app(async (tx) => {
    await tx.run(
      `update nudge_setting set way_order = '{email,print}', ground_said_at = $2, ground_said_by = 'u', ground_said_name = 'Asha'
       where company_id = $1`,
      [companyId, ravis.NOON],
    );
    await tx.run(
      `insert into channel_account (company_id, way, provider, config, state, hook_token, next_send_at, made_at, said_by)
       values ($1, 'email', 'smtp', $2, 'on', 'hook', $3, $3, 'u')`,
      [
        companyId,
        JSON.stringify({ host: "127.0.0.1", port: mails.port, from: "accounts@asha.in" }),
        ravis.INDIA("2026-05-01T00:00"),
      ],
    );
    await keepPayDetail(tx, PAY_TO, { at: ravis.NOON, by: { id: "u", name: "Asha" } });
  });
  await ravi.plan();
});
afterEach(async () => {
  await mails.close();
  await server.close();
});
afterAll(() => companies.close());

/** Sends what is due by mail; answers where its link and its head's stop lead on this server. `page`: the kind of page it leads to. */
async function sent(page: "n" | "pay" = "n"): Promise<{ url: string; stop: string }> {
  const channels = keys.ok ? { masterKeys: keys.value, urls: NOWHERE } : null;
  const { companyId, database } = ravi;
  await sendCompany(
    {
      db: database.db,
      log: ravis.log,
      enqueue: () => Promise.resolve(),
      now: () => ravis.NOON,
      signal: new AbortController().signal,
      sending: { ...ravis.SETTINGS, open: (tx) => openChannels(tx, channels) },
    },
    companyId,
  );
  const [mail] = mails.mails;
  const raw = (mail?.raw ?? "").replaceAll(/\r\n[ \t]+/g, " ");
  const [, path = ""] = /https:\/\/app\.asha\.in(\/[a-z]+\/[A-Za-z0-9_-]{22})/.exec(mail?.text ?? "") ?? [];
  const [, stop = ""] = /^List-Unsubscribe: *<https:\/\/app\.asha\.in([^>]+)>/im.exec(raw) ?? [];
  expect([path, stop]).toEqual([expect.stringMatching(`^/${page}/`), `${path}/stop`]);
  return { url: server.url + path, stop: server.url + stop };
}

test("from a mail's link a customer sees what is due, says that it is paid, and is believed by nobody but a person", async () => {
  const { url } = await sent();
  const { page, complaints, requests } = await visit(url);
  expect(await page.locator(".sum").textContent()).toBe("₹10,000");
  await page.getByText("I have paid already").click();
  await page.getByLabel("UTR, UPI reference or cheque number").fill("4123 4567 8901");
  await page.getByRole("button", { name: "Tell the seller that it is paid" }).click();
  await page.getByText("knows that you have paid").waitFor();
  expect(
    await ravi.rows("select way, state, reading ->> 'utr' as utr from inbound where company_id = $1", [
      ravi.companyId,
    ]),
  ).toEqual([{ way: "page", state: "waiting", utr: "412345678901" }]);
  expect(complaints).toEqual([]);
  expect(
    requests.filter((one) => !one.startsWith(`${server.url}/n/`) && !one.endsWith("/favicon.ico")),
  ).toEqual([]);
});

test("from a mail's link another day is named, something wrong is told, and nothing more is asked for", async () => {
  const { url } = await sent();
  const { page, complaints } = await visit(`${url}?lang=hi`);
  await page.getByText("भुगतान किसी और दिन होगा").click();
  await page.getByLabel("भुगतान की तारीख़", { exact: true }).fill("2026-05-15");
  await page.getByRole("button", { name: "विक्रेता को यह तारीख़ बताएँ" }).click();
  await page.getByText("15 मई 2026 तक भुगतान करेंगे").waitFor();
  await page.getByRole("link", { name: "See this page in English" }).click();
  await page.getByText("Something is wrong with a bill").click();
  await page.getByLabel("What is wrong?").selectOption({ label: "Price or quantity is wrong" });
  await page.getByRole("button", { name: "Tell the seller", exact: true }).click();
  await page.getByText("The seller is looking into it").waitFor();
  expect(await page.locator(".sum, .way").count()).toBe(0);
  expect(
    await ravi.rows("select kind from correction where company_id = $1 order by created_at", [
      ravi.companyId,
    ]),
  ).toEqual([{ kind: "promise" }, { kind: "dispute" }]);
  expect(complaints).toEqual([]);
});

/** An offer on INV-2 that the owner has let out: 2 % to 15 May, 1 % to 18 May. INV-1 is paid, so that nothing is to be reminded of. */
async function offered(): Promise<string> {
  const { companyId, database } = ravi;
  await ravi.take([{ vouchers: [receipt("INV-1", "2026-05-07", 10_000, { alterId: 110 })] }]);
  await database.asOwner("update sync_state set read_at = $2, tie_out = 'equal' where company_id = $1", [
    companyId,
    ravis.MORNING,
  ]);
  const proposal = madeOffer({
    ledgerGuid: ravis.RAVI,
    bill: { nameKey: "inv-2", date: day("2026-04-20"), name: "INV-2" },
    amount: 5_000_00n,
    steps: [
      { until: day("2026-05-15"), discount: 200, off: 100_00n },
      { until: day("2026-05-18"), discount: 100, off: 50_00n },
    ],
  });
  await ravi.job((tx) =>
    keepOffers(tx, {
      proposals: [proposal],
      asOf: day("2026-05-08"),
      at: ravis.MORNING,
      termsVersion: 1,
    }),
  );
  return ravi.app(async (tx) => {
    const [row] = await offerList(tx, { list: "waiting", limit: 1, offset: 0 });
    if (row === undefined) throw new Error("nothing was proposed");
    const decided = { decided_at: ravis.MORNING, decided_by: "u", decided_name: "Asha" };
    await moveOffer(tx, row.offerId, { state: "approved", ...decided, live_from: ravis.MORNING });
    await tx.run(
      `insert into consent_event (company_id, ledger_guid, kind, way, said, source, proof, at, by_id, by_name)
       values ($1, $2, 'offer', 'email', 'given', 'signed-form', 'form 7', $3, 'u', 'Asha')`,
      [companyId, ravis.RAVI, ravis.MORNING],
    );
    return row.offerId;
  });
}

test("an offer that was sent is taken from its mail, and honoured by the money in Tally", async () => {
  const offerId = await offered();
  await ravi.plan();
  const kinds = "select kind, state from nudge where company_id = $1 and state <> 'ended'";
  expect(await ravi.rows(kinds, [ravi.companyId])).toEqual([{ kind: "offer", state: "queued" }]);
  const { url } = await sent("pay");
  const { page, complaints } = await visit(url);
  expect(await page.locator(".sum").textContent()).toBe("₹4,900");
  await page.getByRole("button", { name: "Yes, I will pay ₹4,900 by 15 May 2026" }).click();
  await page.getByText("Thank you. You have accepted.").waitFor();
  const standing = () =>
    ravi.rows("select state, settled_amount as paid from offer where offer_id = $1", [offerId]);
  expect(await standing()).toEqual([{ state: "accepted", paid: null }]);
  expect(complaints).toEqual([]);
  await ravi.take([{ vouchers: [receipt("INV-2", "2026-05-12", 4_900, { alterId: 120 })] }]);
  const now = ravis.INDIA("2026-05-13T09:00");
  await ravi.job((tx) => endOffers(tx, { now, today: day("2026-05-13") }));
  expect(await standing()).toEqual([{ state: "honoured", paid: 490_000n }]);
  const mails = "select state from nudge_attempt where company_id = $1";
  expect(await ravi.rows(mails, [ravi.companyId])).toEqual([{ state: "accepted" }]);
});

const words = () => ravi.rows("select 1 from consent_event where company_id = $1", [ravi.companyId]);

test("where a mail's head leads to end messages, a look ends none and a press ends all", async () => {
  const { stop } = await sent();
  const { page } = await visit(stop);
  expect(await words()).toEqual([]);
  await page.getByRole("button", { name: "Send me no more messages" }).click();
  await page.getByText("You get no more messages").waitFor();
  expect(await words()).toHaveLength(8); // of the party six, of the address two
  await page.getByRole("link", { name: "Back to the page" }).click();
  await page.locator(".sum").waitFor();
});

const LOOKS = [
  "open",
  "one",
  "promised",
  "said-paid",
  "disputed",
  "settled",
  "stop",
  "stopped",
  "stop-offers",
] as const;
let pay: PayPageTest;
beforeAll(async () => {
  pay = await startPayPage();
});
afterAll(() => pay.close());

const SIZES = [
  ["phone", PHONE, "hi"],
  ["desktop", DESKTOP, "en"],
  ["phone", PHONE, "en"],
  ["tablet", TABLET, "en"],
  ["tablet", TABLET, "hi"],
  ["desktop", DESKTOP, "hi"],
] as const;

test.each(LONG || KEEP ? SIZES : SIZES.slice(0, 2))(
  "on a %s (%o, %s) nothing is cut off and everyone can read it, in light and dark",
  async (name, size, lang) => {
    const page = await browser.context.newPage();
    await page.setViewportSize(size);
    for (const look of LOOKS) {
      const path = await stage(look);
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.goto(`${pay.server.url}${path}?lang=${lang}`);
        if (look === "open")
          await page.evaluate("document.querySelectorAll('details').forEach(d=>d.open=true)");
        await expectAccessible(page);
        const wide = await page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect([look, scheme, wide]).toEqual([look, scheme, 0]);
        const small = await page.evaluate<string[]>(SMALL_TARGETS);
        expect([look, small]).toEqual([look, []]);
        if (KEEP) {
          const file = join(screensFolder(), `message-${look}-${name}-${lang}-${scheme}.png`);
          await page.screenshot({ path: file, fullPage: true });
        }
      }
    }
  },
);

/** What can be tapped and is less than 44 points high. */
const SMALL_TARGETS = `[...document.querySelectorAll("a,button,input:not([type=hidden]),select,textarea,summary")]
  .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5)
  .map((one) => one.outerHTML.slice(0, 80))`;

/** A message whose bills stand so; answers the address to look at. */
async function stage(look: (typeof LOOKS)[number]): Promise<string> {
  await pay.database.asOwner("delete from auth.tries");
  const made = await pay.nudge({ seller: "Shree Balaji Traders" });
  const nudge =
    look === "one"
      ? await sentNudge(pay.database, made.companyId, { bills: ["INV-1"], stage: "final" })
      : made;
  const set = (text: string) => pay.database.asOwner(text, [nudge.companyId]);
  // What is disputed is held against what the vouchers come to.
  if (look !== "disputed")
    await set("update bill set amount = 8450000, open = 8450000 where company_id = $1 and name = 'INV-1'");
  const fields = ANSWERS[look];
  if (fields !== undefined) await answer(nudge, fields);
  if (look === "settled") await set("update bill set open = 0 where company_id = $1");
  if (look === "stop-offers") return `${(await pay.offer({ seller: "Shree Balaji Traders" })).path}/stop`;
  return look === "stop" || look === "stopped" ? `${nudge.path}/stop` : nudge.path;
}

type Answered = { what: string; fields: Record<string, string> };
const ANSWERS: Partial<Record<(typeof LOOKS)[number], Answered>> = {
  promised: { what: "promise", fields: { day: "2026-04-25" } },
  "said-paid": { what: "paid", fields: { bill: "all", reference: "412345678901", day: "2026-04-14" } },
  disputed: { what: "dispute", fields: { bill: "2026-01-05 INV-1", cause: "damaged", text: "" } },
  stopped: { what: "stop", fields: {} },
};

async function answer({ path }: SentNudge, { what, fields }: Answered): Promise<void> {
  pay.setNow(NOON);
  const nonce = nonceIn(await (await pay.server.get(path)).text());
  const answered = await fetch(`${pay.server.url}${path}/${what}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, nonce }),
  });
  expect(answered.url).not.toContain("note=");
}
