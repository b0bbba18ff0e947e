import { join } from "node:path";

import { startModelServer, type ModelServer } from "@cfa/api/assistant/model/test-model-server";
import type { PartyBalance } from "@cfa/contract/reads";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { localDateAt } from "@cfa/values/local-date";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  LOOKS,
  openPageAs,
  pictureOf,
  putInto,
  screensFolder,
  startSyncedApp,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";
import { SMALL_TARGETS } from "./look-at.ts";
import { expectWholeText } from "./whole-text.ts";

/* The ways to the assistant, what an owner lets it do, and keys with which programs read. */

vi.setConfig({ testTimeout: 240_000 });

const screens = screensFolder();
const TODAY = localDateAt(new Date());

let app: SyncedApp;
let model: ModelServer;
let opened: OpenPage;
let page: Page;
let customers: PartyBalance[];

beforeAll(async () => {
  model = await startModelServer([
    { calls: [{ name: "ask_books", args: { measure: "receivable" } }] },
    { text: "Customers still have to pay {r1.outstanding}." },
  ]);
  app = await startSyncedApp(makeSampleCompany({ size: "S", through: TODAY }), {
    model: { provider: "openai-compatible", url: model.url, model: "stub-1", key: null },
  });
  customers = (await app.read<{ rows: PartyBalance[] }>("/parties?side=receivable")).rows;
  opened = await openPageAs("owner", { stack: app.stack, width: 390, height: 844 });
  ({ page } = opened);
  page.setDefaultTimeout(15_000);
}, 600_000);
afterAll(async () => {
  await opened.close();
  await app.close();
  await model.close();
});

async function go(path: string, ready: string): Promise<void> {
  await page.goto(`${app.stack.server.url}/${app.company.id}${path}`);
  await page.getByTestId(ready).first().waitFor();
}
const text = (id: string): Promise<string> => page.getByTestId(id).first().innerText();

describe("the assistant is reached", () => {
  test("from home", async () => {
    await go("", "home-ask");
    await page.getByTestId("home-ask").click();
    await page.getByTestId("suggestion-0").waitFor();
  });

  test("from a search whose text is a question, which is asked", async () => {
    await go("/search", "search-field");
    await page.getByTestId("search-field").fill("How much is overdue?");
    await page.getByTestId("found-ask").click();
    await page.getByTestId("result-0-0").waitFor();
    await expect.poll(() => page.url()).not.toContain("q=");
    await page.reload();
    await page.getByTestId("result-0-0").waitFor();
    const asked = await app.read<{ rows: { turns: number }[] }>("/assistant/conversations");
    expect(asked.rows.map(({ turns }) => turns)).toEqual([1]); // not asked once more
  });

  test("from a customer's page, with questions about that customer alone", async () => {
    const [customer] = customers;
    await go(`/parties/${customer?.partyId}`, "ask-about-party");
    await page.getByTestId("ask-about-party").click();
    await page.getByTestId("of-party-0").waitFor();
    expect(await text("of-party-0")).toContain(customer?.name);
    await page.screenshot({ path: join(screens, "ask-of-party.png") });
    await page.getByTestId("of-party-0").click();
    await page.getByTestId("result-0-0").waitFor();
    expect(await text("result-0-0")).toContain(formatRupees(paiseFromJson(customer?.outstanding ?? "0")));
  });
});

