import { join } from "node:path";

import type { SignInCode } from "@cfa/api/auth/send-code";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { Stack } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, pictureOf, screensFolder, startApp } from "./app.ts";
import { openBrowser, type Browser } from "./chromium.ts";
import { register, signInByMail, typeNewCode } from "./new-owner.ts";

/* An owner and an accountant in two browsers: inviting, keys, devices, taking everything along, and the end. */

vi.setConfig({ testTimeout: 240_000 });

const PATIENCE_MILLIS = 90_000;
const OWNER = "owner@example.in";
const ACCOUNTANT = "ca@example.in";
const screens = screensFolder();
const codes: SignInCode[] = [];

let stack: Stack;
let browsers: Browser[];
let owner: Page;
let accountant: Page;
let companyId: string;
let link: string;
let key: string;

beforeAll(async () => {
  stack = await startApp({ printCode: (code) => void codes.push(code) });
  browsers = [
    await openBrowser({ width: 390, height: 844 }),
    await openBrowser({ width: 1440, height: 900 }),
  ];
  [owner, accountant] = (await Promise.all(browsers.map(({ context }) => context.newPage()))) as [Page, Page];
  await owner.goto(stack.server.url);
  await signInByMail(owner, OWNER, codes);
  companyId = await register(owner, { name: "Asha Traders", gstin: "" });
}, 300_000);

afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await stack.close();
});

async function openSettings(page: Page, place: string): Promise<void> {
  await page.goto(`${stack.server.url}/${companyId}/settings`);
  await page.getByTestId(`settings-${place}`).click();
}

/** As if ten minutes had gone by since everybody signed in. */
async function ageSessions(): Promise<void> {
  await stack.database.asOwner(`update auth.session set "createdAt" = "createdAt" - interval '11 minutes'`);
}

test("the owner says more of the company, and a wrong GSTIN is not taken", async () => {
  await openSettings(owner, "company");
  await owner.getByTestId("gstin").fill("27AAPFU0939F1Z");
  await owner.getByTestId("save-company").click();
  await owner.getByText("this has fewer").waitFor();
  await owner.getByTestId("gstin").fill("27AAPFU0939F1ZV");
  await owner.getByTestId("year-from").click();
  await owner.getByTestId("month-1").click();
  await owner.getByTestId("save-company").click();
  await owner.getByTestId("profile-saved").waitFor();
  await owner.reload();
  await owner.getByTestId("gstin").waitFor();
  // What is kept on the device is shown first, and it may be what was said before.
  const gstin = () => owner.getByTestId("gstin").inputValue();
  await expect.poll(gstin, { timeout: PATIENCE_MILLIS }).toBe("27AAPFU0939F1ZV");
  expect(await owner.getByTestId("year-from").textContent()).toContain("January");
});

test("an accountant is invited; without mail the link is handed over", async () => {
  await openSettings(owner, "people");
  await owner.getByTestId("invite").click();
  await owner.getByTestId("invite-mail").fill(ACCOUNTANT);
  await owner.getByTestId("invite-accountant").click();
  await owner.getByTestId("invite-yes").click();
  link = (await owner.getByTestId("invitation-link").textContent()) ?? "";
  expect(link).toContain("/invitations/");
  await owner.getByTestId("invited-done").click();
  await owner.getByTestId(`invitation-${ACCOUNTANT}`).waitFor();
  await pictureOf(owner, join(screens, "people-phone.png"));
  await expectToFit(owner);
  await expectAccessible(owner);
});

test("somebody else is told that it is not theirs; the invited accountant lands in the right company", async () => {
  await accountant.goto(link);
  await signInByMail(accountant, "stranger@example.in", codes);
  await accountant.getByTestId("wrong-person").waitFor();
  expect(await accountant.getByTestId("wrong-person").textContent()).toContain("stranger@example.in");
  await accountant.getByTestId("sign-in-as-other").click();
  await signInByMail(accountant, ACCOUNTANT, codes);
  await accountant.getByTestId("invitation").waitFor();
  expect(await accountant.getByTestId("invitation").textContent()).toContain("Asha Traders");
  await accountant.screenshot({ path: join(screens, "invitation-desktop.png") });
  // Opening the link joins nobody to anything.
  expect(await stack.database.asOwner("select user_id from member")).toHaveLength(1);
  await accountant.getByTestId("accept").click();
  await accountant.getByTestId("home-empty").waitFor();
  expect(new URL(accountant.url()).pathname).toBe(`/${companyId}`);
  expect(await accountant.getByTestId("company-name").first().textContent()).toBe("Asha Traders");
  await accountant.goto(link);
  await accountant.getByTestId("is-member").waitFor();
  await accountant.getByTestId("decline").click();
  await accountant.waitForURL(`**/${companyId}`);
});

