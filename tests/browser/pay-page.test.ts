import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { approvedOffer, daysOn, GATEWAY_URL, linkAtGateway, NOON, type PayOffer } from "@cfa/api/test-offer";
import { startPayPage, type PayPageTest } from "@cfa/api/test-pay-page";
import type { CDPSession, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { expectAccessible } from "./accessible.ts";
import { screensFolder } from "./app.ts";
import { openBrowser, type Browser } from "./chromium.ts";

/* The customer's way over the pay page in a real browser, with its script and without, and how it looks. */

const PHONE = { width: 390, height: 844 };
const TABLET = { width: 768, height: 1024 };
const DESKTOP = { width: 1440, height: 900 };
const KEEP = process.env["CFA_KEEP_SCREENS"] === "1";

let pay: PayPageTest;
let offer: PayOffer;
let browser: Browser;

beforeAll(async () => {
  pay = await startPayPage();
  browser = await openBrowser(PHONE);
});
beforeEach(async () => {
  pay.setNow(NOON);
  offer = await pay.offer();
});
afterEach(async () => {
  for (const page of browser.context.pages().slice(1)) await page.close();
});
afterAll(async () => {
  await browser.close();
  await pay.close();
});

type Visit = { page: Page; complaints: string[]; requests: string[] };

/** Opens an offer as a customer does: with nothing of any visit before, and noting whatever is asked for. */
async function visit(options: { script?: boolean; path?: string } = {}): Promise<Visit> {
  const page = await browser.context.newPage();
  if (options.script === false) {
    const session = await browser.context.newCDPSession(page);
    await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  }
  const visited: Visit = { page, complaints: [], requests: [] };
  page.on(
    "console",
    (message) => void (message.type() === "error" && visited.complaints.push(message.text())),
  );
  page.on("pageerror", (error) => visited.complaints.push(error.message));
  page.on("request", (request) => visited.requests.push(request.url()));
  await page.goto(pay.server.url + (options.path ?? offer.path));
  return visited;
}

const stored = async () =>
  (await pay.database.asOwner("select state from offer where company_id = $1", [offer.companyId]))[0];
const said = () =>
  pay.database.asOwner<{ kind: string }>(
    "select kind, value, reason from correction where company_id = $1 order by created_at",
    [offer.companyId],
  );

test.each([
  ["with its script", true],
  ["without a script", false],
])("%s, a link leads to an accepted offer", async (_, script) => {
  const { page, complaints, requests } = await visit({ script });
  expect(await page.locator(".sum").textContent()).toBe("₹980");
  await page.getByRole("button", { name: "Yes, I will pay ₹980 by 17 Apr 2026" }).click();
  await page.getByText("Thank you. You have accepted.").waitFor();
  expect(await page.getByText("This is not a payment yet").isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: /^Yes/ }).count()).toBe(0);
  expect(await stored()).toEqual({ state: "accepted" });
  expect(await said()).toMatchObject([{ kind: "promise", value: { amount: "98000", day: "2026-04-17" } }]);
  expect(complaints).toEqual([]);
  const own = requests.filter((url) => new URL(url).origin !== pay.server.url || !url.includes("/pay/"));
  expect(own.filter((url) => !url.endsWith("/favicon.ico"))).toEqual([]);
});

test.each([
  ["with its script", true],
  ["without a script", false],
])("%s, another day is named, and something wrong is told", async (_, script) => {
  const { page, complaints } = await visit({ script, path: `${offer.path}?lang=en` });
  await page.getByText("I need another date").click();
  await page.getByLabel("Day of payment").fill("2026-04-25");
  await page.getByRole("button", { name: "Tell the seller this date" }).click();
  const named = page.getByText("you will pay by 25 Apr 2026");
  await named.waitFor();
  expect((await named.boundingBox())?.y).toBeLessThan(PHONE.height / 2); // where whoever sent it looks
  await page.getByText("Something is wrong with this bill").click();
  await page.getByLabel("What is wrong?").selectOption({ label: "Price or quantity is wrong" });
  await page.getByLabel("What the seller should know").fill("We agreed on 900");
  await page.getByRole("button", { name: "Tell the seller", exact: true }).click();
  await page.getByText("This bill is being looked into").waitFor();
  expect(await said()).toMatchObject([
    { kind: "promise", value: { amount: "100000", day: "2026-04-25" } },
    { kind: "dispute", reason: "On the pay page: Price or quantity is wrong. “We agreed on 900”" },
  ]);
  expect(complaints).toEqual([]);
});

