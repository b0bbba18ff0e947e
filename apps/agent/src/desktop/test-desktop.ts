import type { Os, TrayItem, TrayState } from "../os/os.ts";
import { posixOs } from "../os/posix-os.ts";
import { ok } from "@cfa/values/result";

import type { AgentDeeds, AgentView, CompanyView, Engine } from "../engine/agent-view.ts";

/* For tests alone: views, and an engine that notes what it is asked. */

/** A view of an agent that is not paired, with changes. */
export function makeView(changes: Partial<AgentView> = {}): AgentView {
  return {
    version: "0.1.0",
    agentId: "agent-1",
    machine: "PC-1",
    user: "asha",
    dataFolder: "/data",
    isKeyProtected: false,
    server: { origin: null, state: "unknown", trouble: null },
    tally: {
      host: "127.0.0.1",
      port: 9000,
      state: "unknown",
      checkedAt: null,
      release: null,
      companies: [],
      trouble: null,
    },
    companies: [],
    pairing: null,
    update: { state: "current", version: null, trouble: null },
    settings: { syncHours: 1, isPaused: false, pausedUntil: null, language: "en", startsWithSystem: null },
    ...changes,
  };
}

/** A company that is level with Tally, with changes. */
export function makeCompany(changes: Partial<CompanyView> = {}): CompanyView {
  return {
    guid: "guid-1",
    name: "Om Traders",
    server: "https://app.example.in",
    keyEnding: "wxyz",
    state: "idle",
    progress: null,
    lastSyncAt: "2026-11-29T05:30:00.000Z",
    nextAt: null,
    tieOut: "equal",
    setAside: 0,
    runs: [],
    trouble: null,
    ...changes,
  };
}

export type NotingEngine = Engine & {
  readonly wake: () => void;
  /** Deeds done, with what they were given, and "close". */
  readonly noted: string[];
  /** Has closing take for ever. */
  readonly hang: () => void;
  readonly change: (view: AgentView) => void;
};

/** An engine that does nothing but note what it is asked. */
export function makeNotingEngine(first: AgentView = makeView()): NotingEngine {
  const noted: string[] = [];
  const watching = new Set<() => void>();
  let view = first;
  let hangs = false;
  const deeds = new Proxy({} as AgentDeeds, {
    get:
      (_, name) =>
      (...given: unknown[]) => {
        noted.push([String(name), ...given.map((one) => JSON.stringify(one))].join(" "));
        return Promise.resolve(ok(undefined));
      },
  });
  return {
    noted,
    deeds,
    view: () => view,
    watch(changed) {
      watching.add(changed);
      return () => watching.delete(changed);
    },
    change(next) {
      view = next;
      for (const changed of watching) changed();
    },
    wake: () => void noted.push("wake"),
    hang() {
      hangs = true;
    },
    close() {
      noted.push("close");
      return hangs ? new Promise(() => undefined) : Promise.resolve();
    },
  };
}

/** A system with a tray and power that a test works by hand; the rest is this one's. */
export type HandOs = Os & {
  readonly opened: string[];
  readonly told: string[];
  readonly shown: { state: TrayState; tip: string; items: readonly TrayItem[]; isOpen: boolean };
  readonly choose: (id: string) => void;
  readonly power: (what: "sleep" | "wake" | "sign-out") => void;
};

export function makeHandOs(changes: Partial<Os> = {}): HandOs {
  const opened: string[] = [];
  const told: string[] = [];
  const shown: { -readonly [Key in keyof HandOs["shown"]]: HandOs["shown"][Key] } = {
    state: "well",
    tip: "",
    items: [],
    isOpen: false,
  };
  let chosen: HandOs["choose"] | undefined;
  let power: HandOs["power"] | undefined;
  return {
    ...posixOs("linux", {}),
    opened,
    told,
    shown,
    choose: (id) => chosen?.(id),
    power: (what) => power?.(what),
    openWindow: (address) => void opened.push(address),
    tell: (_, text) => void told.push(text),
    tray(choose) {
      chosen = choose;
      shown.isOpen = true;
      return {
        show: (state, tip) => void Object.assign(shown, { state, tip }),
        menu: (items) => void Object.assign(shown, { items }),
        close: () => void Object.assign(shown, { isOpen: false }),
      };
    },
    onPower(hear) {
      power = hear;
      return () => {
        power = undefined;
      };
    },
    ...changes,
  };
}
