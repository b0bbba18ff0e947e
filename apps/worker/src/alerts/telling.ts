import type { Database } from "@cfa/db/client";
import type { Enqueue } from "@cfa/db/queue";
import type { Logger } from "pino";

import { openPush, type Push } from "../channels/expo.ts";
import { openSystemMail, type SystemMail, type SystemMailSettings } from "./system-mail.ts";

/** What telling members needs to know. `mail`: null where the system sends none; `accessToken`: where the push project is locked. */
export type TellingSettings = {
  readonly publicUrl: string;
  readonly expo: string;
  readonly accessToken: string | null;
  readonly mail: SystemMailSettings | null;
};

/** How members are told: where the app is, who pushes, and the system's mail; null: none is sent. */
export type Telling = { readonly publicUrl: string; readonly push: Push; readonly mail: SystemMail | null };

/** Opens it. */
export function openTelling({ publicUrl, expo, accessToken, mail }: TellingSettings): Telling {
  return { publicUrl, push: openPush(accessToken, { expo }), mail: mail && openSystemMail(mail) };
}

export type TellingDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
  readonly telling: Telling;
};

/** The minute of the day in India at a moment. */
export function indianMinute(at: Date): number {
  return (Math.floor(at.getTime() / 60_000) + INDIA_MINUTES) % DAY_MINUTES;
}

/** The next moment after `at` that is a minute of the day in India. */
export function nextAtMinute(at: Date, minute: number): Date {
  const ahead = (minute - indianMinute(at) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  return new Date((Math.floor(at.getTime() / 60_000) + ahead) * 60_000);
}

const INDIA_MINUTES = 5 * 60 + 30;
const DAY_MINUTES = 24 * 60;