test("the time left counts down by the server's clock, whatever the phone's says", async () => {
  const { page } = await visit();
  // From noon on 15 April to midnight after the 17th: two days and twelve hours.
  expect(await page.locator("#left b").textContent()).toMatch(/^2 days (12:00:00|11:59:5\d)$/);
  await page.clock.install({ time: new Date("2031-01-01T00:00:00Z") });
  await page.reload();
  await page.locator("#left").waitFor();
  expect(await page.locator("#left b").textContent()).toMatch(/^2 days (12:00:00|11:59:5\d)$/);
  const before = await page.locator("#left b").textContent();
  await page.clock.runFor(5_000);
  expect(await page.locator("#left b").textContent()).not.toBe(before);
});

test("when a step is over the page shows the next one by itself, and never the one before", async () => {
  pay.setNow(new Date("2026-04-17T23:59:57+05:30"));
  const { page } = await visit();
  expect(await page.locator(".sum").textContent()).toBe("₹980");
  pay.setNow(new Date("2026-04-18T00:00:01+05:30"));
  await expect.poll(() => page.locator(".sum").textContent(), { timeout: 20_000 }).toBe("₹990");
});

test("Hindi and English are a tap apart, and an answer stays in its language", async () => {
  const { page } = await visit();
  await page.getByRole("link", { name: "इस पेज को हिन्दी में देखें" }).click();
  await page.getByRole("button", { name: /का भुगतान होगा/ }).click();
  await page.getByText("आपने छूट स्वीकार कर ली है").waitFor();
  await page.getByRole("link", { name: "See this page in English" }).click();
  await page.getByText("You have accepted").waitFor();
});

test.each([
  ["with its script", true],
  ["without a script", false],
])("%s, the gateway is asked for nothing until its button leads there", async (_, script) => {
  await linkAtGateway(pay.database, offer, { amount: 980_00n, isPaid: false });
  const { page, complaints, requests } = await visit({ script });
  const button = page.getByRole("link", { name: "Pay by card, netbanking or UPI" });
  expect(await button.getAttribute("href")).toBe(GATEWAY_URL);
  expect(requests.filter((url) => !url.startsWith(pay.server.url))).toEqual([]);
  const referrers: (string | undefined)[] = [];
  await page.route(GATEWAY_URL, (route) => {
    referrers.push(route.request().headers()["referer"]);
    return route.fulfill({ body: "the seller's page there" });
  });
  await button.click();
  await page.getByText("the seller's page there").waitFor();
  expect(referrers).toEqual([undefined]);
  expect(complaints).toEqual([]);
});

test("who has paid at the gateway is told so, and asked for neither money nor a promise", async () => {
  await linkAtGateway(pay.database, offer, { amount: 980_00n, isPaid: true });
  const { page, complaints, requests } = await visit();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("₹980 was paid at Razorpay");
  expect(await page.getByRole("status").textContent()).toContain("Please do not pay again.");
  expect(await page.locator(".sum, #left, .way, .steps").count()).toBe(0);
  expect(await page.getByRole("link", { name: /UPI/ }).count()).toBe(0);
  expect(await page.getByText(/^(Yes|I need another date)/).count()).toBe(0);
  expect(await page.getByText("Something is wrong with this bill").isVisible()).toBe(true);
  expect(requests.filter((url) => !url.startsWith(pay.server.url))).toEqual([]);
  expect(complaints).toEqual([]);
});

const LOOKS = [
  "live",
  "accepted",
  "promised",
  "disputed",
  "ended",
  "honoured",
  "withdrawn",
  "settled",
  "large",
  "gateway",
  "gateway-alone",
  "gateway-large",
  "gateway-accepted",
  "reported",
  "reported-ended",
  "missing",
] as const;
/** Those whose parts stand otherwise on a screen between the two. */
const WIDER = ["live", "gateway", "gateway-large", "reported", "missing"] as const;

test.each([
  ["phone", PHONE, "en"],
  ["phone", PHONE, "hi"],
  ["tablet", TABLET, "en"],
  ["tablet", TABLET, "hi"],
  ["desktop", DESKTOP, "en"],
  ["desktop", DESKTOP, "hi"],
] as const)(
  "on a %s (%o, %s) nothing is cut off and everyone can read it, in light and dark",
  async (name, size, lang) => {
    const { page, complaints, requests } = await visit();
    await page.setViewportSize(size);
    for (const look of name === "tablet" ? WIDER : LOOKS) {
      const path = await stage(look);
      for (const scheme of ["light", "dark"] as const) {
        if (name === "phone") await touchAlone(page); // a picture undoes it
        await page.emulateMedia({ colorScheme: scheme });
        await page.goto(`${pay.server.url}${path}?lang=${lang}`);
        if (look === "live")
          await page.evaluate("document.querySelectorAll('details').forEach(d=>d.open=true)");
        await expectAccessible(page);
        const opens = page.getByRole("link", { name: /UPI/ });
        if (look === "live") expect([name, await opens.isVisible()]).toEqual([name, name === "phone"]);
        const shown = await page.locator(`a[href="${GATEWAY_URL}"]`).count();
        expect([look, shown]).toEqual([look, look.startsWith("gateway") ? 1 : 0]);
        const wide = await page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect([look, scheme, wide]).toEqual([look, scheme, 0]);
        const small = await page.evaluate<string[]>(SMALL_TARGETS);
        expect([look, small]).toEqual([look, []]);
        if (KEEP) {
          const file = join(screensFolder(), `pay-${look}-${name}-${lang}-${scheme}.png`);
          await (name === "phone"
            ? pictureOfTouch(page, file)
            : page.screenshot({ path: file, fullPage: true }));
        }
      }
    }
    expect(complaints.filter((line) => !line.includes("404"))).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(pay.server.url))).toEqual([]);
  },
);

