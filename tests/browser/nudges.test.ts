import { join } from "node:path";

import type { Inbound } from "@cfa/contract/inbound";
import type { NudgePreferenceStanding } from "@cfa/contract/nudge-preference";
import type { Letter } from "@cfa/contract/letters";
import type { NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import type { Nudge, SilentBill } from "@cfa/contract/nudges";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { localDateAt } from "@cfa/values/local-date";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import { hasPoppler, pdfText } from "@cfa/testkit/poppler";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

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
import { earlyLadder } from "./early-ladder.ts";
import { SHORTENED_SUMS, SMALL_TARGETS } from "./look-at.ts";
import { answerIn, namesWithoutBlank, reachedBy, triedIn } from "./made-messages.ts";
import { expectWholeText } from "./whole-text.ts";

/* Messages to customers on their way through the app: planned after a sync, looked at with their text and reasons, approved, taken back, sent as letters, told of. */

vi.setConfig({ testTimeout: 240_000 });

const screens = screensFolder();
/** A working day at noon in India: what is approved goes out at once. */
const NOW = new Date("2026-11-26T06:30:00Z");
const TODAY = localDateAt(NOW);
const WORKS_MILLIS = 200_000;

let app: SyncedApp;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  const sample = makeSampleCompany({ size: "S", seed: 2, through: TODAY });
  app = await startSyncedApp(sample, { learns: true, nudges: true, now: () => NOW });
  // What is learned later would plan anew what is being looked at.
  await waitForForecast(app);
  await speakEarly();
  opened = await openPageAs("owner", { stack: app.stack, width: 390, height: 844 });
  ({ page } = opened);
  await page.clock.setSystemTime(NOW);
}, 600_000);
afterAll(async () => {
  await opened.close();
  await app.close();
});

const list = async (which: string): Promise<Nudge[]> =>
  (await app.read<{ rows: Nudge[] }>(`/nudges?list=${which}&limit=100`)).rows;
async function takenBack(): Promise<Nudge> {
  const found = (await list("ended")).find(({ ended }) => ended?.code === "taken-back");
  if (found === undefined) throw new Error("nothing was taken back");
  return found;
}
const letters = async (): Promise<Letter[]> => (await app.read<{ rows: Letter[] }>("/letters")).rows;
const rupees = (paise: string): string => formatRupees(paiseFromJson(paise));
const text = async (id: string): Promise<string> => page.getByTestId(id).first().innerText();
async function go(path: string, ready: string): Promise<void> {
  await page.goto(`${app.stack.server.url}/${app.company.id}${path}`);
  await page.getByTestId(ready).first().waitFor();
}
const answered = async (which: string): Promise<[string | null, string][]> =>
  (await app.read<{ rows: Inbound[] }>(`/inbound?list=${which}`)).rows.map(({ text: said, state }) => [
    said,
    state,
  ]);
const leftOf = async (place: Locator): Promise<number> => (await place.boundingBox())?.x ?? Number.NaN;
let answers = 0;
const answer = (said: string, about: { intent: string; party: string | null }): Promise<void> => {
  answers += 1;
  return answerIn(app, said, { ...about, at: new Date(NOW.getTime() + answers * 1_000) });
};
/** Messages wait as long as nobody plans them. */
const waitFor = (which: string, is: (rows: Nudge[]) => boolean) =>
  vi.waitUntil(async () => is(await list(which)), { timeout: WORKS_MILLIS, interval: 500 });

test("while reminders are off nothing waits, and the page leads to where they are let on", async () => {
  await go("/approvals", "approvals-to-nudges");
  await page.getByTestId("approvals-to-nudges").click();
  await page.getByTestId("nudges-empty").waitFor();
  await page.getByTestId("nudges-off-settings").click();
  await page.getByTestId("reminders-on").click();
  await page.getByTestId("reminders-save").click();
  await page.getByTestId("reminders-saved").waitFor();
  expect((await app.read<NudgeSettingsStanding>("/nudge-settings")).settings.isOn).toBe(true);
  await waitFor("waiting", (rows) => rows.length > 3);
});

