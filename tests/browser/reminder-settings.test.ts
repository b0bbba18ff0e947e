import { randomBytes } from "node:crypto";
import { join } from "node:path";

import type { SignInCode } from "@cfa/api/auth/send-code";
import type { ChannelsStanding } from "@cfa/contract/channels";
import type { NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import { readMasterKeys } from "@cfa/db/sealing";
import { addDays, formatDay, localDateAt } from "@cfa/values/local-date";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { Stack } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, LOOKS, pictureOf, putInto, screensFolder, startApp } from "./app.ts";
import { openBrowser, type Browser } from "./chromium.ts";
import { SHORTENED_SUMS, SMALL_TARGETS } from "./look-at.ts";
import { register, signInByMail, typeNewCode } from "./new-owner.ts";

/* An owner says whether, when and how customers are reminded, and sets who carries the messages: what is wrong is said, and no secret is shown again. */

vi.setConfig({ testTimeout: 180_000 });

const OWNER = "owner@example.in";
const PASSWORD = "the-password-of-the-mail-server-7Xk";
const HOOK_SECRETS = ["the-first-app-secret-4Fj", "the-second-app-secret-9Kq"] as const;
const WORD = "a-word-of-our-own";
const AUTH_KEY = "the-auth-key-of-the-sms-carrier-3Qw";
const NOBODY = "http://127.0.0.1:9"; // where no gateway is
const screens = screensFolder();
const codes: SignInCode[] = [];

let stack: Stack;
let browser: Browser;
let page: Page;
let companyId: string;

beforeAll(async () => {
  const keys = readMasterKeys(randomBytes(32).toString("base64"));
  if (!keys.ok) throw new Error(keys.error);
  stack = await startApp({
    printCode: (code) => void codes.push(code),
    gateway: { masterKeys: keys.value, razorpayUrl: NOBODY },
  });
  browser = await openBrowser({ width: 390, height: 844 });
  page = await browser.context.newPage();
  await page.goto(stack.server.url);
  await signInByMail(page, OWNER, codes);
  companyId = await register(page, { name: "Asha Traders", gstin: "" });
}, 300_000);

afterAll(async () => {
  await browser.close();
  await stack.close();
});

const text = async (id: string): Promise<string> => page.getByTestId(id).first().innerText();
async function go(place: string, ready: string): Promise<void> {
  await page.goto(`${stack.server.url}/${companyId}/settings/${place}`);
  await page.getByTestId(ready).waitFor();
}
/** What the API answers whoever is signed in in the browser. */
async function asked<T>(path: string): Promise<T> {
  const address = `${stack.server.url}/api/companies/${companyId}${path}`;
  const response = await page.context().request.get(address);
  expect(response.status()).toBe(200);
  return (await response.json()) as T;
}
const settings = async () => (await asked<NudgeSettingsStanding>("/nudge-settings")).settings;

const mailState = async () =>
  (await asked<ChannelsStanding>("/channels")).channels.find(({ way }) => way === "email")?.account?.state;

test("they begin as usual, off, and the notice can be copied in either language", async () => {
  await go("reminders", "reminders-by");
  expect(await text("reminders-by")).toContain("As usual");
  expect((await settings()).isOn).toBe(false);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  for (const [language, part] of [
    ["hi", "डेटा संरक्षण बोर्ड"],
    ["en", "Data Protection Board of India"],
  ]) {
    await page.getByTestId(`notice-${language}`).click();
    await page.getByTestId("copy-notice").click();
    const copied = (await page.evaluate("navigator.clipboard.readText()")) as string;
    expect(copied).toContain(part);
    expect(copied).toContain("Asha Traders");
  }
  await expectAccessible(page);
});

