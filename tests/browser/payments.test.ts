import { join } from "node:path";

import { PinnedClass } from "@cfa/contract/corrections";
import type {
  BillForecast,
  BillPayment,
  PartyPayment,
  PartyPaymentPage,
  PaymentHistory,
  PaymentOverview,
} from "@cfa/contract/insights";
import type { PartyBalance } from "@cfa/contract/reads";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { formatDay, localDateAt, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  openPageAs,
  pictureOf,
  SCREENS,
  screensFolder,
  startSyncedApp,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";

/* What is learned of payments on the pages of parties and bills, in a real browser; the worker learns it from what was synced. */

const screens = screensFolder();
const sample = makeSampleCompany({ size: "E", through: localDateAt(new Date()) });
const ALL_SCREENS = [...SCREENS, { screen: "tablet", width: 768, height: 1024 }];
const CLASSES = { prompt: "Prompt", "on-time": "On-Time", late: "Late", risky: "Risky", new: "New" };
const LEARNS_MILLIS = 120_000;

let app: SyncedApp;
let party: PartyPayment;
let forecasts: BillForecast[];

beforeAll(async () => {
  app = await startSyncedApp(sample, { learns: true });
}, 600_000);

afterAll(() => app.close());

test("the worker learns from what was synced, without anybody asking for it", async () => {
  for (const side of ["receivable", "payable"]) {
    const behind = async () => (await app.read<PaymentOverview>(`/payments?side=${side}`)).learned?.isBehind;
    await expect.poll(behind, { timeout: LEARNS_MILLIS }).toBe(false);
  }
  ({ party, forecasts } = await telling());
});

/** The customer who has most to tell: paid bills, drivers of its risk, bills that are expected, best with a drift. */
async function telling(): Promise<{ party: PartyPayment; forecasts: BillForecast[] }> {
  const { rows } = await app.read<{ rows: PartyPayment[] }>("/payments/parties?limit=200");
  const many = rows.filter(({ reason }) => reason.last >= 6);
  const told = [...many.filter(({ drift }) => drift !== null), ...many];
  for (const one of told) {
    const page = await app.read<PartyPaymentPage>(`/parties/${one.partyId}/payments?limit=200`);
    const isExpected = page.rows.some(
      ({ expected, to, late }) => expected !== null && to !== null && late < 1,
    );
    if (isExpected) return { party: one, forecasts: page.rows };
  }
  throw new Error("the sample company has no customer with bills that are expected");
}

const dayText = (day: string): string => formatDay(day as LocalDate);
const rupees = (paise: string): string => formatRupees(paiseFromJson(paise), { paise: false });
const address = (path: string): string => `${app.stack.server.url}/${app.company.id}${path}`;

describe.each(ALL_SCREENS)("on a $screen", ({ screen, width, height }) => {
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    opened = await openPageAs("owner", { stack: app.stack, width, height });
    ({ page } = opened);
  });

  afterAll(() => opened.close());

  const textOf = async (id: string): Promise<string> =>
    (await page.getByTestId(id).first().textContent()) ?? "";

  test("a party's page says how it pays, with the figures of the API", async () => {
    await page.goto(address(`/parties/${party.partyId}`));
    await page.getByTestId("payment-class").waitFor();
    expect(await textOf("payment-class")).toBe(CLASSES[party.class]);
    expect(await textOf("payment-confidence")).toContain(`${Math.round(party.confidence * 100)} %`);
    expect(await textOf("payment-reason")).toContain(`of the last ${party.reason.last} bills`);
    expect(await textOf("risk-score")).toBe(`${party.risk} of 100`);
    for (const { kind, points } of party.drivers)
      expect(await textOf(`driver-${kind}`)).toContain(`${points} point`);
    expect(await textOf("expected-loss")).toBe(rupees(party.expectedLoss));
    expect(await textOf("suggested-limit")).toBe(rupees(party.suggestedLimit ?? ""));
    expect(await textOf("limit-now")).toContain("In Tally:");
    expect(await page.getByTestId("payment-drift").count()).toBe(party.drift === null ? 0 : 1);
    if (party.drift !== null) expect(await textOf("payment-drift")).toContain(dayText(party.drift.since));
  });

  test("its open bills have the day they are expected, with the range", async () => {
    const shown = await page.getByTestId("party-bills").textContent();
    for (const { expected, late } of forecasts) {
      if (expected !== null) expect(shown).toContain(`Likely ${dayText(expected)}`);
      if (late > 0.01 && late < 0.99)
        expect(shown).toContain(`${Math.round(late * 100)} % chance of being late`);
    }
  });

  test("its paid bills are a picture, and a table of the same", async () => {
    const history = await app.read<PaymentHistory>(`/parties/${party.partyId}/payments/history`);
    await page.getByTestId("delay-picture").waitFor();
    const late = history.rows.filter(({ delay }) => delay > 0).length;
    expect(await textOf("history-told")).toMatch(
      new RegExp(`^(None|${late}) of these ${history.rows.length} bills`),
    );
    await pictureOf(page, join(screens, `party-${screen}.png`));
    await page.getByTestId("history-receivable-table").click();
    const latest = history.rows.at(-1);
    const first = await textOf("paid-bill-0");
    expect(first).toContain(`Paid ${dayText(latest?.paid ?? "")}`);
    if (latest !== undefined && latest.delay !== 0) expect(first).toContain(`${Math.abs(latest.delay)} day`);
    await pictureOf(page, join(screens, `payments-table-${screen}.png`));
    await page.getByTestId("history-receivable-picture").click();
    await expectToFit(page);
    await expectAccessible(page);
  });

  test("a bill's page says when it is expected and why", async () => {
    const forecast = forecasts.find(({ expected, to, late }) => expected !== null && to !== null && late < 1);
    const bill = await app.read<BillPayment>(`/bills/${forecast?.billId ?? ""}/payment`);
    await page.goto(address(`/bills/${forecast?.billId ?? ""}`));
    await page.getByTestId("forecast-likely").waitFor();
    expect(await textOf("forecast-likely")).toBe(`Likely ${dayText(bill.forecast?.expected ?? "")}`);
    expect(await textOf("forecast-range")).toContain(dayText(bill.forecast?.from ?? "").slice(0, 5));
    expect(await textOf("forecast-range")).toContain(dayText(bill.forecast?.to ?? "").slice(0, 5));
    const reasons = page.getByTestId("bill-forecast").getByRole("listitem");
    expect(await reasons.count()).toBe(bill.forecast?.reasons.length);
    await pictureOf(page, join(screens, `bill-${screen}.png`));
    await expectToFit(page);
    await expectAccessible(page);
  });

  test("a settled bill says that nothing is awaited", async () => {
    const { rows } = await app.read<PaymentHistory>(`/parties/${party.partyId}/payments/history`);
    await page.goto(address(`/bills/${rows[0]?.billId ?? ""}`));
    await page.getByTestId("forecast-missing").waitFor();
    expect(await textOf("forecast-missing")).toContain("Nothing is open");
  });

  test("the list of parties says how each pays, and can be of one class alone", async () => {
    await page.goto(address("/parties"));
    await page.getByTestId("party-row-0").waitFor();
    const { rows } = await app.read<{ rows: PartyBalance[] }>("/parties?limit=50");
    for (const [at, row] of rows.slice(0, 5).entries()) {
      const shown = await page.getByTestId(`party-row-${at}`).textContent();
      expect(shown).toContain(`${row.name}${row.class === undefined ? "" : CLASSES[row.class]}`);
    }
    const tags = async () => [...new Set(await page.getByTestId("party-class").allTextContents())];
    await page.getByTestId(`class-${party.class}`).click();
    const alone = await app.read<{ rows: PartyBalance[] }>(`/parties?limit=50&class=${party.class}`);
    await expect.poll(tags).toEqual([CLASSES[party.class]]);
    expect(await textOf("party-row-0")).toContain(alone.rows[0]?.name);
    await page.screenshot({ path: join(screens, `payments-list-${screen}.png`) });
    await expectToFit(page);
    await expectAccessible(page);
  });

  test("in Hindi it fits too", async () => {
    await page.evaluate("localStorage.setItem('cfa.language', 'hi')");
    await page.goto(address(`/parties/${party.partyId}`));
    await page.getByTestId("delay-picture").waitFor();
    await page.getByTestId("payment-class").waitFor();
    await pictureOf(page, join(screens, `payments-party-hi-${screen}.png`));
    await expectToFit(page);
    await expectAccessible(page);
    await page.goto(address(`/bills/${forecasts[0]?.billId ?? ""}`));
    await page.getByTestId("forecast-basis").waitFor();
    await pictureOf(page, join(screens, `payments-bill-hi-${screen}.png`));
    await expectToFit(page);
    await expectAccessible(page);
    await page.goto(address("/parties"));
    await page.getByTestId("party-class").first().waitFor();
    await page.screenshot({ path: join(screens, `payments-list-hi-${screen}.png`) });
    await expectToFit(page);
    await expectAccessible(page);
  });
});