test("each message is shown by its customer, with its text, its bills, why it goes out and why then", async () => {
  await go("/nudges", "nudge-group-0");
  const nudges = await list("waiting");
  // A customer is written to once a day: each message stands alone in its card.
  for (const [at, { party, bills, amount, texts, why }] of nudges.slice(0, 20).entries()) {
    const said = (await page.getByTestId(`nudge-group-${at}`).textContent()) ?? "";
    for (const part of [party?.name ?? "?", rupees(amount)]) expect(said).toContain(part);
    for (const { name, amount: sum } of bills)
      for (const part of [name, rupees(sum)]) expect(said).toContain(part);
    expect(said).toContain(texts[0]?.body.split("\n")[0]);
    expect(why.length).toBeGreaterThan(1);
    expect(said).toMatch(/Around \d\d:00/);
  }
  const most = page.getByTestId("nudges-list-waiting");
  expect(await most.innerText()).toContain(String(nudges.length));
  await expectToFit(page);
  await expectAccessible(page);
});

test("what is chosen is summed up, approved after a question, and goes out as letters to print", async () => {
  const [first, second] = await list("waiting");
  if (first === undefined || second === undefined) throw new Error("too few wait");
  await page.getByTestId("choose-nudge-0-0").click();
  await page.getByTestId("choose-nudge-1-0").click();
  const total = rupees(String(BigInt(first.amount) + BigInt(second.amount)));
  await expect.poll(() => text("nudges-chosen")).toContain(total);
  await pictureOf(page, join(screens, "nudges-chosen.png"));
  await page.getByTestId("approve-many").click();
  await expect.poll(() => text("decide-text")).toContain(total);
  await page.screenshot({ path: join(screens, "nudges-decide.png") });
  await expectAccessible(page);
  await page.getByTestId("decide-say").click();
  await page.getByTestId("nudges-done").waitFor();
  await waitFor("sent", (rows) => rows.length === 2);
  await page.getByTestId("nudges-list-sent").click();
  await page.getByTestId("nudge-row-1").waitFor();
  await expect.poll(() => text("nudges-cost")).toBe("What went out this month cost nothing");
  await expect.poll(() => text("nudge-state-0")).toBe("To be printed");
  const ids = (await list("sent")).map(({ nudgeId }) => nudgeId);
  expect(new Set(ids)).toEqual(new Set([first.nudgeId, second.nudgeId]));
  await page.getByTestId("nudge-row-0").click();
  await page.getByTestId("attempt-1").waitFor();
  await expect.poll(() => text("attempt-1")).toContain("Letter");
  expect(await page.getByTestId("approve-nudge").count()).toBe(0);
  await expectAccessible(page);
});

test("a letter is put on paper with its customer and sum, and leaves the list once it is marked as printed", async () => {
  const [first, second] = await letters();
  if (first === undefined || second === undefined) throw new Error("too few letters");
  await go("/nudges", "nudges-list-letters");
  await expect.poll(() => text("nudges-list-letters")).toContain("2");
  await page.getByTestId("nudges-list-letters").click();
  await page.getByTestId("letter-1").waitFor();
  await expectAccessible(page);
  const named = page.getByTestId("letter-0").getByText(first.party?.name ?? "?", { exact: true });
  expect(await leftOf(page.getByTestId("choose-letter-0"))).toBeLessThan(await leftOf(named));
  await page.getByTestId("choose-letter-0").click();
  await expect.poll(() => text("letters-chosen")).toContain(rupees(first.amount));
  const saved = page.waitForEvent("download");
  await page.getByTestId("letters-print").click();
  const paper = await (await saved).path();
  if (hasPoppler()) {
    const said = pdfText(paper);
    expect(said).toContain(first.party?.name);
    expect(said).toContain(rupees(first.amount).replace("₹", ""));
    expect(said).toMatch(/\/n\/[\w-]{22}/);
    expect(said).not.toContain(second.party?.name);
  }
  await expect.poll(async () => (await letters())[0]?.madeAt).not.toBeNull();
  await page.getByTestId("letters-printed").click();
  await page.getByTestId("letters-done").waitFor();
  await page.getByTestId("letter-1").waitFor({ state: "detached" });
  expect((await letters()).map(({ nudgeId }) => nudgeId)).toEqual([second.nudgeId]);
  await page.getByTestId("letters-undo").click();
  await page.getByTestId("letter-1").waitFor();
  await page.getByTestId("choose-letter-0").click();
  await page.getByTestId("letters-printed").click();
  await page.getByTestId("letter-1").waitFor({ state: "detached" });
  await go(`/nudges/${first.nudgeId}`, "attempt-1");
  await expect.poll(() => text("attempt-1")).toMatch(/Printed[^]*by /);
});

