import { masterKeysIn, type MasterKeys } from "@cfa/db/sealing";
import { fail, ok, type Result } from "@cfa/values/result";

import type { TellingSettings } from "./alerts/telling.ts";
import { channelUrls, PROVIDER_URLS } from "./channels/open-channel.ts";
import { RAZORPAY_URL } from "./gateway/razorpay.ts";
import type { NudgeSettings } from "./nudges/work.ts";
import type { GatewaySettings } from "./tasks/tend-gateway.ts";

/** What the worker needs to know. */
export type WorkerConfig = {
  readonly databaseUrl: string;
  readonly logLevel: string;
  readonly runsAtOnce: number;
  /** Where companies' payment gateways are, and what opens their keys; null: none is spoken with. */
  readonly gateway: GatewaySettings | null;
  /** Where companies' customers are led to, and how they are written to; null: nobody is. */
  readonly nudges: NudgeSettings | null;
  /** How members are told what is to be done; null: nobody has said where the app is. */
  readonly telling: TellingSettings | null;
};

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"];

/** What a worker needs beside those of its runs: three for the queue and short jobs, eight for messages that are judged at once. */
const OTHER_CONNECTIONS = 11;

/** How many connections to the database a worker holds at most that takes so many runs in at once. */
export function connectionsFor(runsAtOnce: number): number {
  return runsAtOnce + OTHER_CONNECTIONS;
}

/** Reads the settings once from the environment. Fails with one line for each that is wrong. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): Result<WorkerConfig, string[]> {
  const errors: string[] = [];
  const databaseUrl = env["DATABASE_URL"] ?? "";
  const logLevel = env["LOG_LEVEL"] || "info";
  const runsAtOnce = Number(env["RUNS_AT_ONCE"] || "2");
  if (databaseUrl === "")
    errors.push("DATABASE_URL is missing; set it, for example to postgres://cfa_run:…@host/cfa");
  if (!LOG_LEVELS.includes(logLevel))
    errors.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}, not "${logLevel}"`);
  if (!Number.isInteger(runsAtOnce) || runsAtOnce < 1 || runsAtOnce > 32) {
    errors.push(`RUNS_AT_ONCE must be a whole number from 1 to 32, not "${env["RUNS_AT_ONCE"]}"`);
  }
  const said = env["PUBLIC_URL"] ?? "";
  const publicUrl = /^https?:/.test(said) && URL.canParse(said) ? new URL(said) : null;
  if (publicUrl === null && said !== "")
    errors.push(`PUBLIC_URL must be an address such as https://app.example.in, not "${said}"`);
  const keys = masterKeysIn(env);
  if (!keys.ok) errors.push(keys.error);
  const masterKeys = keys.ok ? keys.value : null;
  const gateway = masterKeys && { masterKeys, razorpayUrl: RAZORPAY_URL };
  const nudges = publicUrl && nudgeSettings(publicUrl.origin, masterKeys);
  const mail = systemMailIn(env, errors);
  const accessToken = env["EXPO_ACCESS_TOKEN"] || null;
  const telling = publicUrl && tellingSettings(publicUrl.origin, { mail, accessToken });
  return errors.length > 0
    ? fail(errors)
    : ok({ databaseUrl, logLevel, runsAtOnce, gateway, nudges, telling });
}

/** How a server that is reached at `publicUrl` writes to companies' customers. Without keys that open theirs it is by letter alone. */
export function nudgeSettings(publicUrl: string, masterKeys: MasterKeys | null): NudgeSettings {
  return { publicUrl, channels: masterKeys && { masterKeys, urls: channelUrls(new URL(publicUrl)) } };
}

/** How a server that is reached at `publicUrl` tells its members. */
export function tellingSettings(
  publicUrl: string,
  { mail, accessToken = null }: { mail: TellingSettings["mail"]; accessToken?: string | null },
): TellingSettings {
  return { publicUrl, expo: PROVIDER_URLS.expo, accessToken, mail };
}

function systemMailIn(
  env: Readonly<Record<string, string | undefined>>,
  errors: string[],
): TellingSettings["mail"] {
  const [url = "", from = ""] = [env["SMTP_URL"], env["MAIL_FROM"]];
  if (url === "" && from === "") return null;
  const isRight = /^smtps?:/.test(url) && URL.canParse(url);
  if (!isRight) errors.push("SMTP_URL must be an address such as smtps://user:password@smtp.example.in");
  if (from === "") errors.push('MAIL_FROM is missing; set it, for example to "CFA <cfa@example.in>"');
  return { url, from };
}
