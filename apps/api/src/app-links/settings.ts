import { APP_ID } from "@cfa/contract/app-links";

import type { Environment } from "../ways-in.ts";

/** Which apps the server vouches for, so that their systems open its links in them; null: none for that system. */
export type AppLinks = {
  readonly apple: { readonly appId: string } | null;
  readonly android: { readonly package: string; readonly fingerprints: readonly string[] } | null;
};

const TEAM_ID = /^[A-Z0-9]{10}$/;
const BUNDLE_ID = /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const PACKAGE = /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/;
const FINGERPRINT = /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/;

/** The apps that the environment names. Adds one line to `errors` for each setting that is wrong. */
export function appLinksIn(env: Environment, errors: string[]): AppLinks {
  return { apple: appleIn(env, errors), android: androidIn(env, errors) };
}

function appleIn(env: Environment, errors: string[]): AppLinks["apple"] {
  const team = env["APPLE_TEAM_ID"] || null;
  const bundle = env["APPLE_BUNDLE_ID"] || APP_ID;
  if (team === null) return null;
  if (!TEAM_ID.test(team)) errors.push(`APPLE_TEAM_ID must be ten capitals and digits, not "${team}"`);
  if (!BUNDLE_ID.test(bundle)) errors.push(`APPLE_BUNDLE_ID must be such as ${APP_ID}, not "${bundle}"`);
  return { appId: `${team}.${bundle}` };
}

function androidIn(env: Environment, errors: string[]): AppLinks["android"] {
  const named = env["ANDROID_CERT_SHA256"] || null;
  const name = env["ANDROID_PACKAGE"] || APP_ID;
  if (named === null) return null;
  const fingerprints = named.split(",").map((one) => one.trim().toUpperCase());
  if (!fingerprints.every((one) => FINGERPRINT.test(one))) {
    errors.push("ANDROID_CERT_SHA256 must be SHA-256 fingerprints such as AB:CD:…, with commas between them");
  }
  if (!PACKAGE.test(name)) errors.push(`ANDROID_PACKAGE must be such as ${APP_ID}, not "${name}"`);
  return { package: name, fingerprints };
}