test("a letter about bills that are in dispute by now is shown with why, and is put aside", async () => {
  const [left] = await letters();
  expect(left?.kind).toBe("reminder");
  const { database } = app.stack;
  const dispute = (sum: string) =>
    database.asOwner(
      `update bill set disputed = ${sum} from ledger l
       where bill.company_id = $1 and l.company_id = $1 and l.ledger_id = bill.ledger_id and l.name = $2 and bill.side = 'receivable'`,
      [app.company.uuid, left?.party?.name],
    );
  await dispute("open");
  await go("/nudges?list=letters", "letters-left-out");
  await expect.poll(() => text("letters-left-out")).toMatch(/dispute/);
  await page.getByTestId("letters-empty").waitFor();
  await page.getByTestId("put-aside-letter-0").click();
  await page.getByTestId("letters-done").waitFor();
  await page.getByTestId("letters-left-out").waitFor({ state: "detached" });
  await page.getByTestId("letters-undo").click();
  await page.getByTestId("letters-left-out").waitFor();
  await dispute("0");
});

test("what is taken back does not go out, and says who took it back", async () => {
  await go("/nudges", "nudge-group-0");
  // Of its one bill nothing else is said before it is due.
  const waiting = await list("waiting");
  const at = waiting.findIndex(({ stage, bills }) => stage === "before-due" && bills.length === 1);
  await page.getByTestId(`take-back-nudge-${at}-0`).click();
  await page.getByTestId("decide-say").click();
  await page.getByTestId("nudges-done").waitFor();
  const ended = await takenBack();
  expect(ended.nudgeId).toBe(waiting[at]?.nudgeId);
  await go(`/nudges/${ended.nudgeId}`, "nudge-why-not");
  await expect.poll(() => text("nudge-why-not")).toContain(ended.ended?.detail ?? "?");
});

test("what was planned anew since it was looked at is not approved unseen", async () => {
  await go("/nudges", "nudge-group-0");
  const [first] = await list("waiting");
  await page.getByTestId("approve-nudge-0-0").click();
  await app.stack.database.asOwner(
    `update nudge set amount = amount - 100 where state = 'proposed' and amount = $1`,
    [first?.amount],
  );
  await page.getByTestId("decide-say").click();
  await page.getByTestId("nudges-refused").waitFor();
  await expect.poll(() => text("nudges-refused")).toContain("planned anew since you looked");
});

test("a way that failed, the next one and what came of it are told attempt by attempt", async () => {
  const nudgeId = await triedIn(app, NOW);
  await go(`/nudges/${nudgeId}`, "attempt-2");
  await expect
    .poll(() => text("attempt-1"))
    .toMatch(/WhatsApp · Did not arrive[^]*…4321[^]*nobody is reached there/);
  await expect.poll(() => text("attempt-2")).toMatch(/SMS · Delivered[^]*₹0\.25/);
  await expect.poll(() => text("nudge-state")).toBe("Delivered");
  await expectAccessible(page);
});

test("a customer's page tells the next step, or why there is none, and leads to the consent", async () => {
  const [waiting] = await list("waiting");
  await go(`/parties/${waiting?.party?.partyId}`, "party-nudge-proposed");
  const ended = await takenBack();
  await go(`/parties/${ended.party?.partyId}`, "party-nudges-silent");
  const path = `/parties/${ended.party?.partyId}/silent-bills`;
  const back = (await app.read<{ rows: SilentBill[] }>(path)).rows.filter(
    ({ code }) => code === "taken-back",
  );
  const sumBack = rupees(String(back.reduce((all, { open }) => all + Number(open), 0)));
  const [of, each] = back.length === 1 ? ["1 bill", ""] : [`${back.length} bills`, "; for each"];
  expect(await text("party-nudges-silent")).toContain(
    `Not reminded of ${of}, ${sumBack}${each}: somebody took it back.`,
  );
  await page.getByTestId("party-nudges").scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(screens, "party-nudges-silent.png") });
  await page.getByTestId("party-to-consent").click();
  await page.getByTestId("consent-of").waitFor();
  await expect.poll(() => text("consent-of")).toContain(ended.party?.name);
});

