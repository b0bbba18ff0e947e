import { masterKeysIn, type MasterKeys } from "@cfa/db/sealing";
import { fail, ok, type Result } from "@cfa/values/result";

import { agentReleasesIn, type AgentReleaseSettings } from "./agent-releases/settings.ts";
import { appLinksIn, type AppLinks } from "./app-links/settings.ts";
import { modelIn, type ModelSettings } from "./assistant/model/settings.ts";
import type { GoogleSettings } from "./auth/google.ts";
import type { MailSettings } from "./mail/open-mail.ts";
import { waysIn, type Environment } from "./ways-in.ts";

/** What the API needs to know about where and how it runs. */
export type ApiConfig = {
  readonly databaseUrl: string;
  /** The login that migrates; null when another process does that. */
  readonly databaseOwnerUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** Where people reach it, an origin such as "https://app.example.in". */
  readonly publicUrl: string;
  /** Signs session cookies; the same for all processes of one installation. */
  readonly authSecret: string;
  /** Whether anybody may come in as the sample company's owner or accountant. */
  readonly demo: boolean;
  /** Folder of the web build; null: no web app is served. */
  readonly webDir: string | null;
  /** Whether the last X-Forwarded-For entry is the caller's address (a proxy of ours stands in front). */
  readonly trustProxy: boolean;
  /** How mail goes out; null: none does. */
  readonly mail: MailSettings | null;
  /** Google as a way in; null: off. */
  readonly google: GoogleSettings | null;
  /** The phone apps that links to this server open in. */
  readonly appLinks: AppLinks;
  /** What companies' secrets are sealed with; null: none can be kept. */
  readonly masterKeys: MasterKeys | null;
  /** The language model that the assistant may ask; null: none. */
  readonly model: ModelSettings | null;
  /** Where releases of the desktop agent lie; null: none are given out. */
  readonly agentReleases: AgentReleaseSettings | null;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
};

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
const SECRET_LENGTH = 32;

/** Reads the settings once from the environment. Fails with one clear line for each setting that is wrong. */
export function readConfig(env: Environment): Result<ApiConfig, string[]> {
  const errors: string[] = [];
  const port = numberOf(env, errors);
  const keys = masterKeysIn(env);
  if (!keys.ok) errors.push(keys.error);
  const config: ApiConfig = {
    databaseUrl: required(env, { name: "DATABASE_URL", example: "postgres://cfa_run:…@host/cfa", errors }),
    databaseOwnerUrl: env["DATABASE_OWNER_URL"] || null,
    host: env["HOST"] || "127.0.0.1",
    port,
    publicUrl: originOf(env["PUBLIC_URL"] || `http://127.0.0.1:${port}`, errors),
    authSecret: secretOf(env, errors),
    demo: flag(env, { name: "DEMO", errors }),
    webDir: env["WEB_DIR"] || null,
    trustProxy: flag(env, { name: "TRUST_PROXY", errors }),
    ...waysIn(env, errors),
    appLinks: appLinksIn(env, errors),
    masterKeys: keys.ok ? keys.value : null,
    model: modelIn(env, errors),
    agentReleases: agentReleasesIn(env, errors),
    logLevel: levelOf(env["LOG_LEVEL"], errors),
  };
  return errors.length > 0 ? fail(errors) : ok(config);
}

function numberOf(env: Environment, errors: string[]): number {
  const text = env["PORT"] || "4000";
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  errors.push(`PORT must be a number from 0 to 65535, not "${text}"`);
  return 0;
}

function required(env: Environment, wanted: { name: string; example: string; errors: string[] }): string {
  const value = env[wanted.name];
  if (!value) wanted.errors.push(`${wanted.name} is missing; set it, for example to ${wanted.example}`);
  return value ?? "";
}

function originOf(text: string, errors: string[]): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return url.origin;
  errors.push(`PUBLIC_URL must be an address such as https://app.example.in, not "${text}"`);
  return "";
}

function secretOf(env: Environment, errors: string[]): string {
  const secret = env["AUTH_SECRET"] ?? "";
  if (secret.length < SECRET_LENGTH) {
    errors.push(`AUTH_SECRET must be at least ${SECRET_LENGTH} random characters (openssl rand -base64 32)`);
  }
  return secret;
}

function flag(env: Environment, wanted: { name: string; errors: string[] }): boolean {
  const text = (env[wanted.name] ?? "").toLowerCase();
  if (["1", "true", "yes", "on"].includes(text)) return true;
  if (!["", "0", "false", "no", "off"].includes(text)) {
    wanted.errors.push(`${wanted.name} must be true or false, not "${env[wanted.name]}"`);
  }
  return false;
}

function levelOf(text: string | undefined, errors: string[]): ApiConfig["logLevel"] {
  const level = LOG_LEVELS.find((known) => known === (text || "info"));
  if (!level) errors.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(", ")}, not "${text}"`);
  return level ?? "info";
}
