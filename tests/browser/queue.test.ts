import { randomUUID } from "node:crypto";
import { join } from "node:path";

import { writeCorrectionBooks } from "@cfa/api/test-correction-books";
import { addDays, localDateAt } from "@cfa/values/local-date";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Stack, StackCompany } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, openPageAs, screensFolder, startApp, type OpenPage } from "./app.ts";

/*
 * The accountant's queue in a real browser: gone through by keys, dealt with many lines at a time, undone as one, and what waits for the
 * owner approved. Beside Meena Stores there are four customers that nobody can write to; two of them owe a bill of more than a year.
 */

const screens = screensFolder();

let stack: Stack;
let company: StackCompany;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  stack = await startApp();
  company = await stack.addCompany({ name: "Asha Traders", tallyGuid: "asha-queue" });
  await writeCorrectionBooks(stack.database.db, company.uuid);
  const today = localDateAt(new Date());
  for (const [at, name] of ["Anil", "Bina", "Chand", "Devi"].entries()) {
    await writeDebtor(name, { amount: 10_000 * (9 - at), date: addDays(today, at < 2 ? -500 : -90) });
  }
  opened = await openPageAs("accountant", { stack, width: 1440, height: 900 });
  ({ page } = opened);
}, 300_000);

afterAll(async () => {
  await opened.close();
  await stack.close();
});

const run = (statement: string, values: unknown[]) => stack.database.asOwner(statement, values);

async function writeDebtor(name: string, bill: { amount: number; date: string }): Promise<void> {
  const [ledger, voucher] = [randomUUID(), randomUUID()];
  await run(
    `insert into ledger (company_id, ledger_id, guid, name, name_key, group_name, group_path, root, party_kind, home_side, is_bill_wise, opening)
     values ($1, $2, $3, $4, lower($4), 'Sundry Debtors', '{Current Assets,Sundry Debtors}', 'Current Assets', 'customer', 'receivable', true, 0)`,
    [company.uuid, ledger, `g-${name}`, name],
  );
  await run(
    `insert into voucher (company_id, voucher_id, guid, alter_id, date, kind, type_name, state, number)
     values ($1, $2, $3, 1, $4, 'sales', 'sales', 'posted', $3)`,
    [company.uuid, voucher, `S-${name}`, bill.date],
  );
  await run(
    `insert into posting (company_id, voucher_id, line_no, ledger_id, date, amount, allocations)
     values ($1, $2, 1, $3, $4, $5, $6)`,
    [
      company.uuid,
      voucher,
      ledger,
      bill.date,
      bill.amount,
      JSON.stringify([{ name: `B-${name}`, type: "New Ref", amount: String(bill.amount) }]),
    ],
  );
  await run(
    `insert into bill (company_id, ledger_id, side, name, name_key, occurrence, basis, is_opening, date, due_date, due_source, amount, open,
                       voucher_id, line_no)
     values ($1, $2, 'receivable', $3, lower($3), 1, 'stated', false, $4, $4, 'bill', $5, $5, $6, 1)`,
    [company.uuid, ledger, `B-${name}`, bill.date, bill.amount, voucher],
  );
}

const address = (path: string) => `${stack.server.url}/${company.id}${path}`;
const focused = () => page.evaluate("document.activeElement.getAttribute('data-testid')");
const text = (id: string) => page.getByTestId(id).textContent();
const names = () =>
  page
    .getByRole("listitem")
    .allTextContents()
    .then((all) => all.map((one) => /Anil|Bina|Chand|Devi/.exec(one)?.[0]));
const waitForFocus = (id: string) => page.locator(`[data-testid="${id}"]:focus`).waitFor();

async function picture(name: string): Promise<void> {
  await expectToFit(page);
  await page.screenshot({ path: join(screens, `queue-${name}.png`) });
}

test("keys do nothing until the focus is in the queue; the overlay tells them and leads there", async () => {
  await page.goto(address("/exceptions?kind=no-contact"));
  await page.getByTestId("exception-3").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  expect(await focused()).not.toBe("exception-0");
  expect(await page.getByTestId("bulk-preview").count()).toBe(0);
  await page.getByTestId("keys").click();
  expect(await page.getByTestId("key-line").count()).toBe(9);
  await expectAccessible(page);
  await picture("keys");
  await page.getByTestId("begin-keys").click();
  await waitForFocus("exception-0");
});

test("j and k, and the arrows, move a focus that is seen; each line says itself", async () => {
  await page.keyboard.press("j");
  await waitForFocus("exception-1");
  await page.keyboard.press("ArrowDown");
  await waitForFocus("exception-2");
  await page.keyboard.press("k");
  await waitForFocus("exception-1");
  await page.keyboard.press("Control+j");
  expect(await focused()).toBe("exception-1");
  expect(await page.getByTestId("exception-1").getAttribute("aria-label")).toBe(
    "Line 2, No contact, Bina, 1 overdue bill, and neither phone nor mail to ask by, ₹800",
  );
  await expectAccessible(page);
});

test("Enter opens what a line is about, and the way back leads to the queue", async () => {
  await page.keyboard.press("Enter");
  await page.getByTestId("page-title").filter({ hasText: "Bina" }).waitFor();
  await page.goBack();
  await page.getByTestId("exception-3").waitFor();
});

