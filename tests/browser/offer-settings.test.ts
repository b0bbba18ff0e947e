import { join } from "node:path";

import type { SignInCode } from "@cfa/api/auth/send-code";
import { inCompany } from "@cfa/db/company-scope";
import { keepOfferResult, type OfferResultRow } from "@cfa/db/queries/offers/results";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { Stack } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, pictureOf, screensFolder, startApp, LOOKS, putInto } from "./app.ts";
import { openBrowser, type Browser } from "./chromium.ts";
import { register, signInByMail, typeNewCode } from "./new-owner.ts";

/* An owner says where customers pay to, how offers are proposed and what he is told, and sees what offers brought. */

vi.setConfig({ testTimeout: 120_000 });

const OWNER = "owner@example.in";
const screens = screensFolder();
const codes: SignInCode[] = [];

let stack: Stack;
let browser: Browser;
let page: Page;
let companyId: string;

beforeAll(async () => {
  stack = await startApp({ printCode: (code) => void codes.push(code) });
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

async function openSettings(place: string): Promise<void> {
  await page.goto(`${stack.server.url}/${companyId}/settings`);
  await page.getByTestId(`settings-${place}`).click();
}

const kept = () => stack.database.asOwner("select payee_name, vpa, account_number, ifsc from pay_detail");

test("where customers pay to: each field says what is wrong, a new sign-in is asked for, and then it holds", async () => {
  await openSettings("pay-details");
  await page.getByTestId("pay-none").waitFor();
  await page.getByTestId("pay-payee").fill("Asha Traders");
  await page.getByTestId("pay-vpa").fill("asha@mail.example.in");
  await page.getByTestId("pay-account").fill("12345");
  await page.getByTestId("pay-save").click();
  for (const said of ["A mail address is none", "6 to 18 digits", "needs the IFSC"]) {
    await page.getByText(said).waitFor();
  }
  expect(await kept()).toEqual([]);
  expect(await page.getByTestId("pay-upi-alone").count()).toBe(0);
  await page.getByTestId("pay-vpa").fill("AshaTraders@okbank");
  await page.getByTestId("pay-account").fill("");
  await page.getByTestId("pay-upi-alone").waitFor();
  await pictureOf(page, join(screens, "settings-pay-details-upi-alone.png"));
  await page.getByTestId("pay-account").fill("1234 5678 90");
  await page.getByTestId("pay-ifsc").fill("hdfc0000123");
  await page.getByTestId("pay-preview").getByText("HDFC0000123").waitFor();
  expect(await page.getByTestId("pay-upi-alone").count()).toBe(0);
  await stack.database.asOwner(`update auth.session set "createdAt" = "createdAt" - interval '11 minutes'`);
  await page.getByTestId("pay-save").click();
  await page.getByTestId("sign-in-again").waitFor();
  expect(await kept()).toEqual([]);
  await typeNewCode(page, OWNER, codes);
  await page.getByTestId("pay-saved").waitFor();
  expect(await kept()).toEqual([
    {
      payee_name: "Asha Traders",
      vpa: "ashatraders@okbank",
      account_number: "1234567890",
      ifsc: "HDFC0000123",
    },
  ]);
  expect(await page.getByTestId("pay-by").innerText()).toContain("by");
  await page.getByTestId("pay-payee").fill("Somebody else");
  await page.getByTestId("pay-unsaved").waitFor();
  await page.getByTestId("pay-undo").click();
  expect(await page.getByTestId("pay-payee").inputValue()).toBe("Asha Traders");
});

test("how offers are proposed: the plain rule stands with what it costs, what is changed is undone or saved", async () => {
  await openSettings("offers");
  const cost = page.getByTestId("offers-plain-cost");
  await cost.waitFor();
  expect(await cost.innerText()).toMatch(/80\.63 %[^]*0\.69 %/);
  await page.getByTestId("offers-cap").fill("20");
  await page.getByText("from 0.25 to 10").waitFor();
  await page.getByTestId("offers-save").click();
  await page.getByTestId("offers-unsaved").waitFor();
  await page.getByTestId("offers-undo").click();
  expect(await page.getByTestId("offers-cap").inputValue()).toBe("2");
  await page.getByTestId("offers-cap").fill("1.5");
  await page.getByTestId("offers-margin").fill("12");
  await page.getByTestId("offers-off").click();
  await page.getByTestId("offers-save").click();
  await page.getByTestId("offers-saved").waitFor();
  const said = await stack.database.asOwner("select is_on, cap, margin from offer_setting");
  expect(said).toEqual([{ is_on: false, cap: 150, margin: 1_200 }]);
});

test("what one is told: a time that cannot be is named, what is changed is undone or saved for oneself", async () => {
  await openSettings("my-alerts");
  await page.getByTestId("alerts-save").waitFor();
  await page.getByText("sends no e-mail to your address").waitFor();
  await page.getByText("Open this page in the app on a phone").waitFor();
  await page.getByTestId("alerts-digest-at").fill("7:30");
  await page.getByText("outside of your quiet hours").waitFor();
  await page.getByTestId("alerts-save").click();
  await page.getByTestId("alerts-unsaved").waitFor();
  await page.getByTestId("alerts-undo").click();
  expect(await page.getByTestId("alerts-digest-at").inputValue()).toBe("09:00");
  await page.getByTestId("alerts-digest-at").fill("8.15");
  await page.getByTestId("alerts-kind-slower").click();
  await page.getByTestId("alerts-pause-week").click();
  await page.getByTestId("alerts-save").click();
  await page.getByTestId("alerts-saved").waitFor();
  await page.reload();
  await page.getByTestId("alerts-save").waitFor();
  // What the device had kept stands there first.
  await expect.poll(() => page.getByTestId("alerts-digest-at").inputValue()).toBe("08:15");
  expect(await page.getByTestId("alerts-kind-slower").getAttribute("aria-checked")).toBe("false");
  const said = await stack.database.asOwner(
    "select digest_minute, muted, quiet_from, language, quiet_until is not null as paused from member_preference",
  );
  expect(said).toEqual([
    { digest_minute: 495, muted: ["slower"], quiet_from: 1_260, language: "en", paused: true },
  ]);
});

type Span = [mean: number, low: number, high: number];
const paise = (rupees: number): bigint => BigInt(rupees) * 100n;
const told = ([mean, low, high]: Span) => ({
  mean: String(paise(mean)),
  low: String(paise(low)),
  high: String(paise(high)),
});

/** A day's results as a worker keeps them. Sums in rupees. */
async function measured(
  day: string,
  { verdict, net }: { verdict: OfferResultRow["verdict"]; net: Span },
  stoppedFor: string | null = null,
): Promise<void> {
  const [company] = await stack.database.asOwner<{ company_id: string }>("select company_id from company");
  const row: OfferResultRow = {
    asOf: day,
    measuredAt: new Date(`${day}T06:30:00Z`),
    treated: 31,
    heldOut: 11,
    net: { mean: paise(net[0]), low: paise(net[1]), high: paise(net[2]) },
    verdict,
    stoppedFor,
    figures: {
      rupeeDays: { mean: 12_40_000, low: -3_10_000, high: 27_90_000 },
      needed: 142,
      optedOut: { treated: 1, heldOut: 0 },
      inTime: {
        treated: { parties: 24, share: 0.58 },
        heldOut: { parties: 9, share: 0.44 },
        difference: null,
      },
      counts: { proposed: 44, approved: 38, accepted: 12, honoured: 9, lapsed: 25, withdrawn: 1 },
      given: "1234500",
      quarters: [
        { from: "2026-01-01", to: "2026-03-31", treated: 20, heldOut: 7, net: null },
        { from: "2026-04-01", to: "2026-06-30", treated: 28, heldOut: 9, net: told([-2_400, -9_800, 5_000]) },
        {
          from: "2026-07-01",
          to: "2026-09-30",
          treated: 31,
          heldOut: 11,
          net: told([4_100, -3_000, 11_200]),
        },
      ],
      meetsStopRule: stoppedFor !== null,
    },
  };
  await inCompany(stack.database.db, company?.company_id ?? "", (tx) => keepOfferResult(tx, row), {
    role: "job",
  });
}

test("what offers brought: nothing yet, then the verdict in words, the picture with its table, and the rule of two quarters", async () => {
  const open = async () => {
    await openSettings("offers");
    await page.getByTestId("offers-results-link").click();
  };
  await open();
  await page.getByTestId("results-none").waitFor();
  await measured("2026-11-24", { verdict: "gain", net: [9_000, 2_000, 16_000] });
  await page.reload();
  await page.getByText("Offers bring you money").waitFor();
  await measured("2026-11-25", { verdict: "loss", net: [-9_000, -16_000, -2_000] }, "2026-09-30");
  await page.reload();
  await page.getByText("Offers cost more than they bring").waitFor();
  expect(await page.getByTestId("results-stop").innerText()).toContain("25-11-2026");
  await measured("2026-11-26", { verdict: "cannot-tell", net: [2_600, -7_400, 12_600] });
  await page.reload();
  await page.getByText("Cannot tell yet").waitFor();
  expect(await page.getByTestId("results-needed").innerText()).toContain("142 customers");
  await page.getByTestId("results-net-drawn").waitFor();
  await page.getByTestId("results-net-table").click();
  expect(await page.getByTestId("results-net-figures").innerText()).toContain("too few");
});

test.each(LOOKS)("they fit and can be read on $look", async (look) => {
  await putInto(page, look);
  for (const [path, ready] of [
    ["settings/pay-details", "pay-by"],
    ["settings/offers", "offers-by"],
    ["offers/results", "results-verdict"],
    ["settings/my-alerts", "alerts-save"],
  ] as const) {
    await page.goto(`${stack.server.url}/${companyId}/${path}`);
    await page.getByTestId(ready).waitFor();
    await expectToFit(page);
    await expectAccessible(page);
    await pictureOf(page, join(screens, `${path.replace("/", "-")}-${look.look}.png`));
  }
});

test("an accountant reads both and changes nothing; a viewer is shown neither", async () => {
  await putInto(page, LOOKS[0]);
  await stack.database.asOwner("update member set role = 'accountant'");
  await openSettings("pay-details");
  await page.getByTestId("pay-owner-only").waitFor();
  expect(await page.getByTestId("pay-preview").innerText()).toContain("HDFC0000123");
  expect(await page.getByTestId("pay-save").count()).toBe(0);
  await pictureOf(page, join(screens, "settings-pay-details-accountant.png"));
  await openSettings("offers");
  await page.getByTestId("offers-looked").waitFor();
  expect(await page.getByTestId("offers-save").count()).toBe(0);
  await pictureOf(page, join(screens, "settings-offers-accountant.png"));
  await stack.database.asOwner("update member set role = 'viewer'");
  await page.goto(`${stack.server.url}/${companyId}/settings`);
  await page.getByTestId("settings-cost-of-cash").waitFor();
  await expect.poll(() => page.getByTestId("settings-pay-details").count()).toBe(0);
  expect(await page.getByTestId("settings-offers").count()).toBe(0);
});
