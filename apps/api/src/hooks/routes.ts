import { createHash } from "node:crypto";

import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { HOOK_SECRETS, VERIFY_TOKEN } from "@cfa/db/queries/nudges/channels";
import { companyOfChannelHook, keepChannelEvent } from "@cfa/db/queries/nudges/events";
import type { MasterKeys } from "@cfa/db/sealing";
import type { Enqueue } from "@cfa/db/queue";
import type { ChannelProvider } from "@cfa/db/tables/nudges";
import { Hono, type Context } from "hono";

import { countWithin, type Limit } from "../auth/limit.ts";
import { ApiFailure } from "../errors.ts";
import type { WebEnv } from "../http/web-env.ts";
import { readBytes } from "../sync/read-body.ts";
import { hookSecrets, ownerOfHook } from "./called.ts";
import { isSameSecret, isSignedBytes, isSignedForm } from "./signatures.ts";

export type ChannelHookDeps = {
  readonly db: Database;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
  readonly masterKeys: MasterKeys | null;
  /** Under which providers call us. */
  readonly publicUrl: string;
};

const CHALLENGE = /^[\w.-]{1,200}$/;
const KILOBYTE = 1024;
const MOST_BYTES = 256 * KILOBYTE;
/** Mails carry pictures along, of which nothing is looked at. */
const MOST_MAIL_BYTES = 1000 * KILOBYTE;
/** Of what nobody has signed. */
const UNSIGNED: Limit = { name: "unsigned webhook", most: 6_000, windowMillis: 60_000 };

/** The last part but one of an address of webhooks, by who calls it. */
const NAMES = {
  whatsapp: "whatsapp",
  twilio: "twilio",
  msg91: "msg91",
  smtp: "email",
} as const satisfies Record<ChannelProvider, string>;

/** Where a provider's webhooks for a company go. */
export function channelHookAddress(publicUrl: string, provider: ChannelProvider, token: string): string {
  return `${publicUrl}/hooks/${NAMES[provider]}/${token}`;
}

/** A webhook as it came. */
type Hook = { readonly body: Uint8Array; readonly c: Context<WebEnv>; readonly publicUrl: string };

/**
 * Takes what those who carry messages tell, and what customers answer. A body is held against its signature as it came; what is right is written down once, answered at
 * once, and looked at by a job. Nothing is believed here but that it was said. MSG91 signs nothing: who knows the address may speak, and is heard only about
 * messages that are ours.
 */
export function channelHookRoutes(deps: ChannelHookDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.get("/hooks/whatsapp/:companyToken", (c) => letIn(c, deps));
  app.post("/hooks/whatsapp/:companyToken", (c) =>
    take(c, deps, {
      provider: "whatsapp",
      isSigned: signedByHeader("x-hub-signature-256"),
      most: MOST_BYTES,
    }),
  );
  app.post("/hooks/twilio/:companyToken", (c) =>
    take(c, deps, { provider: "twilio", isSigned: signedAsForm, most: MOST_BYTES, kept: withAttempt }),
  );
  app.post("/hooks/msg91/:companyToken", (c) =>
    take(c, deps, { provider: "msg91", isSigned: null, most: MOST_BYTES }),
  );
  app.post("/hooks/email/:companyToken", (c) =>
    take(c, deps, { provider: "smtp", isSigned: signedByHeader("x-signature-256"), most: MOST_MAIL_BYTES }),
  );
  return app;
}

type HookContext = Context<WebEnv, "/hooks/whatsapp/:companyToken">;

type Kind = {
  readonly provider: ChannelProvider;
  /** Null: nobody signs it. */
  readonly isSigned: ((hook: Hook, secrets: readonly string[]) => boolean) | null;
  readonly most: number;
  /** What is kept of it; the body where it is left out. */
  readonly kept?: (hook: Hook) => Uint8Array;
};

async function take(
  c: Context<WebEnv>,
  deps: ChannelHookDeps,
  { provider, isSigned, most, kept }: Kind,
): Promise<Response> {
  const { db, enqueue, now, publicUrl } = deps;
  const at = now();
  const { companyId, way, token } = await companyOf(c, deps, { provider, at });
  const body = await readBytes(c.req.raw, most);
  const hook = { body, c, publicUrl };
  if (isSigned === null) await countWithin(UNSIGNED, token, { db, now: at });
  else if (
    !isSigned(hook, await hookSecrets(deps, companyId, { provider, fields: HOOK_SECRETS[provider] }))
  ) {
    throw new ApiFailure("bad-key", { message: "The signature is not one of this body." });
  }
  if (body.length === 0) throw new ApiFailure("bad-request");
  const bytes = kept?.(hook) ?? body;
  const bodyHash = createHash("sha256").update(provider).update("\0").update(bytes).digest();
  await inCompany(db, companyId, async (tx) => {
    if (await keepChannelEvent(tx, { way, provider, body: bytes, bodyHash, at })) {
      await enqueue(tx, "take-channel-events", { companyId });
    }
  });
  return c.json({ taken: true });
}

/** Says back what WhatsApp asks before it sends anything, if it knows the word that its owner has set. */
async function letIn(c: HookContext, deps: ChannelHookDeps): Promise<Response> {
  const provider = "whatsapp";
  const { companyId } = await companyOf(c, deps, { provider, at: deps.now() });
  const asked = c.req.query("hub.challenge") ?? "";
  const [word] = await hookSecrets(deps, companyId, { provider, fields: [VERIFY_TOKEN] });
  const isKnown = word !== undefined && isSameSecret(c.req.query("hub.verify_token") ?? "", word);
  if (c.req.query("hub.mode") !== "subscribe" || !isKnown || !CHALLENGE.test(asked)) {
    throw new ApiFailure("not-allowed", { message: "This is not the word that was set." });
  }
  return c.text(asked);
}

/** Whose address it is. */
async function companyOf(
  c: Context<WebEnv>,
  { db }: ChannelHookDeps,
  { provider, at }: { provider: ChannelProvider; at: Date },
) {
  const find = (token: string) => companyOfChannelHook(db, { token, provider });
  const { owner, token } = await ownerOfHook(c, { db, at, find });
  return { ...owner, token };
}

function signedByHeader(name: string): NonNullable<Kind["isSigned"]> {
  return ({ body, c }, secrets) => isSignedBytes(body, withoutPrefix(c.req.header(name) ?? ""), secrets);
}

/** A signature as it stands after `sha256=`. */
function withoutPrefix(signature: string): string {
  return /^sha256=(.*)$/i.exec(signature)?.[1] ?? "";
}

function signedAsForm({ body, c, publicUrl }: Hook, secrets: readonly string[]): boolean {
  const { pathname, search } = new URL(c.req.url);
  const url = publicUrl + pathname + search;
  return isSignedForm({ url, form: textOf(body) }, c.req.header("x-twilio-signature") ?? "", secrets);
}

/** The form with the attempt that stands in the address: nothing else says of which message it is. */
function withAttempt({ body, c }: Hook): Uint8Array {
  const form = new URLSearchParams(textOf(body));
  form.delete("a");
  const attempt = c.req.query("a");
  if (attempt !== undefined) form.set("a", attempt);
  return Buffer.from(form.toString());
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString();
}
