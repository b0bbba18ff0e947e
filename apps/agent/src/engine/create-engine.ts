import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { CONFIG_FILE, openConfig, pairCompany, writeConfig, type Config } from "../config.ts";
import { openKeyStore, type KeyStore } from "../keys/key-store.ts";
import { withoutNames } from "../log/mask.ts";
import { diskTrouble } from "../outbox/disk.ts";
import { AGENT_VERSION } from "../version.ts";
import type { AgentView, Engine, Trouble } from "./agent-view.ts";
import { createCompanies, type Companies } from "./companies.ts";
import type { Core, EngineOptions } from "./core.ts";
import { createDeeds } from "./deeds.ts";
import { guarded } from "./guarded.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { createEnvIntake, type EnvIntake } from "./env-intake.ts";
import { startLoop, type Loop } from "./loop.ts";
import { createPairingDesk, type PairingDesk, type Taken } from "./pairing-desk.ts";
import { createServerNews, type ServerNews } from "./server-news.ts";
import { isPausedAt, openSettings } from "./settings-file.ts";
import { serverOf } from "./take-key.ts";
import { createTallyDesk, type TallyDesk } from "./tally-desk.ts";
import { troubleOf } from "./troubles.ts";
import type { Pace } from "./turn.ts";
import { createWatchers } from "./watchers.ts";

/** The engine, and what its own process may ask beside. */
export type RunningEngine = Engine & {
  /** The PC was asleep: Tally and every company are looked at soon. */
  readonly wake: () => void;
};

const POLL_MS = 300_000;
const HOUR_MS = 3_600_000;
const ENDS_WITHIN_MS = 4_500;

/**
 * Puts the agent to work in a data folder, whose lock the caller holds. Nothing is thrown for what a person can put right: it is a
 * trouble in the view.
 */
export function createEngine(options: EngineOptions): RunningEngine {
  const ending = new AbortController();
  const watchers = createWatchers();
  const keys = openKeyStore(options.folder, options.protection);
  const opened = openOrBeginAnew(options, keys);
  const names = (): string[] => companies.list().flatMap(({ carried }) => carried.name ?? []);
  const core: Core = {
    options,
    keys,
    settings: openSettings(options.folder),
    now: options.now,
    say(line) {
      options.say?.(line);
      options.log?.write("info", withoutNames(line, names()));
    },
    broke: (error) => options.log?.write("error", withoutNames(stackOf(error), names())),
    changed: watchers.changed,
    ending: ending.signal,
  };
  const companies = createCompanies(core, opened.config);
  const news = createServerNews(core);
  const desk = createTallyDesk({
    place: opened.config.tally,
    now: options.now,
    changed: watchers.changed,
    isReading: () => loop.isReading(),
    pauseMs: options.tallyPauseMs,
  });
  const taken: Taken = (company, what) => {
    const kept = takePaired(company, { ...what, core, companies });
    loop.kick();
    return kept;
  };
  const pairing = createPairingDesk({ core, desk, taken });
  const env = createEnvIntake({ core, companies, desk });
  env.settings();
  const pace = (): Pace => paceOf(core);
  const loop = startLoop({ core, desk, companies, news, pace, takeIn: () => env.keys() });
  const view = (): AgentView =>
    viewOf({ core, companies, desk, pairing, news, env, damaged: opened.damaged });
  const { log, now } = options;
  const leaveUpdates = options.updates?.watch(watchers.changed);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    ending.abort();
    pairing.end();
    leaveUpdates?.();
    watchers.close();
    await endOf(loop);
  };
  return {
    view,
    watch: watchers.watch,
    deeds: {
      ...guarded(createDeeds({ core, companies, desk, pairing, news, loop }), core),
      diagnostics: async () =>
        diagnosticsOf(view(), { now: now(), tail: (lines) => log?.tail(lines) ?? [], pid: process }),
    },
    wake: () => loop.wake(),
    close: () => (closing ??= close()),
  };
}

