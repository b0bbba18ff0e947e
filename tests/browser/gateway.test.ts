import { randomBytes } from "node:crypto";
import { join } from "node:path";

import type { SignInCode } from "@cfa/api/auth/send-code";
import { readMasterKeys } from "@cfa/db/sealing";
import { FAKE_KEYS, startFakeRazorpay, type FakeRazorpay } from "@cfa/testkit/fake-razorpay";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { Stack } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, pictureOf, screensFolder, startApp, LOOKS, putInto } from "./app.ts";
import { openBrowser, type Browser } from "./chromium.ts";
import { register, signInByMail, typeNewCode } from "./new-owner.ts";

/* An owner sets the company's payment gateway: what is wrong is said, by the page and by the gateway, and no secret is shown again. */

vi.setConfig({ testTimeout: 120_000 });

const OWNER = "owner@example.in";
const HOOK_SECRETS = ["the-first-webhook-secret-4Fj", "the-second-webhook-secret-9Kq"] as const;
const screens = screensFolder();
const codes: SignInCode[] = [];

let fake: FakeRazorpay;
let stack: Stack;
let browser: Browser;
let page: Page;
let path: string;

beforeAll(async () => {
  const keys = readMasterKeys(randomBytes(32).toString("base64"));
  if (!keys.ok) throw new Error(keys.error);
  fake = await startFakeRazorpay(new Date());
  stack = await startApp({
    printCode: (code) => void codes.push(code),
    gateway: { masterKeys: keys.value, razorpayUrl: fake.url },
  });
  browser = await openBrowser({ width: 390, height: 844 });
  page = await browser.context.newPage();
  await page.goto(stack.server.url);
  await signInByMail(page, OWNER, codes);
  path = `${await register(page, { name: "Asha Traders", gstin: "" })}/settings/pay-details`;
}, 300_000);

afterAll(async () => {
  await browser.close();
  await stack.close();
  await fake.close();
});

async function typeKeys({ keyId, keySecret }: typeof FAKE_KEYS): Promise<void> {
  await page.getByTestId("gateway-key-id-typed").fill(keyId);
  await page.getByTestId("gateway-key-secret-typed").fill(keySecret);
  await page.getByTestId("gateway-keys-save").click();
}

test("keys that cannot be keys are not sent; those that the gateway refuses are said to be", async () => {
  await page.goto(`${stack.server.url}/${path}`);
  await page.getByTestId("gateway-none").waitFor();
  await typeKeys({ keyId: "live_key", keySecret: "short" });
  await page.getByText("begins with rzp_live_ or rzp_test_, and has").waitFor();
  await page.getByText("At least 16 characters").waitFor();
  expect(await stack.database.asOwner("select field from company_secret")).toEqual([]);
  await stack.database.asOwner(`update auth.session set "createdAt" = "createdAt" - interval '11 minutes'`);
  await typeKeys({ ...FAKE_KEYS, keySecret: "the-secret-of-somebody-else" });
  await page.getByTestId("sign-in-again").waitFor();
  await typeNewCode(page, OWNER, codes);
  await page.getByTestId("gateway-keys-bad").waitFor();
  await pictureOf(page, join(screens, "gateway-refused.png"));
  await expectAccessible(page);
});

test("good keys are taken, webhook secrets too, and none of it stands on the page again", async () => {
  await typeKeys(FAKE_KEYS);
  await page.getByTestId("gateway-keys-good").waitFor();
  for (const secret of HOOK_SECRETS) {
    await page.getByTestId("gateway-hook-typed").fill(secret);
    await page.getByTestId("gateway-hook-save").click();
    await expect.poll(() => page.getByTestId("gateway-hook-typed").inputValue()).toBe("");
  }
  expect(await page.getByTestId("gateway-address").innerText()).toContain("/gateway/razorpay/");
  for (const id of ["gateway-key-id", "gateway-key-secret", "gateway-hook-1", "gateway-hook-2"]) {
    await page.getByTestId(id).waitFor();
  }
  await page.reload();
  await page.getByTestId("gateway-hook-2").waitFor();
  const shown = await page.content();
  for (const secret of [FAKE_KEYS.keySecret, ...HOOK_SECRETS]) expect(shown).not.toContain(secret);
  await page.getByTestId("gateway-hook-1-remove").click();
  await page.getByTestId("gateway-hook-1").waitFor({ state: "detached" });
});

test.each(LOOKS)("it fits and can be read on $look", async (look) => {
  await putInto(page, look);
  await page.reload();
  await page.locator(`html[lang=${look.language}]`).waitFor();
  await page.getByTestId("gateway-keys-good").waitFor();
  await expectToFit(page);
  await expectAccessible(page);
  await pictureOf(page, join(screens, `gateway-${look.look}.png`));
});

test("removed, after it was asked about", async () => {
  await page.getByTestId("gateway-remove").click();
  await page.getByTestId("gateway-remove-yes").click();
  await page.getByTestId("gateway-none").waitFor();
  expect(await stack.database.asOwner("select field from company_secret")).toEqual([]);
});
