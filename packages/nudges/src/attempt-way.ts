import type { AddressFact, AttemptFact, PartyFacts } from "./facts.ts";
import { consentTo } from "./consent.ts";
import type { Kind, Language, Stage, Way } from "./kinds.ts";
import type { Rendered } from "./plan.ts";
import type { PlanRules, TemplateFact } from "./rules.ts";
import type { WayCode } from "./silence.ts";
import { fill, type Said } from "./templates/fill.ts";
import { preflight, templateCodes } from "./templates/preflight.ts";
import { shippedTemplate } from "./templates/shipped.ts";

/** A message that looks for its way. */
export type Message = { party: PartyFacts; kind: Kind; stage: Stage; language: Language; said: Said };

/** A way a message can go by, ready to go. */
export type OpenWay = { way: Way; address: AddressFact | null; template: TemplateFact; rendered: Rendered };

/** A way that is shut, and why. */
export type ShutWay = { way: Way; code: WayCode };

/** Each way in turn: open with its text, or shut with its code. Nothing that would be refused is open. */
export function lookAtWays(
  order: readonly Way[],
  message: Message,
  rules: PlanRules,
): { open: OpenWay[]; shut: ShutWay[] } {
  const looks = [...new Set(order)].map((way) => lookAtWay(way, message, rules));
  return {
    open: looks.flatMap((look) => ("code" in look ? [] : [look])),
    shut: looks.flatMap((look) => ("code" in look ? [look] : [])),
  };
}

/** The ways a nudge may still try: what was refused on one is not said there again. A way that was merely busy is tried anew. */
export function waysLeft(order: readonly Way[], attempts: readonly AttemptFact[]): Way[] {
  const spent = new Set(
    attempts.filter(({ state, failure }) => state === "failed" || failure !== null).map(({ way }) => way),
  );
  return order.filter((way) => !spent.has(way));
}

/** Whether an attempt went out, or may have: then there is no other. */
export function hasGoneOut(attempts: readonly AttemptFact[]): boolean {
  return attempts.some(({ state }) => state !== "put-off" && state !== "failed");
}

/** One code for many ways: the one that all of them have, ways without an account left out; else that there is none. */
export function noWayCode(
  shut: readonly ShutWay[],
):
  | "opted-out"
  | "no-ground"
  | "no-consent"
  | "no-address"
  | "address-dead"
  | "no-account"
  | "no-template"
  | "preflight"
  | "no-way" {
  const meant = shut.filter(({ code }) => code !== "no-account");
  const codes = new Set((meant.length > 0 ? meant : shut).map(({ code }) => code));
  const [only = "no-way"] = codes;
  return codes.size > 1 || only === "account-paused" ? "no-way" : only;
}

function lookAtWay(way: Way, message: Message, rules: PlanRules): OpenWay | ShutWay {
  const account = rules.ways.find((each) => each.way === way);
  if (way !== "print") {
    if (account === undefined || account.state === "none") return { way, code: "no-account" };
    if (account.state !== "on") return { way, code: "account-paused" };
  }
  const reached = way === "print" ? null : reachOn(way, message, rules);
  if (typeof reached === "string") return { way, code: reached };
  const template = templateFor(rules.templates, way, message);
  if (template === null || templateCodes(template, rules).length > 0) return { way, code: "no-template" };
  const rendered = fill(template, message.said, rules);
  if (preflight(rendered, template, rules).length > 0) return { way, code: "preflight" };
  return { way, address: reached, template, rendered };
}

/** The newest address that may be written to, or why there is none. A word against an address weighs more than that it is dead. */
function reachOn(way: Way, { party, kind }: Message, { isGroundSaid }: PlanRules): AddressFact | WayCode {
  const addresses = party.addresses.filter((each) => each.way === way);
  if (addresses.length === 0) return "no-address";
  const codes: WayCode[] = [];
  for (const address of addresses) {
    const consent = consentTo(party.consent, { kind, way, hash: address.hash, isGroundSaid });
    if (consent === "yes" && !address.isDead) return address;
    codes.push(consent === "yes" ? "address-dead" : consent);
  }
  return (
    codes.find((code) => code === "opted-out") ??
    codes.find((code) => code !== "address-dead") ??
    "address-dead"
  );
}

/** The text that is registered for a message in its language, else in English; in mail and in print what is shipped comes before that. */
export function templateFor(
  templates: readonly TemplateFact[],
  way: Way,
  { kind, stage, language }: Pick<Message, "kind" | "stage" | "language">,
): TemplateFact | null {
  const fitting = templates.filter((each) => each.kind === kind && each.stage === stage && each.way === way);
  const approvedIn = (wanted: Language) =>
    fitting.find((each) => each.language === wanted && each.state === "approved");
  const own = approvedIn(language);
  if (own) return own;
  if (way === "email" || way === "print") return shippedTemplate(kind, stage, { way, language });
  return approvedIn("en") ?? fitting.find((each) => each.language === language) ?? fitting[0] ?? null;
}
