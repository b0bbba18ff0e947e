import type { Outcome, Refused } from "./channel.ts";
import { plainDetail } from "./plain-detail.ts";

type Meaning = Pick<Refused, "scope" | "code">;

/*
 * What the codes of WhatsApp's Cloud API mean for a message. They are the part of an error to go by: titles and words change. A code that stands nowhere here is
 * of a message that was refused.
 */
const REFUSED: Readonly<Record<string, Meaning>> = {
  "3": { scope: "account", code: "bad-keys" }, // no permission for the call
  "10": { scope: "account", code: "bad-keys" },
  "190": { scope: "account", code: "bad-keys" }, // the token is over
  "200": { scope: "account", code: "bad-keys" },
  "368": { scope: "account", code: "blocked" }, // for a breach of the policies
  "130497": { scope: "account", code: "blocked" }, // for people of this country
  "131005": { scope: "account", code: "bad-keys" },
  "131031": { scope: "account", code: "blocked" },
  "131042": { scope: "account", code: "wallet" },
  "131045": { scope: "account", code: "bad-sender" },
  "133010": { scope: "account", code: "bad-sender" }, // the number is not registered
  "131021": { scope: "address", code: "dead" }, // it is the company's own
  "131026": { scope: "address", code: "dead" },
  "131047": { scope: "address", code: "window-shut" },
  "131049": { scope: "address", code: "withheld" },
  "130472": { scope: "address", code: "withheld" }, // the user is part of an experiment
  "131050": { scope: "address", code: "opted-out-offers" },
  "132000": { scope: "template", code: "mismatch" },
  "132001": { scope: "template", code: "missing" },
  "132005": { scope: "template", code: "mismatch" },
  "132007": { scope: "template", code: "mismatch" },
  "132012": { scope: "template", code: "mismatch" },
  "132015": { scope: "template", code: "paused" },
  "132016": { scope: "template", code: "paused" }, // disabled for good
  "132018": { scope: "template", code: "mismatch" },
  "132068": { scope: "template", code: "paused" },
};

/** It asks to be left alone for a while: the whole app, the account, the number, or this one pair of numbers. */
const LATER = new Set(["4", "80007", "130429", "131048", "131056", "131057"]);
/** Something went wrong with them, and nobody says when. */
const UNKNOWN = new Set(["1", "2", "131000", "131016"]);
const PAIR_SECONDS = 6 * 60;

/** What an error means; `seconds`: how long they ask to be left alone. */
export function outcomeOfCode(
  code: string,
  { words, secrets, seconds }: { words: unknown; secrets: readonly string[]; seconds: number },
): Outcome {
  if (LATER.has(code)) {
    return {
      kind: "later",
      code,
      afterSeconds: code === "131056" ? Math.max(seconds, PAIR_SECONDS) : seconds,
    };
  }
  if (UNKNOWN.has(code)) return { kind: "unknown", code };
  return { kind: "refused", ...refusalOf(code, words, secrets) };
}

/** The same of a message that was taken first: whatever the reason, it did not arrive. */
export function refusalOf(code: string, words: unknown, secrets: readonly string[] = []): Refused {
  const meaning = REFUSED[code] ?? { scope: "message", code: "refused" };
  return { ...meaning, detail: plainDetail(code, words, secrets) } as Refused;
}
