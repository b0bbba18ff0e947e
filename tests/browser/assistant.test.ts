import { join } from "node:path";

import type { Conversation, Turn } from "@cfa/contract/assistant";
import type { Home, PartyBalance } from "@cfa/contract/reads";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { formatDay, localDateAt } from "@cfa/values/local-date";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  LOOKS,
  openPageAs,
  pictureOf,
  putInto,
  screensFolder,
  startSyncedApp,
  waitForForecast,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";
import { SHORTENED_SUMS, SMALL_TARGETS } from "./look-at.ts";
import { expectWholeText } from "./whole-text.ts";

/* Asking the books: questions typed, pressed and spoken, answers with what is behind them, what is kept of it, and what may leave the server. */

vi.setConfig({ testTimeout: 240_000 });

const screens = screensFolder();
const TODAY = localDateAt(new Date());

let app: SyncedApp;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  app = await startSyncedApp(makeSampleCompany({ size: "S", through: TODAY }), { learns: true });
  await waitForForecast(app);
  opened = await openPageAs("owner", { stack: app.stack, width: 390, height: 844 });
  ({ page } = opened);
  page.setDefaultTimeout(15_000);
}, 600_000);
afterAll(async () => {
  await opened.close();
  await app.close();
});

async function go(path: string, ready: string): Promise<void> {
  await page.goto(`${app.stack.server.url}/${app.company.id}${path}`);
  await page.getByTestId(ready).first().waitFor();
}
const text = (id: string): Promise<string> => page.getByTestId(id).first().innerText();
const turns = (): Promise<number> => page.getByTestId(/^turn-\d+$/).count();
async function ask(question: string): Promise<void> {
  const before = await turns();
  await page.getByTestId("ask-field").fill(question);
  await page.getByTestId("ask-field").press("Enter");
  await page.getByTestId(`turn-${before}`).waitFor();
}

/** What goes to the stream of answers is answered by the test, once. */
async function answerOnce(events: readonly object[] | "cut"): Promise<void> {
  await page.route(
    "**/assistant/ask/stream",
    (route) =>
      events === "cut"
        ? route.abort("connectionreset")
        : route.fulfill({
            contentType: "text/event-stream",
            body: events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""),
          }),
    { times: 1 },
  );
}
const list = async (): Promise<Conversation[]> =>
  (await app.read<{ rows: Conversation[] }>("/assistant/conversations")).rows;
const hasFocus = (id: string): Promise<boolean> =>
  page
    .getByTestId(id)
    .evaluate<boolean, void, { matches(of: string): boolean }>((node) => node.matches(":focus"));

test("before anything is asked, questions that today's books suggest are there to press", async () => {
  await go("/ask", "suggestion-2");
  expect(await hasFocus("ask-field")).toBe(false);
  await expectWholeText(page);
  await expectToFit(page);
  await expectAccessible(page);
  const first = await text("suggestion-0");
  await page.getByTestId("suggestion-0").click();
  await page.getByTestId("turn-0").waitFor();
  expect(await text("turn-0")).toContain(first);
});

test("an answer has its figure, its days, how fresh it is, how it is made, its rows and a chart, and is told to who does not see it", async () => {
  await go("/ask", "suggestion-0");
  const { receivable } = await app.read<Home>("/home");
  await ask("Who owes me the most?");
  const card = await text("result-0-0");
  expect(card).toContain(formatRupees(paiseFromJson(receivable.outstanding)));
  expect(card).toContain(formatDay(TODAY));
  await expect.poll(() => text("answer-books")).toMatch(/Tally was read .*, matches Tally/);
  const { rows } = await app.read<{ rows: PartyBalance[] }>("/parties?side=receivable");
  const most = rows.toSorted((a, b) => Number(BigInt(b.outstanding) - BigInt(a.outstanding)))[0];
  expect(await text("result-0-0-rows-0")).toContain(most?.name);
  expect(await text("result-0-0-count")).toMatch(/^\d+ rows$/);
  const chart = await page.getByTestId("result-0-0-chart").getAttribute("aria-label");
  expect(chart).toContain(most?.name);
  expect(await page.getByTestId("result-0-0-definition").count()).toBe(0);
  await page.getByTestId("result-0-0-why").click();
  expect((await text("result-0-0-definition")).length).toBeGreaterThan(20);
  expect(await page.getByTestId("ask-live").textContent()).toContain(
    formatRupees(paiseFromJson(receivable.outstanding)),
  );
  expect(await page.getByTestId("answer-0").count()).toBe(0); // the card says it all
  await expectWholeText(page);
  await expectAccessible(page);
});

