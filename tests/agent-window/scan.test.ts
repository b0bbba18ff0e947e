import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { cameraOf, filmOf, hasCamera, pngOf } from "./qr-pictures.ts";
import { startStandIn, type StandIn } from "./stand-in.ts";
import { freshView, openTally, SHARMA } from "./views.ts";
import { expectScreen, expectWell, openWindow, press, type AgentWindow } from "./window.ts";

/* The app's QR, as the window reads it: by a camera, from a picture, and from one that was copied; under the policy of the real server. */

const TOKEN = "Zq3kT9_vXb1LmN8-wRy5sJc2hDf7gPa4eUi6oKtQ0Ez";
const QR = `cfa-pair:${TOKEN}`;
const PAIRED_BY_QR = { deed: "pairByCode", companyGuid: SHARMA.guid, code: QR };

const folder = mkdtempSync(join(tmpdir(), "cfa-qr-"));
const film = join(folder, "qr.y4m");
let agent: StandIn;
let window: AgentWindow;
let page: Page;
/** Whether this browser plays one. */
let camera: boolean;

beforeAll(async () => {
  writeFileSync(film, filmOf(QR));
  agent = await startStandIn({ ...freshView, tally: openTally });
  window = await openWindow(agent.address(), { flags: cameraOf(film) });
  ({ page } = window);
  camera = await hasCamera(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write", "camera"]);
});
afterAll(async () => {
  await window.close();
  await agent.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  agent.asked.length = 0;
  await page.goto("about:blank");
  await page.goto(agent.address());
  await press(page, "Continue");
  await page.getByLabel(SHARMA.name).check();
  await press(page, "Continue");
  await expectScreen(page, "Connect to CFA");
  await page.getByLabel("Scan a QR").check();
});

const taken = () => agent.asked.filter(({ deed }) => deed === "pairByCode");

test("by the camera, which is let go once it was read", async (here) => {
  here.skip(!camera, "this browser plays no camera");
  await page.evaluate(`{
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (how) => (window.stream = await open(how));
  }`);
  await press(page, "Use the camera");
  await expect.poll(taken, { timeout: 10_000 }).toEqual([PAIRED_BY_QR]);
  expect(await page.getByLabel("What the camera sees").count()).toBe(0);
  await expect
    .poll(() => page.evaluate("stream.getTracks().every((track) => track.readyState === 'ended')"))
    .toBe(true);
});

test("from a picture; one without a QR, and one of somebody else's, are told apart", async () => {
  const choose = async (name: string, buffer: Buffer): Promise<void> => {
    const chooser = page.waitForEvent("filechooser");
    await press(page, "Choose a picture");
    await (await chooser).setFiles({ name, mimeType: "image/png", buffer });
  };
  await choose("empty.png", await page.screenshot());
  await page.getByText("No QR was found in this picture.").waitFor();
  await choose("cut-off.png", (await pngOf(QR)).subarray(0, 200));
  await page.getByText("No QR was found in this picture.").waitFor();
  await choose("other.png", await pngOf("upi://pay?pa=someone@bank"));
  await page.getByText("This QR is not one of CFA.").waitFor();
  await expectWell(page);
  expect(taken()).toEqual([]);
  await choose("qr.png", await pngOf(QR));
  await expect.poll(taken).toEqual([PAIRED_BY_QR]);
});

test("from the clipboard, by the button and by the keys", async () => {
  await page.evaluate("navigator.clipboard.writeText('no picture')");
  await press(page, "Paste a picture");
  await page.getByText("There is no picture in the clipboard.").waitFor();
  const png = (await pngOf(QR)).toString("base64");
  await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob("${png}"), (letter) => letter.charCodeAt(0));
    const image = new Blob([bytes], { type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
  })()`);
  await press(page, "Paste a picture");
  await expect.poll(taken).toEqual([PAIRED_BY_QR]);
  await page.keyboard.press("Control+V");
  await expect.poll(taken).toEqual([PAIRED_BY_QR, PAIRED_BY_QR]);
});

test("without a camera the window says what to do instead", async () => {
  await page.evaluate(
    "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('none', 'NotFoundError'); }",
  );
  await press(page, "Use the camera");
  await page.getByText("This computer has no camera. Type the app's code instead.").waitFor();
  await expectWell(page);
});

test("the reader of QR codes is loaded when it is needed, and runs under the server's policy", async () => {
  expect(await loaded()).not.toContain("/zxing_reader.wasm");
  expect(window.complaints).toEqual([]);
});

/** What the page has loaded since it was opened. */
function loaded(): Promise<string[]> {
  return page.evaluate("performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)");
}
