import { readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { writeWhole } from "../write-whole.ts";

const FILE = "settings.json";

export const LEAST_HOURS = 0.25;
export const MOST_HOURS = 24;

const Settings = z.object({
  syncHours: z.number().min(LEAST_HOURS).max(MOST_HOURS).catch(1),
  /** null: not paused; `until` null: until told otherwise. */
  pause: z.object({ until: z.iso.datetime().nullable() }).nullable().catch(null),
  language: z.enum(["en", "hi"]).catch("en"),
  /** Origin of the server, chosen before any company is paired. */
  server: z.url().nullable().catch(null),
});
/** What people set in the window. */
export type Settings = z.infer<typeof Settings>;

export type SettingsFile = {
  readonly value: () => Settings;
  /** Written whole before it counts. Throws when the disk does not take it. */
  readonly change: (changes: Partial<Settings>) => void;
};

/** Opens the settings of a data folder; what is not there or makes no sense is as it comes from the box. */
export function openSettings(folder: string): SettingsFile {
  const path = join(folder, FILE);
  let settings = Settings.parse(readJson(path));
  return {
    value: () => settings,
    change(changes) {
      const next = { ...settings, ...changes };
      writeWhole(path, JSON.stringify(next, null, 2));
      settings = next;
    },
  };
}

/** Whether the agent rests at a moment; a pause with an end ends by itself. */
export function isPausedAt({ pause }: Settings, now: string): boolean {
  if (pause === null) return false;
  return pause.until === null || Date.parse(pause.until) > Date.parse(now);
}

function readJson(path: string): object {
  try {
    const json: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof json === "object" && json !== null ? json : {};
  } catch {
    return {};
  }
}
