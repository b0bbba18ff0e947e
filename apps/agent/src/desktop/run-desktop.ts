import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";

import type { EngineOptions } from "../engine/core.ts";
import type { RunningEngine } from "../engine/create-engine.ts";
import { openLog } from "../log/log.ts";
import type { Os } from "../os/os.ts";
import type { PageFiles } from "../page-server/answer.ts";
import { startPageServer } from "../page-server/start-page-server.ts";
import { thisPc } from "../this-pc.ts";
import type { Launched } from "../update/launched.ts";
import { AGENT_VERSION } from "../version.ts";
import { leadToOneEnd, type Ending } from "./endings.ts";
import type { DesktopFlags } from "./flags.ts";
import { followSystemProxy } from "./follow-system-proxy.ts";
import { countOpenWindows } from "./open-windows.ts";
import { linkTray } from "./tray-link.ts";
import { linkUpdates } from "./update-link.ts";

/** What the desktop agent is put together from. */
export type DesktopParts = {
  readonly os: Os;
  readonly makeEngine: (options: EngineOptions) => RunningEngine;
  readonly pageFiles: () => Promise<PageFiles>;
  readonly launched: Launched | undefined;
  /** How the system starts the agent at sign-in. */
  readonly startCommand: string;
  readonly exit: (code: number) => void;
};

export type Start = {
  readonly folder: string;
  readonly mode: DesktopFlags["mode"];
  /** Lets go of the folder. */
  readonly release: () => void;
  /** What this process was started with. */
  readonly argv: readonly string[];
};

type Closer = () => Promise<void> | void;

/** The browser's own folder for the window, in the data folder. */
const PROFILE = "window";
/** Of the page, in its languages. */
const TITLES = ["CFA Agent", "CFA एजेंट"];
/** A bundle that still runs by then, with its window's server up, may be kept. */
const HEALTHY_AFTER_MS = 2_000;

/** Puts engine, window, tray and updates to work in a folder that is ours. It ends by itself, by signal, tray or control call. */
export async function runDesktop(start: Start, parts: DesktopParts): Promise<void> {
  const { folder, mode } = start;
  const { os, launched } = parts;
  const log = openLog({ folder, now });
  const say = (line: string): void => log.write("info", line);
  const closers: Closer[] = [];
  const ending = leadToOneEnd({
    close: (code) => closeAll(closers, { code, start, launched }),
    say,
    complain: (line) => log.write("error", line),
    exit: parts.exit,
  });
  say(`CFA agent ${AGENT_VERSION} starts (${mode}).`);
  for (const note of launched?.notes ?? []) say(note);

  const isWindowOpen = (): boolean => windows.count() > 0;
  const updates = linkUpdates({ ...start, launched, ending, isWindowOpen, now, say });
  const engine = parts.makeEngine({
    folder,
    log,
    now,
    ...thisPc(),
    protection: os.protection({ isMachine: mode === "service" }),
    os: mode === "service" ? undefined : systemFor(parts),
    updates: updates.forEngine,
    startsFirstRead: mode === "service" || mode === "headless",
  });
  const windows = countOpenWindows(engine.watch);
  closers.push(() => engine.close(), followSystemProxy(engine, { os, say }));
  updates.begin(engine);
  closers.push(() => updates.close());

  const open = (): void => {
    if (mode === "service") throw new Error("a service has no window");
    // One that is open and hears of this agent is enough.
    if (isWindowOpen() && os.bringToFront(TITLES)) return;
    os.openWindow(page.ticketAddress(), { profileFolder: join(folder, PROFILE), isOpen: isWindowOpen });
  };
  const quit = (): void => ending.end(0, "it was told to quit");
  const page = await startPageServer({
    engine: { ...engine, watch: windows.watch },
    files: await parts.pageFiles(),
    folder,
    version: AGENT_VERSION,
    onQuit: quit,
    onShow: open,
    now: () => new Date(),
    say,
  });
  closers.push(() => page.close());
  closers.push(linkPower(os, { engine, ending, say }));
  if (mode === "window" || mode === "hidden") closers.push(afterATurn(linkTray(engine, { os, open, quit })));
  setTimeout(() => launched?.noteHealthy(), HEALTHY_AFTER_MS).unref();
  if (mode === "window") open();
}

/** Everything begins to close at once; the folder is let go of last, when nothing works in it any more. */
async function closeAll(
  closers: readonly Closer[],
  { code, start, launched }: { code: number; start: Start; launched: Launched | undefined },
): Promise<void> {
  if (code === 0) launched?.noteEnd();
  // Last come, first closed: the window's server says in a file that the agent is here.
  await Promise.allSettled(closers.toReversed().map(async (close) => close()));
  start.release();
}

/** For what Windows does not let be closed while it is telling of a sign-out. */
function afterATurn(close: () => void): () => Promise<void> {
  return async () => {
    await nextTurn();
    close();
  };
}

function linkPower(
  os: Pick<Os, "onPower">,
  { engine, ending, say }: { engine: RunningEngine; ending: Ending; say: (line: string) => void },
): Closer {
  return afterATurn(
    os.onPower((what) => {
      if (what === "sign-out") return ending.end(0, "the user signs out");
      say(what === "wake" ? "The machine woke." : "The machine goes to sleep.");
      if (what === "wake") engine.wake();
    }),
  );
}

function systemFor({ os, startCommand }: DesktopParts): EngineOptions["os"] {
  return {
    openFolder: os.openFolder,
    startsWithSystem: os.startsWithSystem,
    setStartsWithSystem: (isOn) => os.setStartsWithSystem(isOn, startCommand),
  };
}

function now(): string {
  return new Date().toISOString();
}