/** What does not end by itself goes on at the next start: everything that counts is in the outbox. */
async function endOf({ done }: Loop): Promise<void> {
  const timer = new AbortController();
  await Promise.race([
    done,
    sleep(ENDS_WITHIN_MS, undefined, { signal: timer.signal }).catch(() => undefined),
  ]);
  timer.abort();
}

type Opened = { readonly config: Config; readonly damaged: Trouble | null };

/** Settings that were torn are kept under another name; the keys stay, and the companies are paired again. */
function openOrBeginAnew({ folder, now }: EngineOptions, keys: KeyStore): Opened {
  const path = join(folder, CONFIG_FILE);
  const opened = openConfig(folder, keys);
  if (opened.ok) {
    return { config: opened.value, damaged: existsSync(path) ? null : keepId(folder, opened.value, now()) };
  }
  const kept = `agent-damaged-${now().replaceAll(/[:.]/g, "-")}.json`;
  renameSync(path, join(folder, kept));
  const anew = openConfig(folder, keys);
  if (!anew.ok) throw new Error(anew.error);
  writeConfig(folder, anew.value);
  const message = `The agent's settings were damaged; they are kept as ${kept}.`;
  return { config: anew.value, damaged: troubleOf({ code: "settings-damaged", message }, now()) };
}

/** The id is this installation's from now on; a disk that does not take it is a trouble, and it is another one next time. */
function keepId(folder: string, config: Config, now: string): Trouble | null {
  try {
    writeConfig(folder, config);
    return null;
  } catch (error) {
    const trouble = diskTrouble(error, folder);
    if (trouble === undefined) throw error;
    return troubleOf({ ...trouble, side: "agent" }, now);
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function paceOf({ options, settings }: Core): Pace {
  return {
    pollMs: options.pollMs ?? POLL_MS,
    syncMs: settings.value().syncHours * HOUR_MS,
    random: options.random ?? Math.random,
  };
}

/** A company that was paired is read when a person asks for it; one that was known goes on with its new key. */
function takePaired(
  company: Parameters<Taken>[0],
  how: Parameters<Taken>[1] & { core: Core; companies: Companies },
): ReturnType<Taken> {
  const { core, companies, key, server } = how;
  const { guid, name } = company;
  const { tally } = companies.config();
  const paired = pairCompany(core.options.folder, { server, key, companyGuid: guid, name, tally }, core.keys);
  if (!paired.ok) return paired;
  const read = companies.refresh();
  companies.renew(guid);
  return read;
}

type ViewParts = {
  readonly core: Core;
  readonly companies: Companies;
  readonly desk: TallyDesk;
  readonly pairing: PairingDesk;
  readonly news: ServerNews;
  readonly env: EnvIntake;
  readonly damaged: Trouble | null;
};

function viewOf({ core, companies, desk, pairing, news, env, damaged }: ViewParts): AgentView {
  const { options, keys, settings, now } = core;
  const { syncHours, pause, language } = settings.value();
  const isPaused = isPausedAt(settings.value(), now());
  const server = news.server();
  const isUnpaired = companies.list().length === 0;
  return {
    version: AGENT_VERSION,
    agentId: companies.config().agentId,
    machine: options.machine,
    user: options.user,
    dataFolder: options.folder,
    isKeyProtected: keys.isProtected,
    server: {
      origin: serverOf({ core, companies }),
      state: server.state,
      trouble: server.trouble ?? env.trouble() ?? (isUnpaired ? damaged : null),
    },
    tally: desk.view((guid) => companies.find(guid) !== undefined),
    companies: companies.view(),
    pairing: pairing.view(),
    update: news.update(),
    settings: {
      syncHours,
      isPaused,
      pausedUntil: isPaused ? (pause?.until ?? null) : null,
      language,
      startsWithSystem: options.os?.startsWithSystem() ?? null,
    },
  };
}
