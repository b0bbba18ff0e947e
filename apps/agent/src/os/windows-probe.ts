import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { installedBrowsers } from "./windows/browsers.ts";
import { scriptNote, settingsProxy } from "./windows/internet-settings.ts";
import { hearWindows, pump } from "./windows/message-window.ts";
import { registryText, removeRegistryValue, setRegistryText } from "./windows/registry.ts";
import { win32 } from "./windows/win32.ts";
import { windowsOs } from "./windows-os.ts";

/*
 * Tries each call of Windows that the agent makes and says one line each, "ok NAME" or "not ok NAME: why"; ends with 1 when one fails.
 * Bundled to one file it runs under the plain node.exe; the Wine suite runs it. `claim FOLDER` tries the claim of another process.
 */

const HELD = 3;
const SYNC_AT = 1;
const IDLE_MS = 5_000;
const os = windowsOs();
const folder = mkdtempSync(join(tmpdir(), "कुंजी ₹ "));
let failures = 0;
const [command, argument] = process.argv.slice(2);

if (command === "claim") process.exitCode = os.claimInstance(argument ?? "") === undefined ? HELD : 0;
else if (command === "hold") {
  os.claimInstance(argument ?? "");
  setInterval(() => undefined, 1_000);
} else void probe();

async function probe(): Promise<void> {
  await attempt("protection of this user", () => protects(false));
  await attempt("protection of the machine", () => protects(true));
  await attempt("a changed blob is refused", () => {
    const blob = os.protection({ isMachine: false }).protect(Buffer.from("a secret"));
    blob[blob.length - 20]! ^= 1;
    return os.protection({ isMachine: false }).unprotect(blob) === undefined;
  });
  await attempt("no blob and other bytes are refused", () => {
    const { unprotect } = os.protection({ isMachine: false });
    return unprotect(new Uint8Array()) === undefined && unprotect(Buffer.from("what is this?")) === undefined;
  });
  await attempt("claim", () => {
    const release = os.claimInstance(folder);
    const isTwice = os.claimInstance(`${folder.toUpperCase()}\\.`) !== undefined;
    release?.();
    const again = os.claimInstance(folder);
    again?.();
    return release !== undefined && !isTwice && again !== undefined;
  });
  await attempt("another process's claim, and one whose holder was killed", () => holdsOthersOff());
  await attempt("sessions", () => !os.isInOtherSession(process.pid) && !os.isInOtherSession(0x7ffffff0));
  await attempt("registry text", () => {
    const place = { root: "user", key: String.raw`Software\CFA Agent probe` } as const;
    const isSet = setRegistryText(place, "name", "हिन्दी ₹");
    const text = registryText(place, "name");
    removeRegistryValue(place, "name");
    return isSet && text === "हिन्दी ₹" && registryText(place, "name") === undefined;
  });
  await attempt("start with Windows", () => startsWithWindows());
  await attempt("proxy settings", () => readsProxy());
  await attempt("power events", () => hearsPower());
  await attempt("tray", () => showsTray());
  await attempt("menu of the tray", () => choosesFromMenu());
  await attempt("a window that is not open", () => {
    os.lendFront();
    return !os.bringToFront(["CFA Agent", "CFA एजेंट"]);
  });
  await attempt("where browsers say they are", () => findsBrowser());
  await attempt("tray costs next to nothing while nobody uses it", () => idlesCheaply());
  await attempt("a foreign taskbar message is passed on", async () => {
    const window = hearWindows(() => undefined);
    await sleep(300);
    const isQuiet = !pump();
    window.leave();
    return isQuiet;
  });
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = failures === 0 ? 0 : 1;
}

async function attempt(name: string, does: () => boolean | Promise<boolean>): Promise<void> {
  try {
    const isWell = await does();
    if (!isWell) failures++;
    console.log(isWell ? `ok ${name}` : `not ok ${name}: other than expected`);
  } catch (error) {
    failures++;
    console.log(`not ok ${name}: ${String(error)}`);
  }
}

function protects(isMachine: boolean): boolean {
  const { protect, unprotect, isProtected } = os.protection({ isMachine });
  const plain = Buffer.from("cfa_live_कुंजी");
  const blob = protect(plain);
  const back = unprotect(blob);
  return isProtected && !Buffer.from(blob).includes(plain) && back !== undefined && plain.equals(back);
}

async function holdsOthersOff(): Promise<boolean> {
  const self = (how: string): string[] => [process.argv[1] ?? "", how, folder];
  const release = os.claimInstance(folder);
  const whileHeld = spawnSync(process.execPath, self("claim"), { stdio: "ignore" }).status;
  release?.();
  const holder = spawn(process.execPath, self("hold"), { stdio: "ignore" });
  const deadline = performance.now() + 10_000;
  let mine = os.claimInstance(folder);
  while (mine !== undefined && performance.now() < deadline) {
    mine();
    await sleep(100);
    mine = os.claimInstance(folder);
  }
  const wasHeld = mine === undefined;
  holder.kill("SIGKILL");
  await once(holder, "exit");
  const after = os.claimInstance(folder);
  after?.();
  return whileHeld === HELD && wasHeld && after !== undefined;
}

