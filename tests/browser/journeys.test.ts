import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { CashForecastAnswer, Spread } from "@cfa/contract/cash-forecast";
import type { CashPosition } from "@cfa/contract/cash";
import type { Correction } from "@cfa/contract/corrections";
import type { ExceptionRow } from "@cfa/contract/exceptions";
import type { Bill, BillEvidence, Home, Party } from "@cfa/contract/reads";
import { SIGN_OUT_PATH } from "@cfa/contract/sign-in";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { addDays, formatDay, localDateAt, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, formatRupeesShort, paiseFromJson } from "@cfa/values/money";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { StackCompany } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  openPage,
  pictureOf,
  screensFolder,
  startSyncedApp,
  waitForForecast,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";
import { expectWholeText } from "./whole-text.ts";

/*
 * The ten main ways through the app, each from what a person wants to a figure that is the API's: one company, learned from and forecast, at three
 * sizes of a window. The long run takes the sample company of three years.
 */

const LONG = process.env["CFA_TEST_LONG"] === "1";
const looks = screensFolder();
const sample = makeSampleCompany({ size: LONG ? "M" : "S", through: localDateAt(new Date()) });
const FOLLOWS_MILLIS = 60_000;
const TODAY = localDateAt(new Date());

const SIZES = [
  { screen: "phone", width: 390, height: 844 },
  { screen: "tablet", width: 768, height: 1024 },
  { screen: "desktop", width: 1440, height: 900 },
];

let app: SyncedApp;
let other: StackCompany;

beforeAll(async () => {
  app = await startSyncedApp(sample, { learns: true });
  other = await app.stack.addCompany({ name: "A Second Business", tallyGuid: "a-second-business" });
  await waitForForecast(app);
}, 900_000);

afterAll(() => app.close());

const rupees = (paise: string): string => formatRupees(paiseFromJson(paise));
const short = (paise: string): string => formatRupeesShort(paiseFromJson(paise));
const middle = (spread: Spread): string => spread.quantiles[3] ?? "";
const correctionsOf = async (state: string): Promise<Correction[]> =>
  (await app.read<{ rows: Correction[] }>(`/corrections?state=${state}&limit=100`)).rows;
const billOf = async (billId: string): Promise<Bill> =>
  (await app.read<BillEvidence>(`/bills/${billId}`)).bill;

