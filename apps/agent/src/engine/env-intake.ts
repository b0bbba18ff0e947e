import { join } from "node:path";

import { writeConfig } from "../config.ts";
import { ENV_FILE, readEnvFile, removeKey } from "../env-file/env-file.ts";
import type { EnvKey, EnvSettings } from "../env-file/env-settings.ts";
import type { Trouble } from "./agent-view.ts";
import { serverOf, takeKey, type KeyParts } from "./take-key.ts";

/** What a person left in .env for the agent: addresses count at each start, keys move to the key store. */
export type EnvIntake = {
  /** Takes addresses and hours in; before anything is looked at. */
  readonly settings: () => void;
  /** Takes keys in, as far as it is known whose they are. */
  readonly keys: () => Promise<void>;
  /** What is wrong with the file now, its first fault. */
  readonly trouble: () => Trouble | null;
};

/** See EnvIntake. */
export function createEnvIntake(parts: KeyParts): EnvIntake {
  const { core } = parts;
  const path = core.options.envFile ?? join(core.options.folder, ENV_FILE);
  let trouble: Trouble | null = null;
  const told = new Set<string>();
  const tell = (messages: readonly string[]): void => {
    for (const message of messages) if (!told.has(message)) core.say(message);
    for (const message of messages) told.add(message);
    const [message] = messages;
    const fix = `Put it right in ${path}; it is read again by itself.`;
    const since = trouble?.message === message ? trouble?.since : undefined;
    trouble = message === undefined ? null : { code: "env-file", message, fix, since: since ?? core.now() };
    core.changed();
  };
  return {
    settings() {
      const read = readEnvFile(path);
      if (read !== undefined) tell([...faultsIn(read), ...takeSettings(read, parts)]);
    },
    async keys() {
      const read = readEnvFile(path);
      if (read === undefined) {
        if (trouble !== null) tell([]);
        return;
      }
      const faults = faultsIn(read);
      for (const key of read.keys) faults.push(...(await takeOne(key, path, parts)));
      tell(faults);
    },
    trouble: () => trouble,
  };
}

function faultsIn({ faults }: EnvSettings): string[] {
  return faults.map(({ line, message }) => `.env, line ${line}: ${message}`);
}

function takeSettings(
  { server, tally, syncHours }: EnvSettings,
  { core, companies, desk }: KeyParts,
): string[] {
  const faults: string[] = [];
  const { settings } = core;
  if (syncHours !== undefined && syncHours !== settings.value().syncHours) settings.change({ syncHours });
  const known = companies.config().tally;
  if (tally !== undefined && (tally.host !== known.host || tally.port !== known.port)) {
    writeConfig(core.options.folder, { ...companies.config(), tally });
    companies.refresh();
    desk.move(tally);
  }
  const other = companies.list().find(({ carried }) => carried.server !== server);
  if (server !== undefined && other !== undefined)
    faults.push(
      `.env: CFA_SERVER_URL is ${server}, but a company of this PC is paired with ${other.carried.server}.`,
    );
  else if (server !== undefined && server !== settings.value().server) settings.change({ server });
  return faults;
}

/** Moves one key. A key that was kept before a kill is known by itself, and only its line goes. */
async function takeOne(
  { key, company, name, line }: EnvKey,
  path: string,
  parts: KeyParts,
): Promise<string[]> {
  const { core, companies, desk } = parts;
  const held = companies.list().find(({ carried }) => {
    const kept = core.keys.read(carried.companyGuid);
    return kept.ok && kept.value === key;
  });
  const at = `.env, line ${line}: ${name}`;
  if (held !== undefined) return removeLine(path, key, at);
  if (serverOf(parts) === null) return [`${at} waits: CFA_SERVER_URL is not there yet.`];
  const { companies: open, state } = desk.view(() => false);
  if (state !== "answering") return [`${at} waits for Tally, to know which company it is for.`];
  const found = open.filter(
    (each) => company === undefined || each.guid === company || each.name === company,
  );
  const [one, ...more] = found;
  if (one === undefined) {
    const why = company === undefined ? "no company is open in Tally" : `"${company}" is not open in Tally`;
    return [`${at} waits: ${why}.`];
  }
  if (more.length > 0)
    return [
      `${at}: several companies are open in Tally. Say which one by ${name.replace("API_KEY", "COMPANY")}=its name or GUID.`,
    ];
  const taken = await takeKey({ companyGuid: one.guid, key }, parts);
  if (!taken.ok) return [`${at}: ${taken.error.message}`];
  const left = removeLine(path, key, at);
  // Whoever leaves a key there wants it to be used, without a window.
  Object.assign(companies.find(one.guid) ?? {}, { isAsked: true });
  core.say(`The key of "${one.name}" was moved from .env to the key store.`);
  return left;
}

/** A file that may be read and not written: the key is kept, and a person takes the line out. */
function removeLine(path: string, key: string, at: string): string[] {
  try {
    removeKey(path, key);
    return [];
  } catch {
    return [`${at} is in the key store, and its line cannot be taken out: do so by hand.`];
  }
}