test("where what is learned does not come, the figures of the books stay", async () => {
  const opened = await openPageAs("owner", { stack: app.stack, width: 390, height: 844 });
  const { page } = opened;
  await page.route(/\/payments\?/, (route) => route.fulfill({ status: 500, body: "" }));
  await page.goto(address(`/parties/${party.partyId}`));
  const card = page.getByTestId("payments-receivable");
  await card.getByTestId("failed").waitFor();
  await page.getByTestId("party-receivable-outstanding").waitFor();
  await page.getByTestId("bill-row-0").waitFor();
  await page.unroute(/\/payments\?/);
  await card.getByTestId("retry").click();
  await page.getByTestId("payment-class").waitFor();
  await opened.close();
});

test("the owner says how a party pays, which shows at once with who says so, and takes it back", async () => {
  const opened = await openPageAs("owner", { stack: app.stack, width: 390, height: 844, dark: true });
  const { page } = opened;
  const said = party.class === "prompt" ? "late" : "prompt";
  await page.goto(address(`/parties/${party.partyId}`));
  await page.getByTestId("pin-class").click();
  await page.getByTestId(`field-class-${PinnedClass.options.indexOf(said)}`).click();
  await page.getByTestId("field-reason").fill("He told me so himself");
  await page.getByTestId("look").click();
  await page.getByTestId("save").click();
  await page.getByTestId("correction-0").waitFor();
  await page.goto(address(`/parties/${party.partyId}`));
  await page.getByTestId("class-pinned").waitFor();
  expect(await page.getByTestId("payment-class").textContent()).toBe(CLASSES[said]);
  const pinned = await page.getByTestId("class-pinned").textContent();
  expect(pinned).toContain("He told me so himself");
  expect(pinned).toContain(CLASSES[party.learnedClass]);
  await pictureOf(page, join(screens, "payments-pinned-phone-dark.png"));
  await page.getByTestId("unpin-class").click();
  await page.getByTestId("pin-class").waitFor();
  await page.getByTestId("payment-class").filter({ hasText: CLASSES[party.class] }).waitFor();
  expect((await app.read<PartyPaymentPage>(`/parties/${party.partyId}/payments`)).party?.pin).toBeNull();
  await page.goto(address(`/bills/${forecasts[0]?.billId ?? ""}`));
  await page.getByTestId("forecast-basis").waitFor();
  await pictureOf(page, join(screens, "payments-bill-phone-dark.png"));
  await opened.close();
  expect(opened.complaints).toEqual([]);
});