describe.each(LONG ? SIZES : SIZES.slice(1, 2))("on a $screen", ({ screen, width, height }) => {
  let owner: OpenPage;
  let accountant: OpenPage;

  beforeAll(async () => {
    owner = await openPage(app.stack, { width, height });
    accountant = await openPage(app.stack, { width, height });
  });

  afterAll(async () => {
    await owner.close();
    await accountant.close();
  });

  test("the first figures: the owner enters and sees what is owed and what may be spent", async () => {
    const { page } = owner;
    await page.getByTestId("demo-owner").click();
    await company(page, app.company);
    await page.getByTestId("home-fan").getByRole("img").waitFor();
    const [{ receivable, payable }, { available }] = await Promise.all([
      app.read<Home>("/home"),
      app.read<CashPosition>("/cash"),
    ]);
    expect(await text(page, "cash-available")).toBe(rupees(available));
    expect(await text(page, "home-receivable-outstanding")).toContain(rupees(receivable.outstanding));
    expect(await text(page, "home-payable-overdue")).toContain(rupees(payable.overdue));
    await ends(page, "first-figures");
  });

  test("from what is most overdue to the party, its bill, and the voucher behind it", async () => {
    const { page } = owner;
    const [first] = (await app.read<Home>("/home")).receivable.topOverdue;
    await page.getByTestId("home-top-overdue").getByTestId("party-row-0").click();
    await page.getByTestId("bill-row-0").waitFor();
    const party = await app.read<Party>(`/parties/${first?.partyId}`);
    expect(await text(page, "page-title")).toContain(party.name);
    expect(await text(page, "party-receivable-outstanding")).toContain(
      rupees(party.receivable?.outstanding ?? ""),
    );
    await ends(page, "party");
    await page.getByTestId("bill-row-0").click();
    await page.getByTestId("evidence-opened").waitFor();
    const bill = await billOf(page.url().split("/").at(-1) ?? "");
    expect(await text(page, "bill")).toContain(rupees(bill.open));
    await ends(page, "evidence");
    await page.getByTestId("back").click();
    await page.getByTestId("bill-row-0").waitFor();
  });

  test("a receipt is set against the bill that it paid", async () => {
    const { page } = accountant;
    await page.getByTestId("demo-accountant").click();
    await company(page, app.company);
    await page.getByTestId("nav-review").click();
    await page.getByTestId("kind-unallocated").click();
    await page.getByTestId("suggestion-0-0").waitFor();
    const [row] = (await app.read<{ rows: ExceptionRow[] }>("/exceptions?kind=unallocated")).rows;
    const paid = row?.suggestions[0]?.bills[0];
    if (paid === undefined) throw new Error("there is no receipt to set against a bill");
    await ends(page, "exceptions");
    await page.getByTestId("allocate-0-0").click();
    await page.getByTestId("part-0").waitFor();
    await page.getByTestId("look").click();
    await page.getByTestId("changes").waitFor();
    await ends(page, "receipt");
    await page.getByTestId("save").click();
    await page.getByTestId("correction-0").waitFor();
    const open = (paiseFromJson(paid.open) - paiseFromJson(paid.amount) - paiseFromJson(paid.tds)).toString();
    const isLaid = async (): Promise<string> => (await billOf(paid.billId)).open;
    await expect.poll(isLaid, { timeout: FOLLOWS_MILLIS }).toBe(open);
    await page.goto(`${app.stack.server.url}/${app.company.id}/bills/${paid.billId}`);
    await page
      .getByTestId("bill")
      .filter({ hasText: rupees(open) })
      .waitFor();
    await ends(page, "receipt-corrected");
  });

  test("a conflict between what a person said and what Tally says now is resolved", async () => {
    const { page } = accountant;
    const bill = await anOpenBill();
    const mine = addDays(TODAY, 40);
    await page.goto(`${app.stack.server.url}/${app.company.id}/bills/${bill.billId}`);
    await page.getByTestId("correct-due-date").click();
    await page.getByTestId("field-dueDate").fill(formatDay(mine));
    await page.getByTestId("field-reason").fill(`Agreed by phone, ${screen}`);
    await page.getByTestId("look").click();
    await page.getByTestId("save").click();
    await page.getByTestId("correction-0").waitFor();
    await expect
      .poll(async () => (await billOf(bill.billId)).dueDate, { timeout: FOLLOWS_MILLIS })
      .toBe(mine);
    await tallySaysOtherwise();
    await page.goto(`${app.stack.server.url}/${app.company.id}/corrections?state=conflict`);
    const conflict = page.getByRole("listitem").filter({ hasText: `Agreed by phone, ${screen}` });
    await conflict.getByTestId("conflict").waitFor();
    expect(await conflict.textContent()).toContain(formatDay(mine));
    await ends(page, "conflict");
    await conflict.getByTestId("mine-0").click();
    await conflict.waitFor({ state: "detached" });
    expect((await correctionsOf("conflict")).length).toBe(0);
    await expect
      .poll(async () => (await billOf(bill.billId)).dueDate, { timeout: FOLLOWS_MILLIS })
      .toBe(mine);
  });

  test("a scenario: what a sum that goes out in a week does to the lowest point", async () => {
    const { page } = owner;
    await page.goto(`${app.stack.server.url}/${app.company.id}`);
    await page.getByTestId("home-to-cash").click();
    await page.getByTestId("cash-fan").getByRole("img").waitFor();
    await page.getByTestId("cash-to-scenarios").click();
    await page.getByTestId("scenario-add").click();
    await page.getByTestId("edit-kind-one-off").click();
    await page.getByTestId("edit-amount").fill("-2,00,000");
    const forecast = await made();
    await page.getByTestId("edit-day").fill(formatDay((forecast.weeks[1]?.from ?? TODAY) as LocalDate));
    await page.getByTestId("edit-put").click();
    await page.getByTestId("scenario-fan-after").getByRole("img").waitFor();
    expect(await text(page, "scenario-summary")).toContain(short(middle((await made()).lowest.balance)));
    const part = page.getByTestId("scenario-edit-0").getByText("over the thirteen weeks");
    expect(await part.textContent()).toContain(`−${short("20000000")}`);
    await ends(page, "scenario");
  });

  test("the ageing is kept as a file, with the sums of the home", async () => {
    const { page } = accountant;
    await page.goto(`${app.stack.server.url}/${app.company.id}/reports`);
    await page.getByTestId("report-ageing").click();
    await page.getByTestId("report-card").or(page.getByTestId("report-row-0")).first().waitFor();
    await ends(page, "report-ageing");
    const saved = page.waitForEvent("download");
    await page.getByTestId("keep-csv").last().click();
    const file = readFileSync(await (await saved).path(), "utf8");
    const { receivable } = await app.read<Home>("/home");
    const total = file.split(/\r?\n/).find((line) => line.startsWith("Total,")) ?? "";
    const sums = receivable.ageing.map(({ amount }) => paiseFromJson(amount));
    expect(total).toContain(sums.map((paise) => (Number(paise) / 100).toFixed(2)).join(","));
  });

  test("another company has other figures, and the way back the first ones", async () => {
    const { page } = owner;
    await page.goto(`${app.stack.server.url}/${app.company.id}`);
    await page.getByTestId("home-receivable-outstanding").waitFor();
    await company(page, other);
    await page.getByTestId("home-empty").waitFor();
    expect(await page.getByTestId("home-receivable-outstanding").count()).toBe(0);
    await ends(page, "second-company");
    await company(page, app.company);
    await page.getByTestId("home-receivable-outstanding").waitFor();
    expect(await text(page, "home-receivable-outstanding")).toContain(
      rupees((await app.read<Home>("/home")).receivable.outstanding),
    );
  });

  test("Hindi: the same figures in other words", async () => {
    const { page } = owner;
    await page.getByTestId("nav-settings").click();
    await page.getByTestId("language-hi").click();
    await page.locator("html[lang=hi]").waitFor();
    await ends(page, "settings-hi");
    await page.getByTestId("nav-home").click();
    await page.getByTestId("home-fan").getByRole("img").waitFor();
    const { receivable } = await app.read<Home>("/home");
    expect(await text(page, "home-receivable-outstanding")).toContain(rupees(receivable.outstanding));
    expect(await page.getByRole("main").last().innerText()).toMatch(/[\u0900-\u097f]{3}/);
    await ends(page, "home-hi");
    await page.getByTestId("nav-settings").click();
    await page.getByTestId("language-en").click();
    await page.locator("html[lang=en]").waitFor();
  });

  test("without a connection what was seen is there with its age, and what was not seen says so", async () => {
    const { page } = owner;
    await page.getByTestId("nav-home").click();
    await page.getByTestId("home-receivable-outstanding").waitFor();
    const { receivable } = await app.read<Home>("/home");
    await page.context().setOffline(true);
    await page.getByTestId("stale").first().waitFor();
    expect(await text(page, "home-receivable-outstanding")).toContain(rupees(receivable.outstanding));
    await ends(page, "offline");
    await page.getByTestId("nav-parties").click();
    await page.getByTestId("parties-side-payable").click();
    await page.getByTestId("offline-empty").waitFor();
    await ends(page, "offline-not-seen");
    await page.context().setOffline(false);
    await page.getByTestId("party-row-0").waitFor();
    await page.getByTestId("stale").first().waitFor({ state: "detached" });
  });

  test("who signs out leaves no figure behind", async () => {
    const { page } = owner;
    await page.getByTestId("nav-settings").click();
    const asked: string[] = [];
    page.on("response", (response) => response.url().endsWith(SIGN_OUT_PATH) && asked.splice(0));
    page.on("request", (request) => asked.push(request.url()));
    await page.getByTestId("sign-out").click();
    await page.getByTestId("demo-owner").waitFor();
    expect(asked.filter((url) => url.includes("/api/companies"))).toEqual([]);
    const { receivable } = await app.read<Home>("/home");
    const kept = await page.evaluate<string>("localStorage.getItem('cfa.reads') ?? ''");
    for (const said of [app.company.id, receivable.outstanding]) expect(kept).not.toContain(said);
    await ends(page, "signed-out");
    await page.goto(`${app.stack.server.url}/${app.company.id}`);
    await page.getByTestId("demo-owner").waitFor();
    expect(await page.locator("body").textContent()).not.toContain(rupees(receivable.outstanding));
  });

  test("the browser had nothing to complain about", () => {
    expect([...owner.complaints, ...accountant.complaints]).toEqual([]);
  });

  /** What holds at the end of every way: it fits, is whole, and can be used by everybody. */
  async function ends(page: Page, name: string): Promise<void> {
    await page.getByTestId("loading").first().waitFor({ state: "detached" });
    await pictureOf(page, join(looks, `journey-${name}-${screen}.png`));
    await expectToFit(page);
    await expectWholeText(page);
    await expectAccessible(page);
  }
});

