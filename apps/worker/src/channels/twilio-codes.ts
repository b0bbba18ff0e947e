import type { Refused } from "./channel.ts";
import { plainDetail } from "./plain-detail.ts";

type Meaning = Pick<Refused, "scope" | "code">;

/* What Twilio's codes mean for a message, of its answers and of its webhooks alike. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  "20003": { scope: "account", code: "bad-keys" },
  "20005": { scope: "account", code: "blocked" },
  "20008": { scope: "account", code: "bad-keys" },
  "20404": { scope: "account", code: "bad-keys" }, // no such account
  "21212": { scope: "account", code: "bad-sender" },
  "21603": { scope: "account", code: "bad-sender" },
  "21606": { scope: "account", code: "bad-sender" },
  "21659": { scope: "account", code: "bad-sender" },
  "21660": { scope: "account", code: "bad-sender" },
  "21701": { scope: "account", code: "bad-sender" }, // no such messaging service
  "21408": { scope: "account", code: "blocked" }, // this country is not opened
  "30002": { scope: "account", code: "blocked" },
  "30034": { scope: "account", code: "bad-sender" },
  "21211": { scope: "address", code: "dead" },
  "21214": { scope: "address", code: "dead" },
  "21217": { scope: "address", code: "dead" },
  "21612": { scope: "address", code: "dead" },
  "21614": { scope: "address", code: "dead" },
  "30005": { scope: "address", code: "dead" },
  "30006": { scope: "address", code: "dead" },
  "21610": { scope: "address", code: "opted-out" },
  "30004": { scope: "address", code: "withheld" },
  "30007": { scope: "message", code: "refused" },
  "30003": { scope: "message", code: "expired" }, // out of reach just then
  "30001": { scope: "message", code: "expired" },
  "30036": { scope: "message", code: "expired" },
  "21605": { scope: "message", code: "too-long" },
  "21617": { scope: "message", code: "too-long" },
  "21901": { scope: "template", code: "dlt" },
};

/** A refusal by Twilio's code; one that stands nowhere here is of the message alone. */
export function refusalOf(code: string, words: unknown, secrets: readonly string[] = []): Refused {
  const meaning = MEANINGS[code] ?? { scope: "message", code: "refused" };
  return { ...meaning, detail: plainDetail(code, words, secrets) } as Refused;
}
