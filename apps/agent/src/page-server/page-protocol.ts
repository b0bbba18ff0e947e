import { z } from "zod";

/*
 * What the window's page and its server say to each other, on 127.0.0.1 alone.
 *
 *   GET  /#ticket=TICKET             the window's address; good for 60 seconds and once
 *   POST /session {"ticket"}         the one-time ticket of the address's fragment for a session -> {"session"}; kept in sessionStorage
 *   POST /session/hello {"chance"}    -> {"proofs"}: that it is still the agent that gave the session, before the window asks it anew
 *   GET  /events                     text/event-stream; each event is a whole AgentView as JSON, the first at once
 *   POST /deeds   DeedAsked          -> DeedAnswer
 *   GET  /diagnostics                text/plain
 *   GET  /, /NAME                    the page's own files, by a closed list of names; open to all who pass the Host check
 *
 *   POST /control/hello {"chance"}       -> {"proof"}: that it is the one of window.json, before it is told the secret
 *   POST /control/show, /control/quit    with the control secret of window.json, for a second start, setup and the service -> ControlAnswer
 *
 * Everything but the page's files, /session and the two hellos wants `Authorization: Bearer SESSION` (control: `Bearer SECRET`).
 * Bodies are JSON and say so. Whatever is refused (400, 401, 403, 404, 405, 413, 415, 421, 500) is answered like a deed that failed.
 */

const none = <Name extends string>(deed: Name) => z.strictObject({ deed: z.literal(deed) });
const guid = z.string().min(1).max(200);

/** A deed as the page asks for it. */
export const DeedAsked = z.discriminatedUnion("deed", [
  z.strictObject({ deed: z.literal("setServer"), origin: z.string().max(300) }),
  z.strictObject({
    deed: z.literal("setTally"),
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
  }),
  none("checkTally"),
  z.strictObject({ deed: z.literal("pairByCode"), companyGuid: guid, code: z.string().max(200) }),
  z.strictObject({ deed: z.literal("showOwnCode"), companyGuid: guid }),
  none("endPairing"),
  z.strictObject({ deed: z.literal("pasteKey"), companyGuid: guid, key: z.string().max(200) }),
  z.strictObject({ deed: z.literal("syncNow"), companyGuid: guid }),
  z.strictObject({ deed: z.literal("forgetCompany"), companyGuid: guid }),
  z.strictObject({ deed: z.literal("pause"), until: z.iso.datetime().nullable() }),
  none("goOn"),
  z.strictObject({ deed: z.literal("setSyncHours"), hours: z.number().min(0.25).max(24) }),
  z.strictObject({ deed: z.literal("setLanguage"), language: z.enum(["en", "hi"]) }),
  z.strictObject({ deed: z.literal("setStartsWithSystem"), isOn: z.boolean() }),
  none("lookForUpdate"),
  none("restart"),
  none("openLogs"),
]);
export type DeedAsked = z.infer<typeof DeedAsked>;

/** What came of it: a trouble is an answer, not an error. */
export const DeedAnswer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    trouble: z.object({ code: z.string(), message: z.string(), fix: z.string(), since: z.string() }),
  }),
]);
export type DeedAnswer = z.infer<typeof DeedAnswer>;

export const SessionAsked = z.strictObject({ ticket: z.string().min(1).max(200) });

/** A session that is no longer good answers 401; the page then says that the window is to be opened anew. */
export const SessionOpened = z.object({ session: z.string().min(40) });

/** A second start, and a window that lost contact, send something random, */
export const HelloAsked = z.strictObject({ chance: z.string().min(16).max(200) });
/** and whoever has the secret proves it by a MAC over that and its own port, which no other server can pass on. */
export const HelloAnswer = z.object({ proof: z.string() });
/**
 * The same for a window: HMAC-SHA256 in base64url, by the SHA-256 of its session, of "cfa-agent-session PORT CHANCE". One for each
 * open window, as who asks does not say which it is.
 */
export const SessionHelloAnswer = z.object({ proofs: z.array(z.string()).max(20) });

/** Who did what was asked. */
export const ControlAnswer = z.object({ ok: z.literal(true), pid: z.number().int(), version: z.string() });
export type ControlAnswer = z.infer<typeof ControlAnswer>;

/** window.json in the data folder: who is at work there and how it is spoken with. Removed at the end. */
export const WindowFile = z.object({
  pid: z.number().int(),
  port: z.number().int(),
  secret: z.string().min(40),
  version: z.string(),
});
export type WindowFile = z.infer<typeof WindowFile>;