async function text(page: Page, id: string): Promise<string> {
  return (await page.getByTestId(id).last().textContent()) ?? "";
}

/** Opens a company's home by the switch of companies. */
async function company(page: Page, one: StackCompany): Promise<void> {
  await page.getByTestId("company-switch").click();
  await page.getByTestId(`company-${one.id}`).click();
  await page.waitForURL(new RegExp(`/${one.id}$`));
}

async function made(): Promise<NonNullable<CashForecastAnswer["forecast"]>> {
  const { forecast } = await app.read<CashForecastAnswer>("/cash/forecast");
  if (forecast === null) throw new Error("there is no forecast");
  return forecast;
}

/** An open bill whose due date nobody has said anything about. */
async function anOpenBill(): Promise<Bill> {
  const parties = await app.read<{ rows: { partyId: string }[] }>("/parties");
  for (const { partyId } of parties.rows) {
    const { rows } = await app.read<{ rows: Bill[] }>(`/parties/${partyId}/bills`);
    const bill = rows.find(({ dueSource, name }) => dueSource !== "correction" && name !== "");
    if (bill) return bill;
  }
  throw new Error("there is no open bill");
}

/** As a sync leaves it that brought another due date from Tally. */
async function tallySaysOtherwise(): Promise<void> {
  await app.stack.database.asOwner(
    `update correction set state = 'conflict', now = base, base = '{"dueDate":"2026-01-20","dueSource":"bill"}'
     where company_id = $1 and kind = 'due-date' and state = 'active' and created_at = (
       select max(created_at) from correction where company_id = $1 and kind = 'due-date')`,
    [app.company.uuid],
  );
}
