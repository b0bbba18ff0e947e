import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { findOfferLink } from "@cfa/db/queries/offers/links";
import { offerRow } from "@cfa/db/queries/offers/offers";
import { readCompany, type BooksReader } from "@cfa/db/queries/snapshot";
import type { Enqueue } from "@cfa/db/queue";
import { Hono, type Context } from "hono";
import { compress } from "hono/compress";

import type { Limit } from "../auth/limit.ts";
import { ApiFailure } from "../errors.ts";
import type { WebEnv } from "../http/web-env.ts";
import type { Logger } from "../log.ts";
import { readAnswer, textOf } from "./answer-form.ts";
import { takeAnswer, type Answer, type Outcome } from "./answer.ts";
import { createTurns } from "../reports/turns.ts";
import { billPdf } from "./bill-pdf.ts";
import { languageOf, PAY_WORDS } from "./figures.ts";
import { makeNonce, nonceHash } from "./nonce.ts";
import { payPage } from "./page.ts";
import {
  leadBack,
  missed,
  noticeOf,
  openLink,
  pageHeaders,
  refusedPage,
  sentFields,
  shortForm,
} from "./public-page.ts";
import { readStanding, readView, type Found } from "./read.ts";
import { PAY_SCRIPT } from "./script.ts";

export type PayPageDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
  /** Vouches for what the page gives with its forms. */
  readonly secret: string;
};

const MINUTE_MILLIS = 60_000;
const HOUR_MILLIS = 60 * MINUTE_MILLIS;
const VIEWS: Limit = { name: "pay page seen", most: 30, windowMillis: MINUTE_MILLIS };
const ACCEPTS: Limit = { name: "pay page accepted", most: 5, windowMillis: HOUR_MILLIS };
const WORDS: Limit = { name: "pay page answered", most: 5, windowMillis: HOUR_MILLIS };

const HEADERS = pageHeaders(PAY_SCRIPT);

type PayContext = Context<WebEnv, "/pay/:token">;

/**
 * The page of an offer, for whoever holds its address: nobody signs in here, and no cookie is set or read. Looking changes nothing; each answer
 * is a POST with what the page gave for it. A wrong address, one that was taken back and one long over are answered alike.
 */
export function payPageRoutes(deps: PayPageDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.onError(refusedPage(deps.log));
  const packed = compress();
  const inTurn = createTurns({ atOnce: 1, waiting: 20 }); // a document takes the processor for a while
  app.get("/pay/:token", packed, async (c) => {
    const now = deps.now();
    const language = languageOf(c.req.query("lang"), c.req.header("accept-language"));
    const opened = await open(c, deps, {
      now,
      limit: VIEWS,
      fn: (reader, found) => readView(reader, found, now),
    });
    const words = PAY_WORDS[language];
    const page = payPage(opened.read.view, {
      language,
      words,
      path: `/pay/${c.req.param("token")}`,
      nonce: makeNonce({ secret: deps.secret, tokenHash: opened.tokenHash, now }),
      now,
      notice: noticeOf(words.notices, c.req.query("note"), { language, now }),
    });
    return c.body(page, 200, { ...HEADERS, vary: "accept-language", "content-language": words.htmlLang });
  });

  app.get("/pay/:token/bill.pdf", packed, async (c) => {
    const now = deps.now();
    const language = languageOf(c.req.query("lang"), c.req.header("accept-language"));
    const { found, read } = await open(c, deps, {
      now,
      limit: VIEWS,
      fn: (reader, one) => readView(reader, one, now),
    });
    const { bill } = found;
    if (bill === null) throw new ApiFailure("not-found");
    const shown = { seller: read.seller.name, language, now };
    const file = await inTurn(() => billPdf({ ...found, bill }, shown));
    return c.body(new Uint8Array(file), 200, {
      "content-type": "application/pdf",
      "content-disposition": 'attachment; filename="bill.pdf"',
      "cache-control": "no-store",
      "x-robots-tag": HEADERS["x-robots-tag"],
    });
  });

  const limited = shortForm();
  app.post("/pay/:token/accept", packed, limited, (c) =>
    answered(c, deps, { kind: "accepted", limit: ACCEPTS }),
  );
  app.post("/pay/:token/promise", packed, limited, (c) =>
    answered(c, deps, { kind: "promised", limit: WORDS }),
  );
  app.post("/pay/:token/dispute", packed, limited, (c) =>
    answered(c, deps, { kind: "disputed", limit: WORDS }),
  );
  return app;
}

/** Takes an answer and leads back to the page, which shows how it stands now. */
async function answered(
  c: PayContext,
  deps: PayPageDeps,
  { kind, limit }: { kind: Answer["kind"]; limit: Limit },
): Promise<Response> {
  const now = deps.now();
  const fields = await sentFields(c);
  const { tokenHash, companyId, found } = await open(c, deps, {
    now,
    limit,
    fn: () => Promise.resolve(null),
  });
  const answer = readAnswer(kind, fields);
  const hash = nonceHash(textOf(fields, "nonce"), { secret: deps.secret, tokenHash, now });
  const asked = { offerId: found.offer.offerId, tokenHash, now, enqueue: deps.enqueue };
  const outcome: Outcome | "again" =
    hash === null
      ? "again"
      : answer === null
        ? "bad-day"
        : await inCompany(deps.db, companyId, (tx) => takeAnswer(tx, { ...asked, nonceHash: hash, answer }));
  if (outcome === "gone") return missed(c, deps, now);
  const note = outcome === "taken" ? null : outcome;
  return leadBack(c, { path: `/pay/${c.req.param("token")}`, fields, note });
}

type Opened<T> = {
  readonly tokenHash: Uint8Array;
  readonly companyId: string;
  readonly found: Found;
  readonly read: T;
};

/** Finds the offer behind an address and reads of its company what `fn` wants, at one moment; counts the try. */
async function open<T>(
  c: PayContext,
  { db, log }: PayPageDeps,
  wanted: { now: Date; limit: Limit; fn: (reader: BooksReader, found: Found) => Promise<T> },
): Promise<Opened<T>> {
  const { now, limit, fn } = wanted;
  const { link, tokenHash } = await openLink(c, { db, log }, { now, limit, find: findOfferLink });
  const opened = await readCompany(db, link.companyId, async (snapshot) => {
    const found = await readStanding(snapshot, await offerRow(snapshot, link.offerId), { tokenHash, now });
    return found && { found, read: await fn(snapshot, found) };
  });
  return opened === null ? missed(c, { db, log }, now) : { ...opened, tokenHash, companyId: link.companyId };
}