/** A screen without a mouse, as a phone's. */
async function touchAlone(page: Page, height = PHONE.height): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  const screen = { ...PHONE, height, deviceScaleFactor: 1, mobile: true };
  await session.send("Emulation.setDeviceMetricsOverride", screen);
  await session.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  return session;
}

/** A picture of the whole page as a phone shows it: the browser's own would undo the touch. */
async function pictureOfTouch(page: Page, file: string): Promise<void> {
  const session = await touchAlone(page, await page.evaluate<number>("document.body.scrollHeight"));
  const { data } = await session.send("Page.captureScreenshot");
  writeFileSync(file, Buffer.from(data, "base64"));
}

/** What can be tapped and is less than 44 points high. */
const SMALL_TARGETS = `[...document.querySelectorAll("a,button,input:not([type=hidden]),select,textarea,summary")]
  .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5)
  .map((one) => one.outerHTML.slice(0, 80))`;

/** An offer that stands so, with sums as they are in business; answers its address. */
async function stage(look: (typeof LOOKS)[number]): Promise<string> {
  pay.setNow(NOON);
  if (look === "missing") return "/pay/nothing";
  const [at = "", then] = look.split("-");
  const hasGateway = at === "gateway" || at === "reported";
  const stands = hasGateway ? then : at;
  const amount = stands === "large" ? 4_25_000_00n : 84_500_00n;
  const made = await pay.offer({ seller: "Shree Balaji Traders" });
  await pay.database.asOwner("delete from offer_link where company_id = $1", [made.companyId]);
  await pay.database.asOwner("delete from offer where company_id = $1", [made.companyId]);
  const payTo = stands === "alone" ? { payTo: null } : {};
  const offer = await approvedOffer(pay.database, made.companyId, { amount, ...payTo });
  const { companyId, path } = offer;
  const set = (text: string, ...values: unknown[]) => pay.database.asOwner(text, [companyId, ...values]);
  await set("update bill set amount = $2, open = $2 where company_id = $1 and name = 'INV-1'", amount);
  const answer = async (what: string, fields: Record<string, string>): Promise<void> => {
    const page = await (await pay.server.get(path)).text();
    const nonce = /name="nonce" value="([^"]+)"/.exec(page)?.[1] ?? "";
    await fetch(`${pay.server.url}${path}/${what}`, {
      method: "POST",
      body: new URLSearchParams({ ...fields, nonce }),
    });
  };
  if (hasGateway) await linkAtGateway(pay.database, offer, { amount: amount - amount / 50n, isPaid: false });
  if (stands === "accepted") await answer("accept", { step: "0" });
  if (stands === "promised") await answer("promise", { day: "2026-04-25" });
  if (at === "reported")
    await linkAtGateway(pay.database, offer, { amount: amount - amount / 50n, isPaid: true });
  if (stands === "disputed") {
    await set(
      `insert into correction (company_id, kind, state, ledger_guid, bill_side, bill_key, bill_date, value, base, reason, created_by, created_name)
       values ($1, 'dispute', 'active', 'g-Meena Stores', 'receivable', 'inv-1', '2026-01-05', '{}', '{}', '', 'u', 'u')`,
    );
  }
  if (stands === "ended") pay.setNow(daysOn(8));
  const over = "ended_at = now() , end_why = ''";
  if (stands === "honoured") {
    await set(
      `update offer set state = 'honoured', ended_at = $2, end_why = '', settled_voucher_guid = 'g', settled_on = '2026-04-15',
         settled_amount = 8281000, settled_discount = 169000 where company_id = $1`,
      NOON,
    );
  }
  if (stands === "withdrawn")
    await set(`update offer set state = 'withdrawn', ${over} where company_id = $1`);
  if (stands === "settled") await set("update bill set open = 0 where company_id = $1 and name = 'INV-1'");
  return path;
}
