import { mkdtempSync } from "node:fs";
import { request, type IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ok } from "@cfa/values/result";

import type { AgentDeeds, AgentView, Engine } from "../engine/agent-view.ts";
import type { PageFiles } from "./answer.ts";
import { startPageServer, type PageServer, type PageServerOptions } from "./start-page-server.ts";

/* A window's server with an engine that does nothing but note what it is asked, and clients that may say whatever they like. */

export type StandIn = Engine & {
  /** Each deed that was done, with what it was given. */
  readonly asked: unknown[][];
  /** Moves the view on and says so. */
  readonly change: () => void;
  /** Breaks every stream, once: a view that cannot be made does that. */
  readonly breakOff: () => void;
  /** Shows this view from now on. */
  readonly show: (view: AgentView) => void;
  readonly watchers: () => number;
};

const DEEDS = (
  "setServer setTally checkTally pairByCode showOwnCode endPairing pasteKey syncNow forgetCompany pause goOn " +
  "setSyncHours setLanguage setStartsWithSystem lookForUpdate restart openLogs"
).split(" ");

/** An engine that has a key, as the real one does, and tells nobody. */
export function makeStandIn(key: string, changes: Partial<AgentDeeds> = {}): StandIn {
  const asked: unknown[][] = [];
  const watching = new Set<() => void>();
  let turn = 0;
  let isBroken = false;
  let shown: AgentView | undefined;
  const note = (name: string) =>
    function deed(...given: unknown[]) {
      asked.push([name, ...given]);
      return Promise.resolve(ok(undefined));
    };
  const deeds = {
    ...Object.fromEntries(DEEDS.map((name) => [name, note(name)])),
    diagnostics: () => Promise.resolve(`CFA agent, view ${turn}\n`),
    ...changes,
  } as AgentDeeds;
  const change = (): void => {
    turn++;
    for (const changed of watching) changed();
  };
  return {
    asked,
    deeds,
    change,
    breakOff() {
      isBroken = true;
      change();
      isBroken = false;
    },
    show(view) {
      shown = view;
      change();
    },
    watchers: () => watching.size,
    view() {
      if (isBroken) throw new Error("no view");
      return shown ?? viewOf(turn, key.slice(-4));
    },
    watch(changed) {
      watching.add(changed);
      return () => watching.delete(changed);
    },
    close: () => Promise.resolve(),
  };
}

function viewOf(turn: number, keyEnding: string): AgentView {
  return {
    version: "0.1.0",
    agentId: `agent-${turn}`,
    machine: "PC",
    user: "asha",
    dataFolder: "C:\\agent",
    isKeyProtected: true,
    server: { origin: "https://app.example.in", state: "reached", trouble: null },
    tally: {
      host: "127.0.0.1",
      port: 9000,
      state: "answering",
      checkedAt: null,
      release: "TallyPrime 5.1",
      companies: [],
      trouble: null,
    },
    companies: [
      {
        guid: "guid-1",
        name: "श्री गणेश Traders",
        server: "https://app.example.in",
        keyEnding,
        state: "idle",
        progress: null,
        lastSyncAt: null,
        nextAt: null,
        tieOut: "equal",
        setAside: 0,
        runs: [],
        trouble: null,
      },
    ],
    pairing: null,
    update: { state: "current", version: null, trouble: null },
    settings: { syncHours: 1, isPaused: false, pausedUntil: null, language: "hi", startsWithSystem: true },
  };
}

export const FILES: PageFiles = new Map([
  [
    "index.html",
    { type: "text/html; charset=utf-8", body: Buffer.from("<!doctype html><title>CFA</title>") },
  ],
  ["app.js", { type: "text/javascript; charset=utf-8", body: Buffer.from("export {};") }],
]);

/** An API key as the server makes them. */
export const KEY = `cfa_live_${"C4n4ryKey0".repeat(4).slice(0, 39)}`;

export type TestWindow = {
  readonly server: PageServer;
  readonly engine: StandIn;
  readonly folder: string;
  readonly said: string[];
  /** How often it was told to quit and to show itself. */
  readonly told: { quit: number; show: number };
  /** The moment it is; tests move it. */
  now: Date;
  /** A ticket out of a new address. */
  readonly ticket: () => string;
  /** The header of a new session. */
  readonly signIn: () => Promise<{ authorization: string }>;
};

/** Starts a server of its own for a test. */
export async function startTestWindow(
  changes: Partial<PageServerOptions> & { deeds?: Partial<AgentDeeds> } = {},
): Promise<TestWindow> {
  const folder = mkdtempSync(join(tmpdir(), "cfa-window-"));
  const engine = makeStandIn(KEY, changes.deeds);
  const told = { quit: 0, show: 0 };
  const said: string[] = [];
  const server = await startPageServer({
    engine,
    files: FILES,
    folder,
    version: "0.1.0",
    onQuit: () => void told.quit++,
    onShow: () => void told.show++,
    now: () => window.now,
    say: (line) => said.push(line),
    ...changes,
  });
  const ticket = (): string => new URL(server.ticketAddress()).hash.replace("#ticket=", "");
  const window: TestWindow = {
    server,
    engine,
    folder: changes.folder ?? folder,
    said,
    told,
    now: new Date("2026-11-29T06:00:00Z"),
    ticket,
    async signIn() {
      const opened = await ask(server.port, { path: "/session", json: { ticket: ticket() } });
      const { session } = JSON.parse(opened.body) as { session: string };
      return { authorization: `Bearer ${session}` };
    },
  };
  return window;
}

export type Asking = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  /** A POST of JSON, as the page does it. */
  readonly json?: unknown;
  readonly body?: string | Buffer;
};
export type Answered = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** Asks as a browser on the page would, but for what `headers` say otherwise. */
export function ask(port: number, { path, method, headers, json, body }: Asking): Promise<Answered> {
  const sent = json === undefined ? body : JSON.stringify(json);
  return new Promise((resolve, reject) => {
    const asking = request({
      host: "127.0.0.1",
      port,
      path,
      method: method ?? (sent === undefined ? "GET" : "POST"),
      agent: false,
      setHost: false,
      headers: {
        host: `127.0.0.1:${port}`,
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
    });
    asking.once("error", reject);
    asking.once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.once("error", reject);
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    asking.end(sent);
  });
}

/** Sends bytes as they are and answers all that comes until the other side hangs up. */
export function askRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let heard = "";
    socket.setEncoding("utf8").on("data", (part: string) => (heard += part));
    socket.on("error", () => undefined);
    socket.once("close", () => resolve(heard));
  });
}

export type Stream = {
  readonly heard: () => string;
  /** The views that came, in order. */
  readonly views: () => AgentView[];
  readonly isEnded: () => boolean;
  readonly hangUp: () => void;
};

/** Opens /events and keeps what comes. */
export function openStream(port: number, headers: Record<string, string>): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port, path: "/events", agent: false, headers });
    asking.on("error", reject);
    asking.once("response", (response) => {
      let heard = "";
      let isEnded = false;
      response.setEncoding("utf8").on("data", (part: string) => (heard += part));
      response.once("close", () => (isEnded = true));
      response.on("error", () => undefined);
      resolve({
        heard: () => heard,
        views: () =>
          heard
            .split("\n\n")
            .filter((event) => event.startsWith("data: "))
            .map((event) => JSON.parse(event.slice("data: ".length)) as AgentView),
        isEnded: () => isEnded,
        hangUp: () => asking.destroy(),
      });
    });
    asking.end();
  });
}
