import { assert } from "@cfa/values/assert";

import { WAYS, type Way } from "./kinds.ts";
import type { Costs, TextLimits, TextRules, WayFact } from "./rules.ts";

/* What dated rows say of texts and of who carries them: how long they may be, what they cost, how fast they go out. */

/** The rows that texts go by, by what they are called. */
export const TEXT_ROWS = ["dlt-tags", "sms-units", "sms-cost", "whatsapp-cost", "send-pace"] as const;

/** A dated row; of a rule the newest comes last. */
export type DatedRow = { readonly rule: string; readonly value: unknown };

/** A company's account with one who carries messages. `pace` null: as usual. */
export type AccountFact = Omit<WayFact, "pace"> & { readonly pace: number | null };

/** Letters go to a printer, as many as there are. */
const PRINT: WayFact = { way: "print", provider: "print", state: "on", pace: 1_000 };
const HUNDREDTHS = 100n;

/** What texts are filled in, priced and looked over by, as rows that hold on a day say it. `accounts`: those that there are. */
export function textRules(
  dated: readonly DatedRow[],
  { accounts, brand, linkHost }: { accounts: readonly AccountFact[]; brand: string; linkHost: string },
): TextRules {
  const ways = WAYS.map((way) => (way === "print" ? PRINT : wayOf(way, accounts, dated)));
  return { ways, costs: costsOf(dated), limits: limitsOf(dated), brand, linkHost };
}

/** What a rule says since the newest of its days. */
export function rowOf(dated: readonly DatedRow[], rule: string): unknown {
  const newest = dated.findLast((row) => row.rule === rule);
  assert(newest !== undefined, `there is a row of ${rule}`);
  return newest.value;
}

function wayOf(way: Way, accounts: readonly AccountFact[], dated: readonly DatedRow[]): WayFact {
  const account = accounts.find((each) => each.way === way);
  const { perSecond } = rowOf(dated, "send-pace") as { perSecond: number };
  if (account === undefined) return { way, provider: null, state: "none", pace: perSecond };
  return { way, provider: account.provider, state: account.state, pace: account.pace ?? perSecond };
}

function costsOf(dated: readonly DatedRow[]): Costs {
  const sms = rowOf(dated, "sms-cost") as { hundredthsOfPaise: number };
  const { hundredthsOfPaise } = rowOf(dated, "whatsapp-cost") as {
    hundredthsOfPaise: Record<"utility" | "marketing" | "service", number>;
  };
  return {
    sms: { unit: paiseOf(sms.hundredthsOfPaise) },
    whatsapp: {
      utility: paiseOf(hundredthsOfPaise.utility),
      marketing: paiseOf(hundredthsOfPaise.marketing),
      service: paiseOf(hundredthsOfPaise.service),
    },
  };
}

/** Rounded up. */
function paiseOf(hundredths: number): bigint {
  return (BigInt(hundredths) + HUNDREDTHS - 1n) / HUNDREDTHS;
}

function limitsOf(dated: readonly DatedRow[]): TextLimits {
  const { alphanumeric } = rowOf(dated, "dlt-tags") as { alphanumeric: number };
  const units = rowOf(dated, "sms-units") as { gsm: [number, number]; unicode: [number, number] };
  return { alphanumeric, ...units };
}
