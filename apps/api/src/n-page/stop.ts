import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { companyProfile } from "@cfa/db/queries/company-profile";
import { lockCompany } from "@cfa/db/queries/locks";
import { addPartyResponse } from "@cfa/db/queries/nudges/answers";
import { findNudgeLink, linkOwner } from "@cfa/db/queries/nudges/links";
import { stoppedKinds, stopMessages } from "@cfa/db/queries/nudges/stop";
import { findOfferLink } from "@cfa/db/queries/offers/links";
import { readCompany } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { Hono, type Context } from "hono";
import { compress } from "hono/compress";

import type { Limit } from "../auth/limit.ts";
import type { WebEnv } from "../http/web-env.ts";
import { textOf } from "../pay-page/answer-form.ts";
import { languageOf, PAY_WORDS } from "../pay-page/figures.ts";
import { makeNonce, nonceHash } from "../pay-page/nonce.ts";
import {
  leadBack,
  missed,
  noticeOf,
  openLink,
  pageHeaders,
  sentFields,
  shortForm,
} from "../pay-page/public-page.ts";
import type { PayPageDeps } from "../pay-page/routes.ts";
import { CUSTOMER } from "../pay-page/say-as-customer.ts";
import { stopPage } from "./page.ts";
import { NUDGE_WORDS } from "./view.ts";

/*
 * The end of messages, for whoever holds the address of one, of a reminder or of an offer. It holds as long as the address does, however long the page itself is
 * over. A mail's own button sends one request without asking (RFC 8058): it carries nothing that a page gave. Looking at the address ends nothing.
 */

const LOOKS: Limit = { name: "end of messages seen", most: 30, windowMillis: 60_000 };
/** Counted apart from looks: programs that look at links keep nobody from ending messages. */
const STOPS: Limit = { name: "messages stopped", most: 30, windowMillis: 3_600_000 };
const HEADERS = pageHeaders(null);
const PAGES = { n: "nudge_link", pay: "offer_link" } as const;
type Page = keyof typeof PAGES;
type Place = { page: Page; path: string; tokenHash: Uint8Array; companyId: string; id: string };

/** The routes that end messages, under both kinds of addresses. */
export function stopRoutes(deps: PayPageDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const [packed, limited] = [compress(), shortForm()];
  app.get("/n/:token/stop", packed, (c) => show(c, deps, "n"));
  app.post("/n/:token/stop", packed, limited, (c) => stop(c, deps, "n"));
  app.get("/pay/:token/stop", packed, (c) => show(c, deps, "pay"));
  app.post("/pay/:token/stop", packed, limited, (c) => stop(c, deps, "pay"));
  return app;
}

type StopContext = Context<WebEnv, "/n/:token/stop"> | Context<WebEnv, "/pay/:token/stop">;

/** Asks whether messages are to end, or says that they have. */
async function show(c: StopContext, deps: PayPageDeps, page: Page): Promise<Response> {
  const now = deps.now();
  const place = await open(c, deps, { page, now, limit: LOOKS });
  const seen = await readCompany(deps.db, place.companyId, async (snapshot) => {
    const owner = await linkOwner(snapshot, { table: PAGES[page], tokenHash: place.tokenHash });
    return (
      owner && {
        seller: (await companyProfile(snapshot)).name,
        kinds: await stoppedKinds(snapshot, owner.guid),
      }
    );
  });
  if (seen === undefined) return missed(c, deps, now);
  const language = languageOf(c.req.query("lang"), c.req.header("accept-language"));
  const view = {
    seller: seen.seller,
    isStopped: seen.kinds.includes("reminder"),
    areOffersStopped: seen.kinds.includes("offer"),
    offers: page === "pay",
  };
  const html = stopPage(view, {
    language,
    words: NUDGE_WORDS[language],
    common: PAY_WORDS[language],
    path: place.path,
    nonce: makeNonce({ secret: deps.secret, tokenHash: place.tokenHash, now }),
    notice: noticeOf({ again: NUDGE_WORDS[language].notices.again }, c.req.query("note"), { language, now }),
  });
  return c.body(html, 200, {
    ...HEADERS,
    vary: "accept-language",
    "content-language": PAY_WORDS[language].htmlLang,
  });
}

/** Ends them, by a form of our page or by a mail's own button. */
async function stop(c: StopContext, deps: PayPageDeps, page: Page): Promise<Response> {
  const now = deps.now();
  const fields = await sentFields(c);
  const place = await open(c, deps, { page, now, limit: STOPS });
  const isOneClick = fields["List-Unsubscribe"] === "One-Click";
  const isOurs =
    nonceHash(textOf(fields, "nonce"), { secret: deps.secret, tokenHash: place.tokenHash, now }) !== null;
  const isTaken =
    (isOneClick || isOurs) &&
    (await inCompany(deps.db, place.companyId, (tx) =>
      take(tx, place, { now, isOneClick, onlyOffers: fields["what"] === "offers", enqueue: deps.enqueue }),
    ));
  if ((isOneClick || isOurs) && !isTaken) return missed(c, deps, now);
  if (isOneClick) return c.text("", 200, { "cache-control": "no-store" });
  return leadBack(c, { path: `${place.path}/stop`, fields, note: isTaken ? null : "again" });
}

/** Takes the leave back; saying it again adds nothing. False: the address was taken back. No message is judged meanwhile. */
async function take(
  tx: CompanyTx,
  { page, tokenHash, id }: Place,
  how: { now: Date; isOneClick: boolean; onlyOffers: boolean; enqueue: PayPageDeps["enqueue"] },
): Promise<boolean> {
  const { now, isOneClick, onlyOffers, enqueue } = how;
  await lockCompany(tx, "nudge");
  const owner = await linkOwner(tx, { table: PAGES[page], tokenHash });
  if (owner === undefined) return false;
  const { language } = await companyProfile(tx);
  const words = NUDGE_WORDS[language];
  const about = owner.nudgeId === null ? idOut("offer", id) : idOut("nudge", owner.nudgeId);
  const by = { id: CUSTOMER, name: words.customer };
  const said = await stopMessages(tx, {
    guid: owner.guid,
    addresses: owner.addresses,
    kinds: onlyOffers ? ["offer"] : ["reminder", "offer"],
    source: "pay-page",
    proof: isOneClick ? words.said.stoppedByClick(about) : words.said.stopped(about),
    at: now,
    by,
  });
  if (said === 0) return true;
  await addPartyResponse(tx, { guid: owner.guid, at: now, what: "page" });
  await addAuditEntry(tx, { user: by, action: "change-consent", detail: { words: said } });
  await enqueue(tx, "plan-nudges", { companyId: tx.companyId });
  return true;
}

/** Finds whose address it is, and counts the try. */
async function open(
  c: StopContext,
  deps: PayPageDeps,
  { page, now, limit }: { page: Page; now: Date; limit: Limit },
): Promise<Place> {
  const find = (db: Database, hash: Uint8Array) => ownerOf(db, page, hash);
  const { link, tokenHash } = await openLink(c, deps, { now, limit, find });
  return { page, path: `/${page}/${c.req.param("token")}`, tokenHash, ...link };
}

async function ownerOf(
  db: Database,
  page: Page,
  tokenHash: Uint8Array,
): Promise<{ companyId: string; id: string } | undefined> {
  if (page === "n") {
    const link = await findNudgeLink(db, tokenHash);
    return link && { companyId: link.companyId, id: link.nudgeId };
  }
  const link = await findOfferLink(db, tokenHash);
  return link && { companyId: link.companyId, id: link.offerId };
}