test("what is wrong is said and not sent", async () => {
  await page.getByTestId("reminders-on").click();
  await page.getByTestId("reminders-from").fill("7:30");
  await page.getByText("A time such as 09:30").waitFor();
  await page.getByTestId("reminders-from").fill("19:30");
  await page.getByText("At least an hour must be left").waitFor();
  await page.getByTestId("reminders-week").fill("6");
  await page.getByText("no less than in seven days").waitFor();
  await page.getByTestId("ladder-own").click();
  await page.getByTestId("step-after-7-days").fill("2");
  await page.getByTestId("ladder-wrong-late").waitFor();
  await page.getByTestId("reminders-save").click();
  expect(await text("reminders-unsaved")).toContain("not right yet");
  expect((await settings()).isOn).toBe(false);
  await pictureOf(page, join(screens, "reminders-wrong.png"));
  await expectAccessible(page);
});

test("what is right is kept, with who said it and on what ground", async () => {
  await page.getByTestId("reminders-from").fill("9.30");
  await page.getByTestId("reminders-week").fill("1");
  await page.getByTestId("step-after-7-days").fill("9");
  await page.getByTestId("ladder-wrong-late").waitFor({ state: "detached" });
  await page.getByTestId("step-due").click();
  await page.getByTestId("approval-prompt-automatic").click();
  await page.getByTestId("quiet-6").click();
  await page.getByTestId("reminders-ground-said").click();
  await page.getByTestId("way-email-earlier").click();
  await page.getByTestId("way-whatsapp").click();
  await page.getByTestId("reminders-brand").fill("Asha Sarees");
  expect(await text("dpdp-notice")).toContain("Asha Sarees");
  await page.getByTestId("reminders-save").click();
  await page.getByTestId("reminders-saved").waitFor();
  const said = await settings();
  expect(said).toMatchObject({
    isOn: true,
    isGroundSaid: true,
    fromMinute: 570,
    weekCap: 1,
    quietWeekdays: [6, 7],
    wayOrder: ["email", "sms", "print"],
    brand: "Asha Sarees",
    approval: { prompt: "automatic", late: "each" },
  });
  expect(said.ladder?.late.map(({ stage, days }) => [stage, days]).slice(0, 3)).toEqual([
    ["before-due", -3],
    ["after-3", 3],
    ["after-7", 9],
  ]);
  await page.reload();
  await page.getByTestId("reminders-ground-by").waitFor();
  expect(await page.getByTestId("reminders-from").inputValue()).toBe("09:30");
  expect(await page.getByTestId("reminders-unsaved").count()).toBe(0);
});

test("a day on which nothing goes out is named, and ended", async () => {
  const day = addDays(localDateAt(new Date()), 12);
  await page.getByTestId("quiet-add").click();
  await page.getByText("A day from today on").waitFor();
  await page.getByTestId("quiet-day").fill(formatDay(day));
  await page.getByTestId("quiet-note").fill("Stock-taking");
  await page.getByTestId("quiet-add").click();
  await page.getByTestId("quiet-day-0").waitFor();
  expect(await text("quiet-day-0")).toContain("Stock-taking");
  expect((await asked<NudgeSettingsStanding>("/nudge-settings")).quietDays).toEqual([
    { day, note: "Stock-taking" },
  ]);
  await page.getByTestId("quiet-day-0-end").click();
  await page.getByTestId("quiet-day-0").waitFor({ state: "detached" });
});

test("accounts that cannot be accounts are not sent; those that can are kept, and no secret is shown again", async () => {
  await go("channels", "channel-email-none");
  await page.getByTestId("channel-email-host").fill("smtp example");
  await page.getByTestId("channel-email-save").click();
  await page.getByText("A server's name, such as").waitFor();
  await page.getByText("An address such as bills@example.in").waitFor();
  expect(await stack.database.asOwner("select field from company_secret")).toEqual([]);
  await pictureOf(page, join(screens, "channels-wrong.png"));
  for (const [name, value] of Object.entries({
    host: "smtp.example.in",
    user: "asha",
    password: PASSWORD,
    mailFrom: "bills@example.in",
  }))
    await page.getByTestId(`channel-email-${name}`).fill(value);
  await stack.database.asOwner(`update auth.session set "createdAt" = "createdAt" - interval '11 minutes'`);
  await page.getByTestId("channel-email-save").click();
  await page.getByTestId("sign-in-again").waitFor();
  await typeNewCode(page, OWNER, codes);
  await page.getByTestId("channel-email-saved").waitFor();
  await page.getByTestId("channel-sms-by-msg91").click();
  await page.getByTestId("channel-sms-authKey").fill(AUTH_KEY);
  await page.getByTestId("channel-sms-save").click();
  await page.getByTestId("channel-sms-saved").waitFor();
  await page.reload();
  await page.getByTestId("channel-sms-set").waitFor();
  expect(await text("channel-email-set")).toContain(PASSWORD.slice(-4));
  const shown = await page.content();
  for (const secret of [PASSWORD, AUTH_KEY]) expect(shown).not.toContain(secret);
  expect(await page.getByTestId("channel-email-host").inputValue()).toBe("smtp.example.in");
  expect(await page.getByTestId("channel-email-password").inputValue()).toBe("");
  await expectAccessible(page);
});