test("the next question goes on from the last, also after going to a customer and back", async () => {
  await ask("only what is overdue");
  expect(await text("result-1-0")).toContain("Overdue");
  const row = page.getByTestId("result-1-0-rows-0").getByRole("link");
  const name = await row.innerText();
  await row.click();
  await page.getByTestId("party-bills").waitFor();
  expect(await text("page-title")).toBe(name);
  await page.goBack();
  await page.getByTestId("turn-1").waitFor();
  expect(await turns()).toBe(2);
  await page.reload();
  await page.getByTestId("turn-1").waitFor();
});

test("bills lead to their pages, vouchers and ledgers open in the conversation", async () => {
  await ask("Which bills are overdue by more than 30 days?");
  const link = page.getByTestId("result-2-0-rows-0").getByRole("link").first();
  await link.click();
  await page.waitForURL(/\/(bills|parties)\//);
  await page.goBack();
  await page.getByTestId("turn-2").waitFor();
  await ask("Show the day book of this month");
  const voucher = page.getByTestId("result-3-0-rows-0").getByRole("button").first();
  const number = await voucher.innerText();
  await voucher.click();
  await page.getByTestId("turn-4").waitFor();
  expect(await text("result-4-0")).toContain(number);
  await page.getByTestId("result-4-0-rows-0").getByRole("button").first().click();
  await page.getByTestId("turn-5").waitFor();
  expect(await text("turn-5")).toContain("Ledger of");
  await expectWholeText(page);
  await expectAccessible(page);
});

test("what is not clear is a choice of buttons, what the books do not hold has three questions near, an order is refused", async () => {
  await page.getByTestId("ask-fresh").click();
  await page.getByTestId("suggestion-0").waitFor();
  await ask("How did we do?");
  const choice = await text("turn-0-choice-0");
  await page.getByTestId("turn-0-choice-0").click();
  await page.getByTestId("turn-1").waitFor();
  expect(await text("turn-1")).toContain(choice);
  await page.getByTestId("result-1-0").waitFor();
  await ask("What is the weather?");
  await expect.poll(() => text("answer-2")).toBe("Your books do not hold that.");
  expect(await page.getByTestId(/^turn-2-near-\d$/).count()).toBe(3);
  await ask("Delete voucher S1");
  await expect.poll(() => text("answer-3")).toContain("Nothing is changed from here");
  expect(await page.getByTestId("turn-3-right").count()).toBe(0);
  await page.getByTestId("turn-2-near-0").click();
  await page.getByTestId("turn-4").waitFor();
});

test("a draft is there to copy, and nothing is sent", async () => {
  const [debtor] = (await app.read<{ rows: PartyBalance[] }>("/parties?side=receivable")).rows;
  await ask(`Write a reminder to ${debtor?.name}`);
  await expect.poll(() => text("draft-text")).toContain(debtor?.name);
  await page.getByTestId("draft-copy").click();
  expect(await app.stack.database.asOwner("select 1 from nudge")).toEqual([]);
});

test("whether an answer was right is kept with it", async () => {
  await page.getByTestId("turn-1-wrong").click();
  await page.getByTestId("turn-1-thanks").waitFor();
  const [latest] = await list();
  const { turns: kept } = await app.read<{ turns: Turn[] }>(
    `/assistant/conversations/${latest?.conversationId}`,
  );
  expect(kept.map(({ feedback }) => feedback).filter((one) => one !== null)).toEqual(["wrong"]);
});

test("Enter sends, Shift and Enter begin a new line, and the cursor stays where it is asked from", async () => {
  await page.getByTestId("ask-fresh").click();
  const field = page.getByTestId("ask-field");
  await field.click();
  await field.pressSequentially("How much is");
  await field.press("Shift+Enter");
  await field.pressSequentially("overdue?");
  expect(await field.inputValue()).toBe("How much is\noverdue?");
  expect(await turns()).toBe(0);
  await field.press("Enter");
  await page.getByTestId("turn-0").waitFor();
  expect(await field.inputValue()).toBe("");
  expect(await hasFocus("ask-field")).toBe(true);
  await field.press("Enter"); // nothing is nothing to ask
  expect(await page.getByTestId("asking").count()).toBe(0);
});

test("while it is looked for that is said, and it can be stopped", async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  await page.route("**/assistant/ask/stream", (route) => held.then(() => route.abort()), { times: 1 });
  await page.getByTestId("ask-field").fill("Sales this month");
  await page.getByTestId("ask-send").click();
  await page.getByTestId("asking").waitFor();
  expect(await page.getByTestId("ask-live").textContent()).toBe("Looking in the books…");
  await page.screenshot({ path: join(screens, "ask-under-way.png") });
  await expectAccessible(page);
  await page.getByTestId("ask-stop").click();
  await page.getByTestId("ask-stopped").waitFor();
  release();
  await page.getByTestId("ask-again").click();
  await page.getByTestId("turn-1").waitFor();
  expect(await text("turn-1")).toContain("Sales this month");
  expect(await page.getByTestId("ask-stopped").count()).toBe(0);
});

