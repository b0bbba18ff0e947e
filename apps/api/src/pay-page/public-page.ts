import type { Database } from "@cfa/db/client";
import type { Context, ErrorHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

import { countWithin, type Limit } from "../auth/limit.ts";
import { ApiFailure, errorHead, toFailure } from "../errors.ts";
import { noteFailure } from "../http/refuse.ts";
import { identityOf } from "../http/request-identity.ts";
import { alonePolicy } from "../http/security-headers.ts";
import type { WebEnv } from "../http/web-env.ts";
import type { Logger } from "../log.ts";
import { PAY_WORDS } from "./figures.ts";
import { plainPage } from "./page.ts";
import { PAY_STYLE } from "./style.ts";

/* What the pages of customers have in common, whatever they are of: their headers, and how they say that there is nothing. */

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

/**
 * Counts an address that opens nothing, and says so. Who has it right is never refused for others' misses: many phones share one
 * address of the network, and no number of tries comes near a token.
 */
export async function missed(
  c: Context<WebEnv>,
  { db, log }: { readonly db: Database; readonly log: Logger },
  now: Date,
): Promise<never> {
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