test("a customer's word is kept with its proof, and stands where it is looked for", async () => {
  await page.getByTestId("consent-say").click();
  await page.getByTestId("said-withdrawn").click();
  await page.getByTestId("by-sms").click();
  await page.getByTestId("consent-keep").click();
  await page.getByText("Say what proves it").waitFor();
  await page.getByTestId("consent-proof").fill("Told Meera on the phone on Tuesday");
  await page.screenshot({ path: join(screens, "consent-say.png") });
  await expectAccessible(page);
  await page.getByTestId("consent-keep").click();
  await page.getByTestId("consent-kept").waitFor();
  await expect.poll(() => text("consent-reminder-sms")).toContain("Said stop");
  await expect.poll(() => text("consent-offer-sms")).toContain("Nothing said");
  await expect.poll(() => text("consent-event-0")).toContain("Told Meera on the phone on Tuesday");
  await page.getByTestId("consent-to-party").click();
  await page.getByTestId("party-nudges-stopped").waitFor();
  await expect.poll(() => text("party-nudges-stopped")).toMatch(/WhatsApp, SMS/);
});

test("a reminder now is refused with its reason, and a statement asked for waits for a word", async () => {
  const ended = await takenBack();
  await go(`/parties/${ended.party?.partyId}`, "ask-reminder");
  await page.getByTestId("ask-reminder").click();
  await page.getByText("Remind now: not sent, ").waitFor({ timeout: WORKS_MILLIS });
  await expect.poll(() => text("asked-reminder")).toMatch(/^Remind now: not sent, [^:]+\.$/);
  const one = (await list("waiting")).at(-1);
  await go(`/parties/${one?.party?.partyId}`, "ask-statement");
  expect(await page.getByTestId("asked-statement").count()).toBe(0);
  await page.getByTestId("ask-statement").click();
  await page.getByTestId("asked-statement-nudge").waitFor({ timeout: WORKS_MILLIS });
  await expect.poll(() => text("asked-statement")).toContain("Waits for a word");
  await page.screenshot({ path: join(screens, "party-asks.png"), fullPage: true });
  await expectAccessible(page);
  await page.getByTestId("asked-statement-nudge").click();
  await page.getByTestId("take-back-nudge").click();
  await page.getByTestId("decide-say").click();
  await waitFor("ended", (rows) => rows.some(({ kind }) => kind === "statement"));
  await go(`/parties/${one?.party?.partyId}`, "asked-statement");
  await expect.poll(() => text("asked-statement"), { timeout: 30_000 }).toContain("took it back");
});

test("how a customer is written to is told, and said anew for it alone", async () => {
  // One that nobody below looks at: it is left in peace.
  const one = (await list("sent"))[0];
  await go(`/parties/${one?.party?.partyId}`, "writing-language");
  await expect.poll(() => text("writing-language")).toBe("English");
  await expect.poll(() => text("writing-ways")).toMatch(/^WhatsApp, .*, as for all$/);
  await expect.poll(() => text("writing-hour")).toContain("usual until somebody has answered");
  await expect.poll(() => text("writing-quiet")).toBe("Not left in peace");
  await expect.poll(() => text("writing-excluded")).toBe("No");
  await page.getByTestId("writing-change").click();
  await page.getByTestId("writing-in-hi").click();
  await page.getByTestId("writing-order-own").click();
  for (const way of ["whatsapp", "sms", "email", "print"])
    await page.getByTestId(`writing-way-${way}`).click();
  await page.getByTestId("writing-until").fill("yesterday");
  await page.getByTestId("writing-save").click();
  await page.getByText("Leave at least one way.").waitFor();
  await page.getByText("A day from today on, as DD-MM-YYYY.").waitFor();
  await expectAccessible(page);
  await page.getByTestId("writing-way-print").click();
  await page.getByTestId("writing-way-email").click();
  await page.getByTestId("writing-way-email-earlier").click();
  await page.getByTestId("writing-until").fill("15-12-2026");
  await page.getByTestId("writing-at-11").click();
  await page.screenshot({ path: join(screens, "party-writing.png") });
  await page.getByTestId("writing-save").click();
  await page.getByTestId("writing-save").waitFor({ state: "detached" });
  await expect.poll(() => text("writing-language")).toBe("Hindi");
  await expect.poll(() => text("writing-ways")).toBe("E-mail, Letter");
  await expect.poll(() => text("writing-hour")).toBe("Around 11:00, as somebody chose");
  await expect.poll(() => text("writing-quiet")).toBe("15-12-2026");
  const kept = await app.read<NudgePreferenceStanding>(`/parties/${one?.party?.partyId}/nudge-preference`);
  expect(kept).toMatchObject({
    language: "hi",
    wayOrder: ["email", "print"],
    quietUntil: "2026-12-15",
    hour: 11,
  });
  await page.getByTestId("writing-exclude").click();
  await page.getByText("Never chase").first().waitFor();
});