test("a range is chosen, looked at with its sum, and done; the next line gets the focus", async () => {
  await page.getByTestId("exception-0").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await waitForFocus("exception-1");
  expect(await text("chosen")).toBe("2 chosen · ₹1,700");
  await picture("chosen");
  await page.keyboard.press("a");
  await page.getByTestId("bulk-do").waitFor();
  expect(await text("bulk-preview")).toBe("2 ready · ₹1,700.00");
  await expectAccessible(page);
  await picture("preview");
  await page.getByTestId("bulk-reason").fill("");
  await page.getByTestId("bulk-reason").pressSequentially("just family, ask nobody? x");
  expect(await page.getByTestId("bulk-reason").inputValue()).toBe("just family, ask nobody? x");
  await page.getByTestId("bulk-do").focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("bulk-done").waitFor();
  expect(await text("bulk-done")).toContain("2 done");
  await waitForFocus("exception-0");
  expect(await names()).toEqual(["Chand", "Devi"]);
  await picture("done");
  await page.keyboard.press("j");
  await waitForFocus("exception-1");
});

test("one key undoes all of it, and the log has each by itself", async () => {
  await page.keyboard.press("u");
  await page.getByTestId("bulk-done").filter({ hasText: "2 undone" }).waitFor();
  await page.getByTestId("exception-3").waitFor();
  expect(await names()).toEqual(["Anil", "Bina", "Chand", "Devi"]);
  await page.goto(address("/audit"));
  await page.getByText("just family, ask nobody? x").first().waitFor();
  expect(await page.getByText("just family, ask nobody? x").count()).toBe(4);
});

test("with the mouse: one tick and, with Shift, a range; all of a kind at once; one line without its choice", async () => {
  await page.goto(address("/exceptions?kind=no-contact"));
  // What the browser kept of the queue has two lines less.
  await page.getByTestId("exception-3").waitFor();
  await page.getByTestId("choose-0").click();
  await page.getByTestId("chosen").filter({ hasText: "1 chosen" }).waitFor();
  // A slow hand: until it lets go a browser would mark the words between.
  await page.getByTestId("choose-2").click({ modifiers: ["Shift"], delay: 400 });
  await page.getByTestId("chosen").filter({ hasText: "3 chosen" }).waitFor();
  await page.getByTestId("all-of-kind").click();
  await page.getByTestId("chosen").filter({ hasText: "4 chosen" }).waitFor();
  await page.getByTestId("choose-3").click();
  await page.getByTestId("chosen").filter({ hasText: "3 chosen" }).waitFor();
  await page.getByTestId("clear-chosen").click();
  await page.getByTestId("keys").waitFor();
});

test("somebody else was quicker with one of two: the other is done, and it is said why", async () => {
  await page.getByTestId("choose-0").click();
  await page.getByTestId("choose-1").click();
  await page.getByTestId("bulk-exclude").click();
  await page.getByTestId("bulk-do").waitFor();
  const correction = `insert into correction (company_id, kind, state, ledger_guid, value, base, reason, created_by, created_name)
    values ($1, 'exclude', 'active', 'g-Anil', '{"cause":"staff"}', '{"name":"Anil"}', 'known', 'u', 'Somebody')`;
  await stack.database.asOwner(correction, [company.uuid]);
  await page.getByTestId("bulk-do").click();
  await page.getByTestId("bulk-done").waitFor();
  expect(await text("bulk-done")).toContain("1 done · 1 left out");
  expect(await text("bulk-left-out")).toContain("Anil: Something of this kind is said of it already");
});

test("write-offs go to the owner together, who sees that they wait and approves them", async () => {
  await page.goto(address("/exceptions?kind=old-bill"));
  await page.getByTestId("exception-1").waitFor();
  await page.getByTestId("all-of-kind").click();
  await page.getByTestId("bulk-write-off").click();
  await page.getByTestId("bulk-do").click();
  await page.getByTestId("bulk-done").filter({ hasText: "2 sent to the owner" }).waitFor();
  await page.getByTestId("tab-approvals").filter({ hasText: "(2)" }).waitFor();
  expect(await page.getByTestId("nav-waiting").count()).toBe(0); // it is not the accountant's word that is waited for
  const owners = await openPageAs("owner", { stack, width: 1440, height: 900 });
  const owner = owners.page;
  await owner.goto(`${stack.server.url}/${company.id}`);
  await owner.getByTestId("nav-waiting").filter({ hasText: "2" }).waitFor();
  await owner.getByTestId("nav-review").click();
  await owner.getByTestId("tab-approvals").click();
  await owner.getByTestId("approvals-all").click();
  expect(await owner.getByTestId("approvals-chosen").textContent()).toBe("2 chosen · ₹1,700.00");
  await expectAccessible(owner);
  await owner.screenshot({ path: join(screens, "approvals-desktop.png") });
  await owner.getByTestId("choose-approval-0").click();
  await owner.getByTestId("approve-many").click();
  await owner.getByTestId("decide-amount").fill("500");
  await owner.getByTestId("decide-say").click();
  await owner.getByTestId("approvals-done").waitFor();
  await owner.getByTestId("refuse-0").click();
  await owner.getByTestId("decide-say").click();
  await owner.getByText("Say why, in a few words.").waitFor();
  await owner.getByTestId("decide-why").fill("He pays next week");
  await owner.getByTestId("decide-say").click();
  await owner.getByTestId("approvals-empty").waitFor();
  expect(owners.complaints).toEqual([]);
  await owners.close();
  await page.goto(address("/approvals?state=refused"));
  await page.getByText("He pays next week").waitFor();
  await page.goto(address("/approvals?state=approved"));
  await page.getByText("Approved with another sum or day").waitFor();
  const [bill] = await stack.database.asOwner<{ open: string }>(
    "select min(open)::text as open from bill where company_id = $1 and name in ('B-Anil', 'B-Bina')",
    [company.uuid],
  );
  expect(Number(bill?.open)).toBeLessThan(80_000);
});

test("nothing complained", () => expect(opened.complaints).toEqual([]));