test("a provider's webhooks have an address to copy; what they are signed with, two at a time, and the word that lets them in are set", async () => {
  expect(await text("channel-email-hook-url")).toContain("/hooks/email/");
  expect(await page.getByTestId("channel-sms-hook-signature").count()).toBe(0);
  await page.getByTestId("channel-whatsapp-phoneNumberId").fill("106540352242922");
  await page.getByTestId("channel-whatsapp-token").fill("EAAG-a-lasting-token");
  await page.getByTestId("channel-whatsapp-save").click();
  await page.getByTestId("channel-whatsapp-hook-signature-save").click();
  await page.getByText("At least eight characters").waitFor();
  for (const [at, secret] of HOOK_SECRETS.entries()) {
    await page.getByTestId("channel-whatsapp-hook-signature").fill(secret);
    await page.getByTestId("channel-whatsapp-hook-signature-save").click();
    await page.getByTestId(`channel-whatsapp-hook-${at + 1}`).waitFor();
    expect(await page.content()).not.toContain(secret);
  }
  await page.getByTestId("channel-whatsapp-hook-word").fill(WORD);
  await page.getByTestId("channel-whatsapp-hook-word-save").click();
  await page.getByTestId("channel-whatsapp-word").waitFor();
  await pictureOf(page, join(screens, "channels-hooks.png"));
  await page.getByTestId("channel-whatsapp-hook-1-remove").click();
  await page.getByTestId("channel-whatsapp-hook-1").waitFor({ state: "detached" });
  expect(await page.getByTestId("channel-whatsapp-hook-2").count()).toBe(1);
  await page.getByTestId("channel-whatsapp-remove").click();
  await page.getByTestId("channel-whatsapp-remove-yes").click();
  await page.getByTestId("channel-whatsapp-none").waitFor();
});

test("a way is paused and let out again", async () => {
  await page.getByTestId("channel-email-pause").click();
  await page.getByText("Somebody here paused it.").waitFor();
  expect(await mailState()).toBe("paused");
  await page.getByTestId("channel-email-pause").click();
  await page.getByText("Somebody here paused it.").waitFor({ state: "detached" });
  expect(await mailState()).toBe("on");
});

test.each(LOOKS)("they fit and can be read on $look", async (look) => {
  await putInto(page, look);
  for (const [place, ready] of [
    ["reminders", "reminders-by"],
    ["channels", "channel-sms-set"],
  ] as const) {
    await go(place, ready);
    await page.locator(`html[lang=${look.language}]`).waitFor();
    await pictureOf(page, join(screens, `${place}-${look.look}.png`));
    await expectToFit(page);
    for (const script of [SHORTENED_SUMS, SMALL_TARGETS])
      expect.soft(await page.evaluate<string[]>(script)).toEqual([]);
    await expectAccessible(page);
  }
});

test("an account is removed, after it was asked about", async () => {
  await page.getByTestId("channel-sms-remove").click();
  await page.getByTestId("channel-sms-remove-yes").click();
  await page.getByTestId("channel-sms-none").waitFor();
  expect(await stack.database.asOwner("select field from company_secret")).toEqual([{ field: "password" }]);
});
