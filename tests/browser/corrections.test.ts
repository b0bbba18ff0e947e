import { join } from "node:path";

import { writeCorrectionBooks, type CorrectionBooks } from "@cfa/api/test-correction-books";
import { idOut } from "@cfa/values/ids";
import { addDays, formatDay, localDateAt } from "@cfa/values/local-date";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Stack, StackCompany } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, openPageAs, SCREENS, screensFolder, startApp, type OpenPage } from "./app.ts";

/* What to check and what to correct, by an accountant and the owner in a real browser, with the worker behind it. */

const screens = screensFolder();
/** A page that would be read again only by its own slow beat, after half a minute, or not at all, is too late. */
const FOLLOWS_MILLIS = 20_000;

let stack: Stack;

beforeAll(async () => {
  stack = await startApp();
}, 300_000);

afterAll(() => stack.close());

/** A day that is always ahead: the server of this test has the real clock. */
function inAMonth(): string {
  return formatDay(addDays(localDateAt(new Date()), 30));
}

describe.each(SCREENS)("on a $screen", ({ screen, width, height }) => {
  let opened: OpenPage;
  let page: Page;
  let company: StackCompany;
  let books: CorrectionBooks;

  beforeAll(async () => {
    company = await stack.addCompany({ name: `Asha Traders ${screen}`, tallyGuid: `asha-${screen}` });
    books = await writeCorrectionBooks(stack.database.db, company.uuid);
    opened = await openPageAs("accountant", { stack, width, height });
    ({ page } = opened);
    await page.goto(`${stack.server.url}/${company.id}`);
  });

  afterAll(() => opened.close());

  test("what to check stands in order of rupees, with what the money has probably paid", async () => {
    await page.getByTestId("nav-review").click();
    await page.getByTestId("kind-unallocated").click();
    await page.getByTestId("suggestion-0-0").waitFor();
    expect(await page.getByTestId("exception-0").textContent()).toContain("Meena Stores");
    expect(await page.getByTestId("suggestion-0-0").textContent()).toContain("₹600.00 to INV-1");
    await picture("exceptions");
  });

  test("a suggestion is looked at and taken; the worker lays it over the books", async () => {
    await page.getByTestId("allocate-0-0").click();
    await page.getByTestId("part-0").waitFor();
    expect(await page.getByTestId("part-0").inputValue()).toBe("600.00");
    await page.getByTestId("part-0").fill("100");
    await page.getByTestId("part-1").fill("500");
    await page.getByTestId("look").click();
    await page.getByTestId("changes").waitFor();
    await picture("correction-rematch");
    await page.getByTestId("save").click();
    await page.getByTestId("correction-0").waitFor();
    expect(await page.getByTestId("correction-0").textContent()).toContain("Matched anew");
    await billShows("INV-2", "₹0.00");
  });

  test("a bill gets another due date, and a dispute", async () => {
    await page.goto(billPage("INV-1"));
    await page.getByTestId("correct-due-date").click();
    await page.getByTestId("field-dueDate").fill("31-12-2030");
    await page.getByTestId("look").click();
    await page.getByText("Say why, in a few words.").waitFor();
    await page.getByTestId("field-reason").fill("Agreed with Mr. Rao on the phone");
    await save();
    await billShows("INV-1", "set by a correction");
    await page.getByTestId("correct-dispute").click();
    await page.getByTestId("field-amount").fill("200");
    await page.getByTestId("field-reason").fill("Two bags were wet");
    await save();
    await page.goto(billPage("INV-1"));
    await page.getByTestId("correction-1").waitFor();
    await picture("bill-corrected");
  });

  test("a party gets a contact, a promise and a limit", async () => {
    for (const { kind, fields } of [
      { kind: "contact", fields: { person: "Meena Rao", phone: "+91 98200 99999" } },
      { kind: "promise", fields: { amount: "400", day: inAMonth() } },
      { kind: "credit-limit", fields: { limit: "5,00,000" } },
    ]) {
      await page.goto(partyPage());
      await page.getByTestId(`correct-${kind}`).click();
      for (const [field, text] of Object.entries(fields)) await page.getByTestId(`field-${field}`).fill(text);
      await page.getByTestId("field-reason").fill("She said so");
      await save();
    }
    await page.goto(partyPage());
    await page.getByText("+91 98200 99999").first().waitFor();
    await picture("party-corrected");
  });

  test("a write-off waits for the owner, who approves it", async () => {
    await page.goto(billPage("INV-1"));
    await page.getByTestId("correct-write-off").click();
    await page.getByTestId("field-amount").fill("50");
    await page.getByTestId("field-reason").fill("Not worth a call");
    await page.getByTestId("look").click();
    await page.getByTestId("needs-owner").waitFor();
    await picture("write-off");
    await page.getByTestId("save").click();
    await page.getByTestId("state-waiting").click();
    await page.getByTestId("correction-0").waitFor();
    const owners = await openPageAs("owner", { stack, width, height });
    const owner = owners.page;
    await owner.goto(`${stack.server.url}/${company.id}/corrections?state=waiting`);
    await owner.getByTestId("decide-0").click();
    await owner.getByTestId("approve-0").click();
    await owner.getByTestId("decide-say").click();
    await owner.getByTestId("approvals-done").waitFor();
    await owner.goto(`${stack.server.url}/${company.id}/corrections?state=active`);
    await owner.getByText("Not worth a call").waitFor();
    await owners.close();
    expect(owners.complaints).toEqual([]);
    await billShows("INV-1", "₹850.00");
    await page.goto(partyPage());
    await page.getByTestId("party-written-off").filter({ hasText: "₹50.00" }).waitFor();
  });

  test("a conflict shows both values side by side; ours is kept", async () => {
    await stack.database.asOwner(
      `update correction set state = 'conflict', now = base, base = '{"dueDate":"2026-01-20","dueSource":"bill"}'
       where company_id = $1 and kind = 'due-date'`,
      [company.uuid],
    );
    await page.goto(`${stack.server.url}/${company.id}/corrections?state=conflict`);
    await page.getByTestId("conflict").waitFor();
    expect(await page.getByTestId("conflict").textContent()).toContain("04-02-2026");
    await picture("conflict");
    await page.getByTestId("mine-0").click();
    await page.getByTestId("corrections-empty").waitFor();
  });

  test("a conflict is edited: the form has what was said, and what is said now takes its place", async () => {
    await stack.database.asOwner(
      `update correction set state = 'conflict', now = base, base = base || '{"amount":"1"}'
       where company_id = $1 and kind = 'dispute'`,
      [company.uuid],
    );
    await page.goto(`${stack.server.url}/${company.id}/corrections?state=conflict`);
    // The page begins with what the device has kept: the conflict of before may stand there for a moment.
    const dispute = page.getByRole("listitem").filter({ hasText: "Two bags were wet" });
    await dispute.getByTestId("edit-0").click();
    await page.getByTestId("field-amount").waitFor();
    expect(await page.getByTestId("field-amount").inputValue()).toBe("200.00");
    expect(await page.getByTestId("field-reason").inputValue()).toBe("Two bags were wet");
    await page.getByTestId("field-amount").fill("150");
    await picture("conflict-edited");
    await save();
    await dispute.getByText("₹150.00").waitFor();
    await page.goto(`${stack.server.url}/${company.id}/corrections?state=conflict`);
    await page.getByTestId("corrections-empty").waitFor();
  });

  test("an undone correction is gone from the books, and all of it stands in the log", async () => {
    await page.goto(`${stack.server.url}/${company.id}/corrections?state=active`);
    const rematch = page.getByRole("listitem").filter({ hasText: "Matched anew" });
    await rematch.getByRole("button", { name: "Undo" }).click();
    await rematch.waitFor({ state: "detached" });
    await picture("corrections");
    await page.getByTestId("tab-audit").click();
    await page.getByTestId("audit-0").waitFor();
    expect(await page.getByTestId("audit-0").textContent()).toContain("undid · Matched anew · Meena Stores");
    await picture("audit");
    await billShows("INV-2", "₹500.00");
  });

  test("the page on which a correction is undone follows without being loaded again", async () => {
    await billShows("INV-1", "set by a correction");
    const dueDate = page.getByTestId("beside-tally").getByRole("listitem").filter({ hasText: "31-12-2030" });
    await dueDate.getByRole("button", { name: "Undo" }).click();
    await page
      .getByTestId("bill")
      .filter({ hasNotText: "set by a correction" })
      .waitFor({ timeout: FOLLOWS_MILLIS });
  });

  test("ledgers put together name each other beside their balances", async () => {
    await page.goto(partyPage("Meena Store"));
    await page.getByTestId("correct-merge").click();
    await page.getByTestId("into-0").click();
    await page.getByTestId("field-reason").fill("One shop");
    await save();
    await page.goto(partyPage("Meena Store"));
    await page.getByTestId("party-counted-under").filter({ hasText: "Meena Stores" }).waitFor();
    await picture("party-counted-under");
    await page.getByTestId("party-counted-under").click();
    await page.getByText("Put together with Meena Store").waitFor();
    await picture("party-put-together");
  });

  test("all of it in Hindi", async () => {
    await page.evaluate("localStorage.setItem('cfa.language', 'hi')");
    await page.goto(`${stack.server.url}/${company.id}/exceptions`);
    await page.getByText("बिना बिल की रकम").first().waitFor();
    await picture("exceptions-hi");
    await page.goto(`${stack.server.url}/${company.id}/corrections`);
    await page.getByTestId("correction-0").waitFor();
    await picture("corrections-hi");
    await page.goto(partyPage());
    await page.getByTestId("party-put-together-0").waitFor();
    await picture("party-put-together-hi");
  });

  test("the browser had nothing to complain about", () => {
    expect(opened.complaints).toEqual([]);
  });

  const billPage = (name: string): string =>
    `${stack.server.url}/${company.id}/bills/${idOut("bill", books.ids[name] ?? "")}`;
  const partyPage = (name = "Meena Stores"): string =>
    `${stack.server.url}/${company.id}/parties/${idOut("party", books.ids[name] ?? "")}`;

  /** The page is loaded once, before or after the worker has laid the correction over the books, and follows by itself. */
  async function billShows(name: string, text: string): Promise<void> {
    await page.goto(billPage(name));
    await page.getByTestId("bill").filter({ hasText: text }).waitFor({ timeout: FOLLOWS_MILLIS });
  }

  async function save(): Promise<void> {
    await page.getByTestId("look").click();
    await page.getByTestId("save").click();
    await page.getByTestId("correction-0").waitFor();
  }

  async function picture(name: string): Promise<void> {
    await page.screenshot({ path: join(screens, `${name}-${screen}.png`), fullPage: true });
    await expectToFit(page);
    await expectAccessible(page);
  }
});