test("a language model is asked only where the owner lets it; what leaves is listed, and names stay hidden", async () => {
  const question = `Blorp flim zzq frob ${customers[0]?.name}`;
  const ask = async (): Promise<void> => {
    await go("/ask", "suggestion-0");
    await page.getByTestId("ask-field").fill(question);
    await page.getByTestId("ask-field").press("Enter");
    await page.getByTestId("turn-0").waitFor();
  };
  await ask();
  expect(model.bodies).toEqual([]);
  await go("/settings", "settings-assistant");
  await page.getByTestId("settings-assistant").click();
  await page.getByTestId("model-off").waitFor();
  expect(await text("model")).toContain(`stub-1 at ${new URL(model.url).host}`);
  await page.getByTestId("model-uses-on").click();
  expect(await text("model-leaves")).toContain("stand-ins");
  await page.getByTestId("model-hides-off").click();
  expect(await text("model-leaves")).toContain("narrations");
  expect(await text("model-leaves")).toContain("as you write it");
  await page.getByTestId("model-hides-on").click();
  await page.getByTestId("model-save").click();
  await page.getByTestId("model-saved").waitFor();
  await expectAccessible(page);
  await ask();
  await expect.poll(() => text("answer-0")).toMatch(/^Customers still have to pay ₹[\d,.]+\.$/);
  await page.getByTestId("result-0-0").waitFor();
  await page.screenshot({ path: join(screens, "ask-by-model.png") });
  expect(model.bodies.length).toBe(2);
  for (const { name } of customers) expect(model.bodies.join("\n")).not.toContain(name);
});

test("a key for reading is shown once, opens the catalogue and nothing else, and ends after a question", async () => {
  await go("/settings/assistant", "read-keys-empty");
  const address = await text("read-address");
  expect(address).toBe(`${app.stack.server.url}/mcp`);
  expect(await text("read-example")).toContain(address);
  await page.getByTestId("make-read-key").click();
  await page.getByTestId("make-read-yes").click();
  await page.getByText("Give it a name").waitFor();
  await page.getByTestId("read-key-name").fill("Desk");
  await page.getByTestId("read-key-days").fill("400");
  await page.getByText("from 1 to 365.").waitFor();
  await page.getByTestId("read-key-days").fill("30");
  await page.getByTestId("make-read-yes").click();
  await page.getByTestId("shown-read-key").waitFor();
  const key = await text("shown-read-key");
  await expectAccessible(page);
  await page.getByTestId("read-key-taken").click();
  await page.getByTestId("shown-read-key").waitFor({ state: "detached" });
  const call = async (path: string): Promise<number> => {
    const init = { method: "POST", headers: { authorization: `Bearer ${key}` }, body: "{}" };
    return (await fetch(app.stack.server.url + path, init)).status;
  };
  expect(await call("/mcp")).not.toBe(401);
  expect(await call("/api/sync-tally/runs")).toBe(401);
  await page.reload();
  const row = `read-key-${key.slice(-4)}`;
  await page.getByTestId(row).waitFor();
  expect(await text(row)).toMatch(/In force/);
  expect(await page.content()).not.toContain(key);
  await page.getByTestId(`revoke-read-${key.slice(-4)}`).click();
  await page.getByTestId("revoke-read-yes").waitFor();
  await page.screenshot({ path: join(screens, "read-key-revoke.png") });
  expect(await call("/mcp")).not.toBe(401); // it was only asked about
  await page.getByTestId("revoke-read-yes").click();
  await expect.poll(() => text(row)).toMatch(/Revoked/);
  expect(await call("/mcp")).toBe(401);
});

test("an accountant asks, and does not see what only an owner decides", async () => {
  const other = await openPageAs("accountant", { stack: app.stack, width: 1440, height: 900 });
  try {
    await other.page.getByTestId("nav-ask").click();
    await other.page.getByTestId("suggestion-0").waitFor();
    await other.page.goto(`${app.stack.server.url}/${app.company.id}/settings/assistant`);
    await other.page.getByTestId("assistant-owner-only").waitFor();
    expect(other.complaints).toEqual([]);
  } finally {
    await other.close();
  }
});

test.each(LOOKS)("the settings of the assistant on $look fit, are whole and accessible", async (look) => {
  await putInto(page, look);
  await go("/settings/assistant", "model-leaves");
  await expectToFit(page);
  await expectWholeText(page);
  expect.soft(await page.evaluate<string[]>(SMALL_TARGETS)).toEqual([]);
  await expectAccessible(page);
  await pictureOf(page, join(screens, `assistant-settings-${look.look}.png`));
  expect(opened.complaints).toEqual([]);
});