test("what customers answer waits until it is taken as what it is, or set aside", async () => {
  const [waiting] = await list("waiting");
  await answer("Will pay on Friday", { intent: "promise", party: waiting?.party?.name ?? null });
  await answer("Who is this?", { intent: "other", party: null });
  await go("/replies", "reply-1");
  await expect.poll(() => text("reply-0")).toContain("Will pay on Friday");
  await expect.poll(() => text("reply-seems-0")).toBe("Seems to promise");
  await page.getByTestId("reply-take-0").click();
  expect(await page.getByTestId("take-amount").inputValue()).toBe("10,000.00");
  await page.getByTestId("take-day").fill("someday");
  await page.getByTestId("take-keep").click();
  await page.getByText("A day from today on").waitFor();
  await page.screenshot({ path: join(screens, "replies-take.png") });
  await expectAccessible(page);
  await page.getByTestId("take-day").fill("27-11-2026");
  // The list is slow to be read again.
  await page.route("**/inbound?**", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    await route.continue().catch(() => undefined);
  });
  await page.getByTestId("take-keep").click();
  await page.getByTestId("replies-done").waitFor();
  // What was taken is gone before the list is read again, and comes back by no read that was made before.
  expect(await page.getByTestId("reply-1").count()).toBe(0);
  await expect.poll(() => text("reply-0")).toContain("Who is this?");
  await page.unroute("**/inbound?**");
  await page.getByTestId("reply-aside-0").click();
  await page.getByTestId("reply-aside-yes").click();
  await page.getByTestId("replies-empty").waitFor();
  expect(await answered("waiting")).toEqual([]);
  expect(Object.fromEntries(await answered("done"))).toEqual({
    "Will pay on Friday": "taken",
    "Who is this?": "set-aside",
  });
  await answer("It is not what I ordered", { intent: "dispute", party: waiting?.party?.name ?? null });
});

test("a way that nothing goes out by is told of where messages stand, with the way to its account", async () => {
  const { database } = app.stack;
  await database.asOwner(
    `insert into channel_account (company_id, way, provider, config, state, state_why, hook_token, next_send_at, made_at, said_by)
     values ($1, 'whatsapp', 'whatsapp', '{}', 'paused', 'wallet', 't', $2, $2, 'u')`,
    [app.company.uuid, NOW],
  );
  await go("/nudges", "nudges-stopped");
  await expect
    .poll(() => text("nudges-stopped"))
    .toContain("Nothing goes out by WhatsApp now: the account has no money left.");
  await expectAccessible(page);
  await page.getByTestId("nudges-stopped-channels").click();
  await page.getByTestId("channel-whatsapp-state").waitFor();
  await database.asOwner("delete from channel_account");
});

