import type { Outcome, Refused } from "./channel.ts";
import { plainDetail } from "./plain-detail.ts";

type Meaning = Pick<Refused, "scope" | "code">;

/* What MSG91's codes and words mean for a message. Codes come with some errors and not with others, so words are the second thing to go by. */
const BY_CODE: Readonly<Record<string, Meaning>> = {
  "106": { scope: "account", code: "bad-keys" },
  "201": { scope: "account", code: "bad-keys" },
  "207": { scope: "account", code: "bad-keys" },
  "208": { scope: "account", code: "blocked" },
  "301": { scope: "account", code: "wallet" },
  "302": { scope: "account", code: "blocked" },
  "303": { scope: "account", code: "blocked" },
  "418": { scope: "account", code: "blocked" }, // this server's address is not let in
  "203": { scope: "account", code: "bad-sender" },
  "101": { scope: "address", code: "dead" },
  "202": { scope: "address", code: "dead" },
  "310": { scope: "message", code: "too-long" },
  "211": { scope: "template", code: "dlt" },
  "400": { scope: "template", code: "missing" },
};

const BY_WORDS: readonly (readonly [RegExp, Meaning])[] = [
  [/auth ?key|authenticat/i, { scope: "account", code: "bad-keys" }],
  [/balance|credit/i, { scope: "account", code: "wallet" }],
  [/\bip\b|banned|suspend|disabled account/i, { scope: "account", code: "blocked" }],
  [/sender/i, { scope: "account", code: "bad-sender" }],
  [/dlt|scrub|entity|header/i, { scope: "template", code: "dlt" }],
  [/(?:template|flow).*(?:paus|inactive|disabled)/i, { scope: "template", code: "paused" }],
  [/(?:template|flow)/i, { scope: "template", code: "missing" }],
  [/variable|\bvar\d/i, { scope: "template", code: "mismatch" }],
  [/(?:mobile|number).*invalid|invalid.*(?:mobile|number)/i, { scope: "address", code: "dead" }],
];

/** Something went wrong with them (505, 506, 601), or they took the same request a moment ago (311). */
const UNKNOWN = new Set(["311", "505", "506", "601"]);
/** The route is shut for now. */
const LATER = new Set(["306", "429"]);

/** What an error means. */
export function outcomeOfError(
  code: string,
  { words, secrets, seconds }: { words: unknown; secrets: readonly string[]; seconds: number },
): Outcome {
  if (UNKNOWN.has(code)) return { kind: "unknown", code };
  if (LATER.has(code)) return { kind: "later", afterSeconds: seconds, code };
  return { kind: "refused", ...refusalOf(code, words, secrets) };
}

function refusalOf(code: string, words: unknown, secrets: readonly string[]): Refused {
  const said = typeof words === "string" ? words.slice(0, 500) : "";
  const meaning = BY_CODE[code] ??
    BY_WORDS.find(([form]) => form.test(said))?.[1] ?? { scope: "message", code: "refused" };
  return { ...meaning, detail: plainDetail(code, words, secrets) } as Refused;
}

/** Why a message that was taken did not arrive, by the status of a report. */
export function refusalOfReport(status: string, words: string): Refused {
  const detail = plainDetail(status, words, []);
  // Do-not-disturb holds for offers alone.
  if (status === "9") return { scope: "address", code: "opted-out-offers", detail };
  if (status === "17") return { scope: "address", code: "dead", detail };
  if (/dlt|template|header|entity|scrub/i.test(words)) return { scope: "template", code: "dlt", detail };
  if (/absent|expired|unreachable|switched off/i.test(words)) {
    return { scope: "message", code: "expired", detail };
  }
  return { scope: "message", code: "refused", detail };
}