test("the accountant sees who is there and the keys, and may change neither", async () => {
  await openSettings(accountant, "people");
  await accountant.getByTestId(`member-${OWNER}`).waitFor();
  expect(await accountant.getByTestId("invite").count()).toBe(0);
  await openSettings(accountant, "keys");
  await accountant.getByTestId("keys-empty").waitFor();
  expect(await accountant.getByTestId("make-key").count()).toBe(0);
  await accountant.goto(`${stack.server.url}/${companyId}/settings`);
  await accountant.getByTestId("settings-people").waitFor();
  expect(await accountant.getByTestId("settings-data").count()).toBe(0);
});

test("a key asks for a new sign-in, is made by itself after it, and is shown once", async () => {
  await openSettings(owner, "keys");
  await ageSessions();
  await owner.getByTestId("make-key").click();
  await owner.getByTestId("key-name").fill("Accounts PC");
  await owner.getByTestId("make-yes").click();
  await owner.getByTestId("sign-in-again").waitFor();
  await typeNewCode(owner, OWNER, codes);
  key = (await owner.getByTestId("shown-key").textContent()) ?? "";
  expect(key).toMatch(/^cfa_live_/);
  await owner.getByTestId("qr").waitFor();
  await owner.screenshot({ path: join(screens, "key-phone.png") });
  await owner.getByTestId("key-taken").click();
  await owner.getByTestId(`key-${key.slice(-4)}`).waitFor();
  await owner.reload();
  await owner.getByTestId(`key-${key.slice(-4)}`).waitFor();
  expect(await owner.content()).not.toContain(key);
  expect(await owner.evaluate("JSON.stringify(localStorage)")).not.toContain(key);
});

test("a key is ended; without a connection that is said at once, and is not done later on", async () => {
  const revoke = owner.getByTestId(`revoke-${key.slice(-4)}`);
  await owner.context().setOffline(true);
  await revoke.click();
  await owner.getByTestId("revoke-yes").click();
  await owner.getByTestId("revoke-yes-refused").waitFor();
  await owner.getByTestId("sheet-close").click();
  await owner.context().setOffline(false);
  await revoke.click();
  await owner.getByTestId("revoke-yes").waitFor();
  expect(await owner.getByTestId("revoke-yes-refused").count()).toBe(0);
  await owner.getByTestId("revoke-yes").click();
  await owner.getByText("Revoked").first().waitFor();
  await expectToFit(owner);
  await expectAccessible(owner);
});

test("another device is signed out from here, and notices", async () => {
  const other = await openBrowser({ width: 1440, height: 900 });
  browsers.push(other);
  const page = await other.context.newPage();
  await page.goto(stack.server.url);
  await signInByMail(page, OWNER, codes);
  await page.getByTestId("home-empty").waitFor();
  await openSettings(owner, "sessions");
  await owner.getByTestId("session-other").first().waitFor();
  await owner.getByTestId("end-others").click();
  await owner.getByTestId("others-ended").waitFor();
  await owner.getByTestId("session-other").first().waitFor({ state: "detached" });
  await page.reload();
  await page.getByTestId("mail").waitFor();
});

test("the owner hands over a role and takes it back; the last owner cannot leave", async () => {
  await openSettings(owner, "people");
  await owner.getByTestId(`open-${ACCOUNTANT}`).click();
  await owner.getByTestId("role-viewer").click();
  await owner.getByTestId(`member-${ACCOUNTANT}`).getByText("Viewer").waitFor();
  await owner.getByTestId("leave-company").click();
  await owner.getByTestId("leave-yes").click();
  await owner.getByText("A company needs an owner").waitFor();
});

test("everything is taken along as one file, and then the company goes, by its name", async () => {
  const kept = () => accountant.evaluate("localStorage.getItem('cfa.reads')");
  await openSettings(accountant, "people");
  await expect.poll(kept, { timeout: PATIENCE_MILLIS }).toContain('"members"');
  await openSettings(owner, "data");
  await owner.getByTestId("start-export").click();
  await owner.getByTestId("export-ready").waitFor();
  const saved = owner.waitForEvent("download");
  await owner.getByTestId("fetch-export").click();
  expect((await saved).suggestedFilename()).toMatch(/\.zip$/);
  await owner.getByTestId("remove-company").click();
  await owner.getByTestId("remove-name").fill("Asha");
  await owner.getByTestId("remove-company-yes").click();
  await owner.getByText("This is not its name").waitFor();
  await owner.getByTestId("remove-name").fill("Asha Traders");
  await owner.getByTestId("remove-company-yes").click();
  await owner.getByTestId("company-name-field").waitFor();
  await accountant.goto(stack.server.url);
  await accountant.getByTestId("from-lost-company").waitFor();
  // Nothing that was read of it stays on the device of who no longer belongs to it.
  await expect.poll(kept, { timeout: PATIENCE_MILLIS }).not.toContain(companyId);
  await accountant.getByTestId("from-lost-company").click();
  await accountant.getByTestId("company-name-field").waitFor();
});
