import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";

import type { AgentView } from "@cfa/agent/engine/agent-view";
import { DeedAnswer, SessionOpened, type DeedAsked } from "@cfa/agent/page-server/page-protocol";

import { runTool } from "../../tools/agent/run-tool.ts";
import type { WindowsPc } from "./windows-pc.ts";

const APP_PATH = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\msedge.exe`;
const SOURCE = fileURLToPath(new URL("seen-browser.c", import.meta.url));
const LOOK_MS = 100;
const LIMIT_MS = 120_000;

/** The agent's window, held by a test in the place of a browser. */
export type AgentWindow = {
  readonly address: string;
  /** Does what the page's buttons do. */
  deed(asked: DeedAsked): Promise<DeedAnswer>;
  /** Waits until what the window shows is so. */
  until(holds: (view: AgentView) => boolean, what: string): Promise<AgentView>;
  diagnostics(): Promise<string>;
  close(): void;
};

/** Puts a browser on the PC that tells the test which address the agent opens. */
export async function installBrowser(pc: WindowsPc): Promise<void> {
  const folder = join(pc.drive, "browser");
  mkdirSync(folder, { recursive: true });
  const exe = join(folder, "msedge.exe");
  const built = runTool("x86_64-w64-mingw32-gcc", ["-municode", "-mwindows", "-Os", "-s", "-o", exe, SOURCE]);
  if (!built.ok) throw new Error(built.error);
  const added = await pc.run("reg", ["add", APP_PATH, "/ve", "/d", String.raw`C:\browser\msedge.exe`, "/f"]);
  if (added.code !== 0) throw new Error(added.said);
}

/** Starts the agent's program, as a person does, and takes the window that it, or the agent at work, opens. */
export async function openWindow(
  pc: WindowsPc,
  exe: string,
  argv: readonly string[] = [],
): Promise<AgentWindow> {
  const seen = join(pc.drive, "browser", "msedge.exe.seen");
  rmSync(seen, { force: true });
  const started = pc.start(exe, argv);
  const deadline = Date.now() + LIMIT_MS;
  while (!existsSync(seen)) {
    if (Date.now() > deadline) throw new Error(`no window was opened: ${started.said()}`);
    await sleep(LOOK_MS);
  }
  const [address = "", origin, ticket] =
    /(http:\/\/127\.0\.0\.1:\d+)\/?#ticket=([\w-]+)/.exec(readFileSync(seen, "utf16le")) ?? [];
  if (origin === undefined || ticket === undefined)
    throw new Error(`a strange address: ${readFileSync(seen, "utf16le")}`);
  const opened = await fetch(`${origin}/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ticket }),
  });
  const { session } = SessionOpened.parse(await opened.json());
  return windowOf(address, { origin, session });
}

function windowOf(address: string, { origin, session }: { origin: string; session: string }): AgentWindow {
  const closing = new AbortController();
  const headers = { authorization: `Bearer ${session}`, "content-type": "application/json" };
  let view: AgentView | undefined;
  void follow(`${origin}/events`, {
    headers,
    signal: closing.signal,
    seen: (event) => (view = JSON.parse(event) as AgentView),
  });
  return {
    address,
    async deed(asked) {
      const body = JSON.stringify(asked);
      const answered = await fetch(`${origin}/deeds`, { method: "POST", headers, body });
      return DeedAnswer.parse(await answered.json());
    },
    async until(holds, what) {
      const deadline = Date.now() + LIMIT_MS;
      for (;;) {
        if (view !== undefined && holds(view)) return view;
        if (Date.now() > deadline) throw new Error(`never ${what}: ${JSON.stringify(view, null, 1)}`);
        await sleep(LOOK_MS);
      }
    },
    diagnostics: async () => (await fetch(`${origin}/diagnostics`, { headers })).text(),
    close: () => closing.abort(),
  };
}

type Following = {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly seen: (event: string) => void;
};

/** Reads an event stream to its end; each event's data is one line. */
async function follow(url: string, { headers, signal, seen }: Following): Promise<void> {
  try {
    const { body } = await fetch(url, { headers, signal });
    let text = "";
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const data = /^data: ?(.*)$/m.exec(event)?.[1];
        if (data !== undefined) seen(data);
      }
    }
  } catch {
    // Closed, or the agent has ended.
  }
}
