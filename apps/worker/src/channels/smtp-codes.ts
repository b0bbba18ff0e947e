import { fieldsIn } from "../read-fields.ts";
import type { Outcome, Refused } from "./channel.ts";
import { plainDetail } from "./plain-detail.ts";

/** How far a mail had got: the server had asked for its text, from when on it may have been taken. */
export type MailPhase = "before-text" | "text";

const SOON_SECONDS = 60;
/** What a server that does not know us yet wants to be left alone for. */
const GREYLIST_SECONDS = 5 * 60;

/** The certificate is no good, which a person has to see to. */
const BAD_CERTIFICATE = /CERT|ALTNAME|SELF_SIGNED|VERIFY/;

/** What an error of the mail connection comes to. */
export function outcomeOfMailError(error: unknown, phase: MailPhase, secrets: readonly string[]): Outcome {
  const { code, command, reply, words } = partsOf(error);
  const status = reply ?? 0;
  // Without the server's word on the text itself nobody knows.
  if (phase === "text" && !(command === "DATA" && status >= 400)) return { kind: "unknown", code: "cut" };
  const refused = (refusal: Omit<Refused, "detail">): Outcome =>
    ({ kind: "refused", ...refusal, detail: plainDetail("", words, secrets) }) as Outcome;
  if (status >= 400 && status < 500) {
    return { kind: "later", afterSeconds: GREYLIST_SECONDS, code: String(status) };
  }
  if (command.startsWith("AUTH") || code === "EAUTH" || status === 530 || status === 535) {
    return refused({ scope: "account", code: "bad-keys" });
  }
  if (command === "STARTTLS" || code === "EREQUIRETLS" || BAD_CERTIFICATE.test(code)) {
    return refused({ scope: "account", code: "bad-tls" });
  }
  if (status < 500) return { kind: "later", afterSeconds: SOON_SECONDS, code: "not-reached" };
  if (command === "RCPT TO") return refused(refusalOfStatus(enhancedIn(words) ?? "", status));
  if (command === "MAIL FROM") return refused({ scope: "account", code: "bad-sender" });
  if (command === "DATA") return refused({ scope: "message", code: "refused" });
  return refused({ scope: "account", code: "blocked" });
}

/** What an enhanced status, such as 5.1.1, says of whom the mail was for. */
export function refusalOfStatus(status: string, reply: number): Pick<Refused, "scope" | "code"> {
  if (status.startsWith("4.")) return { scope: "message", code: "expired" };
  if (/^5\.1\.(?:[0-46]|10)$/.test(status) || status === "5.2.1") return { scope: "address", code: "dead" };
  if (status === "5.2.2") return { scope: "address", code: "withheld" };
  if (status === "5.2.3" || status === "5.3.4") return { scope: "message", code: "too-long" };
  const isNobody = status === "" && [550, 551, 553].includes(reply);
  return isNobody ? { scope: "address", code: "dead" } : { scope: "message", code: "refused" };
}

/** The enhanced status in a server's words. */
export function enhancedIn(words: string): string | null {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(words)?.[0] ?? null;
}

type Parts = { code: string; command: string; reply: number | null; words: string };

function partsOf(error: unknown): Parts {
  const fields = fieldsIn(error);
  const text = (name: string): string => {
    const value = fields?.[name];
    return typeof value === "string" ? value : "";
  };
  const reply = fields?.["responseCode"];
  return {
    code: text("originalCode") || text("code"),
    command: text("command"),
    reply: typeof reply === "number" ? reply : null,
    words: text("response"),
  };
}
