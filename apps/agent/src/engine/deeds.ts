import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { fail, ok, type Result } from "@cfa/values/result";

import { dropCompany, outboxFolder, writeConfig, type TallyPlace } from "../config.ts";
import { typedCode } from "../pair/pair-by-code.ts";
import { serverAddress } from "../pair/server-address.ts";
import type { AgentDeeds, Trouble } from "./agent-view.ts";
import type { Companies } from "./companies.ts";
import type { Core } from "./core.ts";
import type { Loop } from "./loop.ts";
import type { PairingDesk } from "./pairing-desk.ts";
import { lookAtServer } from "./server-look.ts";
import type { ServerNews } from "./server-news.ts";
import { LEAST_HOURS, MOST_HOURS } from "./settings-file.ts";
import { serverOf, takeKey } from "./take-key.ts";
import type { TallyDesk } from "./tally-desk.ts";
import { troubleOf } from "./troubles.ts";

export type DeedParts = {
  readonly core: Core;
  readonly companies: Companies;
  readonly desk: TallyDesk;
  readonly pairing: PairingDesk;
  readonly news: ServerNews;
  readonly loop: Loop;
};

type Done = Result<void, Trouble>;
const DONE: Done = ok(undefined);
const ENDS_WITHIN_MS = 4_000;

/** What people may ask for, diagnostics aside. Each deed is checked here, whoever asks. */
export function createDeeds(parts: DeedParts): Omit<AgentDeeds, "diagnostics"> {
  const { core, companies, desk, pairing, loop } = parts;
  return {
    setServer: (origin) => setServer(origin, parts),
    setTally: (place) => setTally(place, parts),
    async checkTally() {
      await desk.check(true);
      loop.kick();
      return DONE;
    },
    pairByCode: async ({ companyGuid, code }) => {
      const typed = typedCode(code);
      return typed.ok
        ? begin({ companyGuid, code }, parts)
        : refused(typed.error.code, typed.error.message, core);
    },
    showOwnCode: async (companyGuid) => begin({ companyGuid }, parts),
    async endPairing() {
      pairing.end();
      return DONE;
    },
    pasteKey: (what) => pasteKey(what, parts),
    async syncNow(companyGuid) {
      const state = companies.find(companyGuid);
      if (state === undefined) return unknownCompany(core);
      if (state.work === undefined) state.isAsked = true;
      core.changed();
      loop.kick();
      return DONE;
    },
    forgetCompany: (companyGuid) => forgetCompany(companyGuid, parts),
    ...settingDeeds(parts),
    ...systemDeeds(core),
  };
}

async function setServer(text: string, { core, companies, news }: DeedParts): Promise<Done> {
  const origin = serverAddress(text.trim());
  if (!origin.ok) return refused("bad-input", origin.error.replace("--server takes", "This takes"), core);
  const other = companies.list().find(({ carried }) => carried.server !== origin.value);
  if (other !== undefined) {
    const message = `"${other.carried.name ?? other.carried.companyGuid}" is paired with ${other.carried.server}; one PC works with one server.`;
    return fail({
      ...troubleOf({ code: "other-server", message }, core.now()),
      fix: "Let go of the companies that are paired with the other server first.",
    });
  }
  const failure = await lookAtServer(origin.value);
  // A line that is down may come back; what is no CFA server never becomes one.
  if (failure?.code !== "odd-answer") {
    core.settings.change({ server: origin.value });
    news.noteLook(failure);
  }
  return failure === undefined ? DONE : fail(troubleOf(failure, core.now()));
}

async function setTally(place: TallyPlace, { core, companies, desk, loop }: DeedParts): Promise<Done> {
  const host = place.host.trim();
  const isPort = Number.isInteger(place.port) && place.port >= 1 && place.port <= 65_535;
  if (!/^[\p{L}\p{N}.:-]{1,253}$/u.test(host) || !isPort)
    return refused("bad-input", `"${host}:${place.port}" is no address of a PC and a port.`, core);
  const read = companies.refresh();
  if (!read.ok) return refused("settings-damaged", read.error, core);
  writeConfig(core.options.folder, { ...companies.config(), tally: { host, port: place.port } });
  companies.refresh();
  desk.move({ host, port: place.port });
  await desk.check(true);
  for (const state of companies.list()) state.turn = { ...state.turn, dueAt: 1 };
  loop.kick();
  return DONE;
}