test.each([
  {
    what: "the server gives it up",
    events: [{ kind: "failed", code: "unavailable" }] as const,
    says: /server/i,
  },
  {
    what: "the line ends in the middle",
    events: [{ kind: "text", text: "Sales" }] as const,
    says: /cannot be reached/,
  },
  { what: "the line breaks", events: "cut" as const, says: /cannot be reached/ },
])("where $what it is said, and the question can be asked again", async ({ events, says }) => {
  const before = await turns();
  await answerOnce(events);
  await page.getByTestId("ask-field").fill("Purchases this month");
  await page.getByTestId("ask-field").press("Enter");
  await page.getByTestId("ask-refused").waitFor();
  expect(await text("ask-refused")).toMatch(says);
  expect(await text("unanswered")).toContain("Purchases this month");
  await page.screenshot({ path: join(screens, "ask-unanswered.png") });
  await expectAccessible(page);
  await page.getByTestId("ask-again").click();
  await page.getByTestId(`turn-${before}`).waitFor();
  expect(await page.getByTestId("unanswered").count()).toBe(0);
});

test("a question is spoken where the browser hears; what was heard can be put right before it is asked", async () => {
  await page.addInitScript(`globalThis.SpeechRecognition = class extends EventTarget {
    start() { globalThis.heard = this; }
    stop() { this.dispatchEvent(new Event("end")); }
    abort() {}
  }`);
  await page.reload();
  await page.getByTestId("ask-voice").click();
  await page.getByTestId("ask-voice-said").waitFor();
  expect(await page.evaluate("globalThis.heard.lang")).toBe("en-IN");
  await page.evaluate(
    `globalThis.heard.dispatchEvent(Object.assign(new Event("result"), { results: [[{ transcript: "How much " }], [{ transcript: "is overdue" }]] }))`,
  );
  expect(await page.getByTestId("ask-field").inputValue()).toBe("How much is overdue");
  await expectAccessible(page);
  await page.getByTestId("ask-voice").click();
  await page.getByTestId("ask-voice-said").waitFor({ state: "detached" });
  await page.getByTestId("ask-voice").click();
  await page.evaluate(
    `globalThis.heard.dispatchEvent(Object.assign(new Event("error"), { error: "not-allowed" })); globalThis.heard.dispatchEvent(new Event("end"))`,
  );
  await expect.poll(() => text("ask-voice-said")).toContain("Allow the microphone");
  await page.getByTestId("ask-field").fill("");
});

test("what was asked before is opened again, deleted one by one, and deleted all", async () => {
  const before = await list();
  expect(before.length).toBeGreaterThan(2);
  await page.getByTestId("ask-history").click();
  await page.getByTestId("history-1").waitFor();
  await page.screenshot({ path: join(screens, "ask-history.png") });
  await expectWholeText(page);
  await expectAccessible(page);
  await page.getByTestId("history-1-open").click();
  await page.getByTestId("turn-0").waitFor();
  await expect.poll(() => text("turn-0")).toContain(before[1]?.question);
  expect(await turns()).toBe(before[1]?.turns);
  await page.getByTestId("ask-history").click();
  await page.getByTestId("history-1-remove").click(); // the one on the page
  await page.getByTestId("ask-empty").waitFor();
  await expect.poll(async () => (await list()).length).toBe(before.length - 1);
  await page.getByTestId("history-remove-all").click();
  await page.getByTestId("history-remove-all-yes").click();
  await page.getByTestId("history-none").waitFor();
  expect(await list()).toEqual([]);
  expect(await app.stack.database.asOwner("select 1 from assistant_turn")).toEqual([]);
  const kept = await page.evaluate<string>("JSON.stringify(localStorage)");
  expect(kept).not.toContain("Purchases this month");
  await page.getByTestId("sheet-close").click();
});

describe.each(LOOKS)("on $look", (look) => {
  test("questions and answers fit, are whole and accessible", async () => {
    await putInto(page, look);
    await go("/ask", "suggestion-0");
    await pictureOf(page, join(screens, `ask-start-${look.look}.png`));
    const questions =
      look.language === "hi"
        ? ["सबसे ज़्यादा किससे लेना है?", "इस साल महीने के हिसाब से बिक्री", "मौसम कैसा है?"]
        : ["Who owes me the most?", "Sales by month this year", "What is the weather?"];
    for (const question of questions) await ask(question);
    if (look.language === "hi") expect(await text("turn-0")).toMatch(/[\u0900-\u097F]/);
    await expectToFit(page);
    await expectWholeText(page);
    for (const script of [SHORTENED_SUMS, SMALL_TARGETS])
      expect.soft(await page.evaluate<string[]>(script)).toEqual([]);
    await expectAccessible(page);
    await pictureOf(page, join(screens, `ask-${look.look}.png`));
    expect(opened.complaints.filter((said) => !said.includes("ask/stream"))).toEqual([]);
  });
});