test("as it looks", async () => {
  const nudgeId = (await list("sent")).find(({ attempts }) => attempts.length > 1)?.nudgeId;
  const [word] = (await app.read<{ rows: { party: { partyId: string } | null }[] }>("/consent")).rows;
  // The first has answered, and is left in peace as soon as that is planned anew.
  const waiting = (await list("waiting")).at(-1);
  const pages = [
    ["nudges", "/nudges", "nudge-group-0"],
    ["nudges-sent", "/nudges?list=sent", "nudge-row-0"],
    ["nudges-letters", "/nudges?list=letters", "letter-0"],
    ["nudges-ended", "/nudges?list=ended", "nudge-row-0"],
    ["nudge", `/nudges/${nudgeId}`, "attempt-2"],
    ["consent", `/consent?partyId=${word?.party?.partyId}`, "consent-event-0"],
    ["consent-all", "/consent", "consent-event-0"],
    ["replies", "/replies", "reply-0"],
    ["replies-done", "/replies?list=done", "reply-1"],
    ["party-nudges", `/parties/${waiting?.party?.partyId}`, "party-nudge-proposed"],
  ] as const;
  for (const look of LOOKS) {
    await putInto(page, look);
    for (const [name, path, ready] of pages) {
      await go(path, ready);
      await page.locator(`html[lang=${look.language}]`).waitFor();
      await pictureOf(page, join(screens, `${name}-${look.look}.png`));
      await expectToFit(page);
      for (const script of [SHORTENED_SUMS, SMALL_TARGETS])
        expect.soft(await page.evaluate<string[]>(script), `${name} ${look.look}`).toEqual([]);
      await expectAccessible(page);
    }
  }
});

test("a name without a blank, of a customer or a bill, is shown whole wherever it stands", async () => {
  const nudgeId = (await list("sent"))[0]?.nudgeId;
  const partyId = (await list("waiting"))[0]?.party?.partyId;
  await namesWithoutBlank(app);
  const pages = [
    ["/nudges", "nudge-group-0"],
    ["/nudges?list=letters", "letter-0"],
    ["/nudges?list=sent", "nudge-row-0"],
    [`/nudges?list=sent&partyId=${partyId}`, "nudges-of-party"],
    [`/nudges/${nudgeId}`, "nudge-attempts"],
    ["/consent", "consent-event-0"],
    ["/replies", "reply-0"],
    [`/parties/${partyId}`, "party-nudges"],
  ] as const;
  for (const look of LOOKS.filter((one) => /^(?:phone|desktop)/.test(one.look))) {
    await putInto(page, look);
    for (const [path, ready] of pages) {
      await go(path, ready);
      await page
        .getByText(/Shreelakshmi|श्रीलक्ष्मी/)
        .first()
        .waitFor();
      await expectToFit(page);
      await expectWholeText(page);
    }
  }
});

test("how a customer is reached is erased after a question, and what went is told", async () => {
  const [word] = (await app.read<{ rows: { party: { partyId: string } | null }[] }>("/consent")).rows;
  const partyId = word?.party?.partyId;
  await putInto(page, LOOKS[0]);
  await reachedBy(app, "+91 98200 00077", partyId ?? "");
  await go(`/consent?partyId=${partyId}`, "erase-contacts-ask");
  await page.getByTestId("erase-contacts-ask").click();
  await page.getByTestId("erase-contacts-yes").waitFor();
  await page.screenshot({ path: join(screens, "consent-erase.png") });
  await expectAccessible(page);
  expect((await app.read<{ phone: string | null }>(`/parties/${partyId}`)).phone).toBe("+91 98200 00077");
  await page.getByTestId("erase-contacts-yes").click();
  expect(await text("contacts-erased")).toMatch(
    /^Erased: .+ Tally still says how this customer is reached\./,
  );
  expect(await page.getByTestId("erase-contacts-yes").count()).toBe(0);
  await page.getByTestId("contacts-erased").scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(screens, "consent-erased.png") });
  expect((await app.read<{ phone: string | null }>(`/parties/${partyId}`)).phone).toBeNull();
});

test("the browser had nothing to complain about", () => {
  expect(opened.complaints).toEqual([]);
});

/** Most customers of this company are on time: it speaks of bills from a month ahead, so that several messages wait. */
async function speakEarly(): Promise<void> {
  const standing = await app.read<NudgeSettingsStanding>("/nudge-settings");
  const settings = { ...standing.settings, ladder: earlyLadder(standing) };
  const token = await app.stack.server.signIn("owner");
  const said = await fetch(`${app.stack.server.url}/api/companies/${app.company.id}/nudge-settings`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ settings }),
  });
  expect(said.status).toBe(200);
}