function begin(what: { companyGuid: string; code?: string }, { core, companies, pairing }: DeedParts): Done {
  const server = serverOf({ core, companies });
  if (server === null) return refused("no-server", "The server's address is not known yet.", core);
  pairing.begin({ ...what, server });
  return DONE;
}

async function pasteKey(what: { companyGuid: string; key: string }, parts: DeedParts): Promise<Done> {
  const taken = await takeKey(what, parts);
  if (taken.ok) parts.loop.kick();
  return taken;
}

/** Its outbox goes too: it holds what was read of the company. */
async function forgetCompany(companyGuid: string, { core, companies, pairing }: DeedParts): Promise<Done> {
  const state = companies.find(companyGuid);
  if (state === undefined) return unknownCompany(core);
  const { folder } = core.options;
  state.work?.abort();
  const dropped = dropCompany(folder, companyGuid, core.keys);
  if (pairing.view()?.companyGuid === companyGuid) pairing.end();
  if (!dropped.ok) return refused("settings-damaged", dropped.error, core);
  companies.refresh();
  const waited = Date.now() + ENDS_WITHIN_MS;
  while (state.work !== undefined && Date.now() < waited) await sleep(50);
  rmSync(outboxFolder(folder, companyGuid), { recursive: true, force: true, maxRetries: 3 });
  return DONE;
}

function settingDeeds({
  core,
  companies,
  loop,
}: DeedParts): Pick<AgentDeeds, "pause" | "goOn" | "setSyncHours" | "setLanguage"> {
  const { settings, now } = core;
  const set = (changes: Parameters<typeof settings.change>[0]): Done => {
    settings.change(changes);
    core.changed();
    loop.kick();
    return DONE;
  };
  return {
    async pause(until) {
      if (until !== null && !(Date.parse(until) > Date.parse(now())))
        return refused("bad-input", "A pause ends later than now.", core);
      const done = set({ pause: { until: until === null ? null : new Date(until).toISOString() } });
      for (const { work } of companies.list()) work?.abort();
      return done;
    },
    async goOn() {
      for (const state of companies.list()) state.turn = { ...state.turn, dueAt: 1 };
      return set({ pause: null });
    },
    setSyncHours: async (hours) =>
      hours >= LEAST_HOURS && hours <= MOST_HOURS
        ? set({ syncHours: hours })
        : refused("bad-input", `The hours between syncs are from ${LEAST_HOURS} to ${MOST_HOURS}.`, core),
    setLanguage: async (language) => set({ language }),
  };
}

function systemDeeds(
  core: Core,
): Pick<AgentDeeds, "setStartsWithSystem" | "lookForUpdate" | "restart" | "openLogs"> {
  const { os, updates, folder } = core.options;
  const none = (): Done => refused("not-here", "This agent cannot do that here.", core);
  return {
    async setStartsWithSystem(isOn) {
      if (os === undefined || os.startsWithSystem() === null) return none();
      os.setStartsWithSystem(isOn);
      core.changed();
      return DONE;
    },
    async lookForUpdate() {
      const done = await updates?.look();
      core.changed();
      return done ?? none();
    },
    restart: async () => (await updates?.restart()) ?? none(),
    async openLogs() {
      if (os === undefined) return none();
      os.openFolder(join(folder, "logs"));
      return DONE;
    },
  };
}

function unknownCompany(core: Core): Done {
  return refused("unknown-company", "This PC carries no such company.", core);
}

function refused(code: string, message: string, core: Core): Done {
  return fail(troubleOf({ code, message }, core.now()));
}
