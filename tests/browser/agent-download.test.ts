import { readFileSync } from "node:fs";
import { join } from "node:path";

import { makeReleaseFolder, sha256, type MadeRelease, type ReleaseFolder } from "@cfa/api/test-agent-release";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
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

/* Where the desktop agent is downloaded, and what is said of an old one. */

const screens = screensFolder();
const sample = makeSampleCompany({ size: "S" });

let folder: ReleaseFolder;
let app: SyncedApp;
let made: MadeRelease;

beforeAll(async () => {
  folder = makeReleaseFolder();
  app = await startSyncedApp(sample, { agentReleases: folder.settings });
}, 300_000);
afterAll(async () => {
  await app.close();
  folder.remove();
});

const path = (): string => `${app.stack.server.url}/${app.company.id}/agent`;

async function visit(page: Page, ready: string): Promise<string> {
  await expect
    .poll(
      async () => {
        await page.goto(path());
        await page.getByTestId(ready).or(page.getByTestId("page-title")).first().waitFor();
        return page
          .getByTestId(ready)
          .waitFor({ timeout: 2_000 })
          .then(
            () => true,
            () => false,
          );
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  return (await page.getByRole("main").last().textContent()) ?? "";
}

describe.each(SCREENS)("on a $screen", ({ screen, width, height }) => {
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    opened = await openPageAs("owner", { stack: app.stack, width, height });
    ({ page } = opened);
  });
  afterAll(() => opened.close());

  test("a server without a release says so and leads to files", async () => {
    folder.clear();
    await visit(page, "agent-none");
    await expectToFit(page);
    await page.getByTestId("agent-by-files").click();
    await page.waitForURL(/\/upload$/);
  });

  test("version, size, hash, publisher, needs and what Windows says stand on the page, in English and Hindi", async () => {
    made = folder.put("1.2.0", { least: "0.1.0" });
    const english = await visit(page, "agent-release");
    for (const said of ["1.2.0", made.manifest.publisher ?? "", sha256(made.setup), sha256(made.portable)])
      expect(english).toContain(said);
    for (const said of [
      "Windows Server 2016",
      "Windows protected your PC",
      "More info",
      "Run anyway",
      "certutil",
    ])
      expect(english).toContain(said);
    expect(await page.getByTestId("agent-address").textContent()).toBe(
      `${app.stack.server.url}/agent/download`,
    );
    await expectToFit(page);
    await expectAccessible(page);
    await pictureOf(page, join(screens, `agent-download-${screen}.png`));
    await page.evaluate(`localStorage.setItem("cfa.language", "hi")`);
    const hindi = await visit(page, "agent-release");
    expect(hindi).toContain("एजेंट");
    expect(hindi).toContain(sha256(made.setup));
    await expectToFit(page);
    await pictureOf(page, join(screens, `agent-download-${screen}-hi.png`));
    await page.evaluate(`localStorage.setItem("cfa.language", "en")`);
  });

  test.each(["setup", "portable"] as const)("the %s comes as it was signed", async (kind) => {
    await visit(page, "agent-release");
    const saved = page.waitForEvent("download");
    await page.getByTestId(`agent-download-${kind}`).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(made.manifest.files?.find((file) => file.kind === kind)?.name);
    expect(sha256(readFileSync(await download.path()))).toBe(sha256(made[kind]));
  });

  test("Settings, Tally sync and the connecting of Tally lead there", async () => {
    const { url } = app.stack.server;
    for (const [from, button] of [
      ["/settings", "settings-agent"],
      ["/sync", "to-agent"],
      ["/connect", "to-agent"],
    ] as const) {
      await page.goto(`${url}/${app.company.id}${from}`);
      await page.getByTestId(button).click();
      await page.waitForURL(/\/agent$/);
      await page.getByTestId("agent-release").waitFor();
    }
  });

  test("an old agent is told of with the way to the new one, and one that is refused too", async () => {
    const trouble = {
      companyGuid: sample.guid,
      code: "busy",
      message: "m",
      fix: "f",
      since: "2026-11-24T04:30:00Z",
    };
    const heard = (version: string) =>
      fetch(`${app.stack.server.url}/api/sync-tally/trouble`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${app.company.key}`,
          "content-type": "application/json",
          "x-cfa-agent-version": version,
        },
        body: JSON.stringify({ ...trouble, agent: { version, machine: "TALLY-PC", id: "one" } }),
      });
    const sync = `${app.stack.server.url}/${app.company.id}/sync`;
    expect((await heard("1.1.0")).status).toBe(200);
    await page.goto(sync);
    expect(await page.getByTestId("agent-old").textContent()).toContain("version 1.2.0");
    expect((await heard("0.0.9")).status).toBe(426);
    await page.goto(sync);
    expect(await page.getByTestId("agent-too-old").textContent()).toContain("too old");
    expect(await page.getByTestId("sync-agent").textContent()).toContain("0.0.9");
    expect(await page.getByTestId("trouble").count()).toBe(0);
    await pictureOf(page, join(screens, `agent-too-old-${screen}.png`));
    expect((await heard("1.2.0")).status).toBe(200);
    await page.goto(sync);
    await page.getByTestId("trouble").waitFor();
    expect(await page.getByTestId("agent-old").count()).toBe(0);
  });

  test("nothing was wrong in the browser", () => {
    expect(opened.complaints).toEqual([]);
  });
});
