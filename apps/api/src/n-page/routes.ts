import { inCompany } from "@cfa/db/company-scope";
import { findNudgeLink } from "@cfa/db/queries/nudges/links";
import { readCompany } from "@cfa/db/queries/snapshot";
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
  refusedPage,
  sentFields,
  shortForm,
} from "../pay-page/public-page.ts";
import type { PayPageDeps } from "../pay-page/routes.ts";
import { readNudgeAnswer } from "./answer-form.ts";
import { takeNudgeAnswer, type NudgeAnswer, type NudgeOutcome } from "./answer.ts";
import { nudgePage } from "./page.ts";
import { readNudge, readNudgeView } from "./read.ts";
import { stopRoutes } from "./stop.ts";
import { NUDGE_WORDS } from "./view.ts";

const VIEWS: Limit = { name: "message's page seen", most: 30, windowMillis: 60_000 };
const ANSWERS: Limit = { name: "message's page answered", most: 10, windowMillis: 3_600_000 };
const HEADERS = pageHeaders(null);

type NudgeContext = Context<WebEnv, "/n/:token">;

/**
 * The page of a message, for whoever holds its address: nobody signs in here, and no cookie is set or read. Looking changes nothing, whoever looks: programs that
 * show a link beforehand look too. Each answer is a POST with what the page gave for it.
 */
export function nudgePageRoutes(deps: PayPageDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.onError(refusedPage(deps.log));
  const packed = compress();
  app.get("/n/:token", packed, async (c) => {
    const now = deps.now();
    const { link, tokenHash } = await openLink(c, deps, { now, limit: VIEWS, find: findNudgeLink });
    const seen = await readCompany(deps.db, link.companyId, async (snapshot) => {
      const found = await readNudge(snapshot, { nudgeId: link.nudgeId, tokenHash, now });
      return found && { nudge: found.nudge, view: await readNudgeView(snapshot, found, now) };
    });
    if (seen === null) return missed(c, deps, now);
    const language = languageOf(c.req.query("lang") ?? seen.nudge.language, undefined);
    const page = nudgePage(seen.view, {
      language,
      words: NUDGE_WORDS[language],
      common: PAY_WORDS[language],
      path: `/n/${c.req.param("token")}`,
      nonce: makeNonce({ secret: deps.secret, tokenHash, now }),
      notice: noticeOf(NUDGE_WORDS[language].notices, c.req.query("note"), { language, now }),
    });
    return c.body(page, 200, { ...HEADERS, "content-language": PAY_WORDS[language].htmlLang });
  });

  const limited = shortForm();
  const answering = (kind: NudgeAnswer["kind"]) => (c: NudgeContext) => answered(c, deps, kind);
  app.post("/n/:token/promise", packed, limited, answering("promised"));
  app.post("/n/:token/dispute", packed, limited, answering("disputed"));
  app.post("/n/:token/paid", packed, limited, answering("paid"));
  app.route("/", stopRoutes(deps));
  return app;
}

/** Takes an answer and leads back to the page, which shows how it stands now. */
async function answered(c: NudgeContext, deps: PayPageDeps, kind: NudgeAnswer["kind"]): Promise<Response> {
  const now = deps.now();
  const fields = await sentFields(c);
  const { link, tokenHash } = await openLink(c, deps, { now, limit: ANSWERS, find: findNudgeLink });
  const hash = nonceHash(textOf(fields, "nonce"), { secret: deps.secret, tokenHash, now });
  const answer = readNudgeAnswer(kind, fields);
  const outcome: NudgeOutcome | "again" =
    hash === null
      ? "again"
      : typeof answer === "string"
        ? answer
        : await inCompany(deps.db, link.companyId, (tx) =>
            takeNudgeAnswer(tx, {
              nudgeId: link.nudgeId,
              tokenHash,
              nonceHash: hash,
              answer,
              now,
              enqueue: deps.enqueue,
            }),
          );
  if (outcome === "gone") return missed(c, deps, now);
  const note = outcome === "taken" ? null : outcome;
  return leadBack(c, { path: `/n/${c.req.param("token")}`, fields, note });
}