async function choosesFromMenu(): Promise<boolean> {
  const chosen: string[] = [];
  const tray = os.tray((id) => chosen.push(id));
  const items = ["open", "sync", "quit"].map((id) => ({ id, label: id }));
  tray?.menu(items);
  tray?.show("well", "CFA Agent");
  const window = hearWindows(() => undefined);
  const { PostMessageW } = win32.user();
  PostMessageW(window.handle, 0x8000, 0n, 0x7bn);
  await sleep(1);
  // Arrow down to the second, then Enter: keys that the open menu finds waiting.
  pump();
  for (let down = 0; down <= SYNC_AT; down++) PostMessageW(window.handle, 0x100, 0x28n, 0n);
  PostMessageW(window.handle, 0x100, 0x0dn, 0n);
  await sleep(600);
  window.leave();
  tray?.close();
  return chosen.join() === items[SYNC_AT]?.id;
}

/** What was there before is put back: this PC may be somebody's. */
function startsWithWindows(): boolean {
  const key = String.raw`Software\Microsoft\Windows\CurrentVersion\Run`;
  const before = registryText({ root: "user", key }, "CFA Agent");
  os.setStartsWithSystem(true, String.raw`"C:\Program Files\CFA\agent.exe" --hidden`);
  const isOn = os.startsWithSystem();
  os.setStartsWithSystem(false, "");
  const isOff = os.startsWithSystem() === false;
  if (before !== undefined) os.setStartsWithSystem(true, before);
  return isOn === true && isOff;
}

/** As Windows keeps them, in a key of the probe's own. */
function readsProxy(): boolean {
  const place = { root: "user", key: String.raw`Software\CFA Agent probe\proxy` } as const;
  const key = `HKCU\\${place.key}`;
  spawnSync("reg.exe", ["add", key, "/v", "ProxyEnable", "/t", "REG_DWORD", "/d", "1", "/f"], {
    stdio: "ignore",
  });
  setRegistryText(place, "ProxyServer", "http=web:80;https=10.0.0.1:8080");
  setRegistryText(place, "ProxyOverride", "*.inside.example;<local>");
  setRegistryText(place, "AutoConfigURL", "http://proxy.example/proxy.pac");
  const found = ["https://app.example.in", "https://app.inside.example", "http://127.0.0.1:9000"].map(
    (address) => settingsProxy(address, place),
  );
  const isNoted = scriptNote(place)?.includes("AutoConfigURL") === true;
  spawnSync("reg.exe", ["delete", key, "/f"], { stdio: "ignore" });
  const isDirect =
    settingsProxy("https://app.example.in", place) === undefined && scriptNote(place) === undefined;
  return found.join() === "http://10.0.0.1:8080,," && isNoted && isDirect;
}

function findsBrowser(): boolean {
  const key = String.raw`Software\Microsoft\Windows\CurrentVersion\App Paths\chrome.exe`;
  const before = registryText({ root: "user", key }, "");
  setRegistryText({ root: "user", key }, "", `"${process.execPath}"`);
  const browsers = installedBrowsers();
  if (before === undefined) removeRegistryValue({ root: "user", key }, "");
  else setRegistryText({ root: "user", key }, "", before);
  return browsers.includes(process.execPath);
}

async function idlesCheaply(): Promise<boolean> {
  const tray = os.tray(() => undefined);
  tray?.show("well", "CFA Agent");
  await sleep(3_000);
  const before = process.cpuUsage();
  await sleep(IDLE_MS);
  const { user, system } = process.cpuUsage(before);
  tray?.close();
  const percent = (user + system) / IDLE_MS / 10;
  console.log(`   ${percent.toFixed(2)} % of a core`);
  return percent < 1;
}

async function hearsPower(): Promise<boolean> {
  const heard: string[] = [];
  const leave = os.onPower((what) => heard.push(what));
  const window = hearWindows(() => undefined);
  const { PostMessageW } = win32.user();
  for (const event of [4n, 0x12n]) PostMessageW(window.handle, 0x218, event, 0n);
  PostMessageW(window.handle, 0x16, 0n, 0n);
  PostMessageW(window.handle, 0x16, 1n, 0n);
  await sleep(600);
  window.leave();
  leave();
  return heard.join() === "sleep,wake,sign-out";
}

async function showsTray(): Promise<boolean> {
  const chosen: string[] = [];
  const tray = os.tray((id) => chosen.push(id));
  if (tray === undefined) return false;
  tray.menu([{ id: "open", label: "खोलें & open" }]);
  for (const state of ["well", "working", "paused", "trouble"] as const)
    tray.show(state, `CFA Agent: ${state} ₹`);
  const window = hearWindows(() => undefined);
  // As Explorer says it: a double click, then that the taskbar is new.
  win32.user().PostMessageW(window.handle, 0x8000, 0n, 0x203n);
  win32.user().PostMessageW(window.handle, 0x8000, 0n, 0x400n);
  await sleep(700);
  window.leave();
  tray.close();
  return chosen.join() === "open";
}
