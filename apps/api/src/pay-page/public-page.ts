import type { Database } from "@cfa/db/client";
import { tokenHashOf } from "@cfa/db/pay-token";
import { localDateAt } from "@cfa/values/local-date";
import type { Context, ErrorHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

import { countWithin, type Limit } from "../auth/limit.ts";
import { ApiFailure, errorHead, toFailure } from "../errors.ts";
import { noteFailure } from "../http/refuse.ts";
import { identityOf } from "../http/request-identity.ts";
import { alonePolicy } from "../http/security-headers.ts";
import type { WebEnv } from "../http/web-env.ts";
import type { Logger } from "../log.ts";
import { textOf, type Fields } from "./answer-form.ts";
import { dayText, languageOf, PAY_WORDS, type PayLanguage } from "./figures.ts";
import { plainPage } from "./page.ts";
import { promiseDays } from "./read.ts";
import { PAY_STYLE } from "./style.ts";

/* What the pages of customers have in common, whatever they are of: their headers, how they are found and led back to, and how they say that there is nothing. */

const MISSES: Limit = { name: "pay page missed", most: 60, windowMillis: 3_600_000 };
const BODY_BYTES = 16 * 1024;
const BOTH = [PAY_WORDS.en, PAY_WORDS.hi];

/** The headers of such a page: kept nowhere, found nowhere, and nothing from elsewhere in it. `script`: its only one; null: it has none. */
export function pageHeaders(script: string | null) {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": alonePolicy({ style: PAY_STYLE, script }),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow, noarchive",
  };
}

type Opening = { readonly db: Database; readonly log: Logger };

/** What stands behind a page's address, by the hash of its token; counts the try. */
export async function openLink<Link>(
  c: Context<WebEnv>,
  { db, log }: Opening,
  wanted: {
    now: Date;
    limit: Limit;
    find: (db: Database, tokenHash: Uint8Array) => Promise<Link | undefined>;
  },
): Promise<{ link: Link; tokenHash: Uint8Array }> {
  const { now, limit, find } = wanted;
  const tokenHash = tokenHashOf(c.req.param("token") ?? "");
  const link = tokenHash === null ? undefined : await find(db, tokenHash);
  if (tokenHash === null || link === undefined) return missed(c, { db, log }, now);
  await countWithin(limit, Buffer.from(tokenHash).toString("hex"), { db, now });
  return { link, tokenHash };
}

/** What a form says that was sent to a page. What is not what it says it is says nothing. */
export function sentFields(c: Context<WebEnv>): Promise<Fields> {
  return c.req.parseBody().catch(() => ({}));
}

/** Leads from a form back to a page, which shows how it stands now. `note`: the code of what did not go well; null: all did. */
export function leadBack(
  c: Context<WebEnv>,
  { path, fields, note }: { path: string; fields: Fields; note: string | null },
): Response {
  const language = languageOf(textOf(fields, "lang"), c.req.header("accept-language"));
  return c.body(null, 303, {
    location: `${path}?lang=${language}${note === null ? "" : `&note=${note}`}`,
    "cache-control": "no-store",
  });
}

/** What did not go well, by its code in the address. What went well is seen by how things stand. */
export function noticeOf(
  notices: Readonly<Record<string, string | ((lastDay: string) => string)>>,
  code: string | undefined,
  { language, now }: { language: PayLanguage; now: Date },
): string | null {
  const notice = code !== undefined && Object.hasOwn(notices, code) ? (notices[code] ?? null) : null;
  return typeof notice === "function"
    ? notice(dayText(promiseDays(localDateAt(now)).last, language))
    : notice;
}

/**
 * Counts an address that opens nothing, and says so. Who has it right is never refused for others' misses: many phones share one
 * address of the network, and no number of tries comes near a token.
 */
export async function missed(c: Context<WebEnv>, { db, log }: Opening, now: Date): Promise<never> {
  const identity = identityOf(c.env.incoming);
  await countWithin(MISSES, identity?.address ?? "", { db, now });
  (identity?.log ?? log).info({ event: "pay-page-missed" }, "access");
  throw new ApiFailure("not-found");
}

/** Says in both languages what went wrong: that there is nothing, that it was too often, or no more than that it does not work. */
export function refusedPage(log: Logger): ErrorHandler<WebEnv> {
  return (error, c) => {
    const failure = toFailure(error);
    noteFailure(identityOf(c.env.incoming)?.log ?? log, failure);
    const { status, headers } = errorHead(failure);
    const what = status === 404 ? "missing" : status === 429 ? "tooMany" : "failed";
    return new Response(plainPage(what, BOTH), { status, headers: { ...headers, ...pageHeaders(null) } });
  };
}

/** Lets no form in that is longer than any of these pages has. */
export function shortForm() {
  return bodyLimit({
    maxSize: BODY_BYTES,
    onError: () => {
      throw new ApiFailure("too-large");
    },
  });
}
