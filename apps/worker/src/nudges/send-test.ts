import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import { addressSalt } from "@cfa/db/queries/nudges/address-salt";
import {
  claimTest,
  holdTest,
  refuseTest,
  settleTest,
  whoseNumber,
  type HeldTest,
} from "@cfa/db/queries/nudges/test-sends";
import type { Refusal } from "@cfa/nudges/plan";
import type { TextRules } from "@cfa/nudges/rules";
import { fill, withLink } from "@cfa/nudges/templates/fill";
import { preflight } from "@cfa/nudges/templates/preflight";
import { testSaid, withMark } from "@cfa/nudges/templates/test-said";
import { typedTemplate } from "@cfa/nudges/templates/typed-template";
import { localDateAt, type LocalDate } from "@cfa/values/local-date";
import type { Logger } from "pino";

import type { Channel, Outcome, Outgoing } from "../channels/channel.ts";
import { addressHash, makeSalt } from "./address-hash.ts";
import { handOver } from "./hand-over.ts";
import type { OpenChannels } from "./open-channel.ts";
import { readTextRules } from "./plan-rules.ts";

export type TestDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly now: () => Date;
  readonly open: OpenChannels;
  /** Where customers' pages are. */
  readonly publicUrl: string;
};

/** As long as the end of a true link, and of no message: the page says that there is nothing. */
const LEADS_NOWHERE = "TestTestTestTestTestTe";

/**
 * Sends a text with made-up bills to who wrote it. It is written down as called before the call, and never called again: of one whose answer is lost it is unknown whether it
 * went out. It is of no customer: no leave, cap or log of messages is touched.
 */
export async function sendTest(
  deps: TestDeps,
  { companyId, testId }: { companyId: string; testId: string },
): Promise<void> {
  const { db, log, now } = deps;
  const claimed = await inCompany(db, companyId, (tx) => claim(tx, testId, deps), { role: "job" });
  if (claimed === null) return;
  const outcome = await handOver(claimed.channel, claimed.outgoing);
  await inCompany(db, companyId, (tx) => settleTest(tx, testId, toldBy(outcome)), { role: "job" });
  log.info({ companyId, testId, outcome: outcome.kind, at: now() }, "a text was tried");
}

type Claimed = { channel: Channel; outgoing: Outgoing };
type Why = { refused: string; inText?: readonly Refusal[] };

/** Looks a test over as a message is, and writes it down as called; null: there is nothing to call. */
async function claim(tx: CompanyTx, testId: string, deps: TestDeps): Promise<Claimed | null> {
  if (!(await holdCompany(tx))) return null;
  const test = await holdTest(tx, testId);
  if (test === undefined) return null;
  const now = deps.now();
  const linkHost = new URL(deps.publicUrl).hostname;
  const rules = await readTextRules(tx, { today: localDateAt(now), linkHost });
  const channel = (await deps.open(tx)).get(test.way);
  const looked = lookAt(test, rules, localDateAt(now));
  const why = shut(test, rules, channel) ?? (await notOwn(tx, test)) ?? ("refused" in looked ? looked : null);
  if (why !== null || "refused" in looked || channel === undefined) {
    await refuseTest(tx, testId, { refused: why?.refused ?? "no-account", inText: why?.inText ?? [] });
    return null;
  }
  await claimTest(tx, testId, now);
  const outgoing: Outgoing = {
    attemptId: testId,
    messageId: `<${testId}@${linkHost}>`,
    to: test.to,
    rendered: withLink(looked.rendered, `${deps.publicUrl}/n/${LEADS_NOWHERE}`),
    template: looked.template,
    language: test.language,
    stopUrl: null,
  };
  return { channel, outgoing };
}

/** Why nothing goes by this way; null: it is open. */
function shut({ way }: HeldTest, { ways }: TextRules, channel: Channel | undefined): Why | null {
  const account = ways.find((one) => one.way === way);
  if (channel === undefined || (account?.provider ?? null) === null) return { refused: "no-account" };
  return account?.state === "on" ? null : { refused: "account-paused" };
}

/** Why a number is not one's own; a mail address was proved to be. */
async function notOwn(tx: CompanyTx, { way, to }: HeldTest): Promise<Why | null> {
  if (way === "email") return null;
  const hash = Buffer.from(addressHash(await addressSalt(tx, makeSalt()), to), "hex");
  const whose = await whoseNumber(tx, { hash, number: to });
  if (whose === null) return null;
  return { refused: whose === "customer" ? "customers-address" : "stopped" };
}

/** The text with its made-up values, marked; or what stands against it. */
function lookAt(test: HeldTest, rules: TextRules, today: LocalDate) {
  const { kind, stage, language, subject, body, registration } = test;
  // As it would be once it is approved: the carrier says itself what it does not know.
  const template = typedTemplate(test, { text: { subject, body }, registration, state: "approved" });
  const rendered = fill(template, testSaid(kind, stage, { today, language }), rules);
  const inText = preflight(rendered, template, rules);
  if (inText.length > 0) return { refused: "text", inText };
  const marked = withMark(rendered, template);
  return marked === null ? { refused: "no-mark" } : { rendered: marked, template };
}

function toldBy(outcome: Outcome): Parameters<typeof settleTest>[2] {
  switch (outcome.kind) {
    case "accepted":
      return { state: "accepted", failure: null };
    case "refused": {
      const { scope, code, detail } = outcome;
      return { state: "refused", failure: { scope, code, detail } };
    }
    case "later":
      return { state: "refused", failure: { scope: "later", code: outcome.code, detail: "" } };
    case "unknown":
      return { state: "unknown", failure: null };
  }
}
