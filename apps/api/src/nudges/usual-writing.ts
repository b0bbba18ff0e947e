import type { NudgePreferenceStanding } from "@cfa/contract/nudge-preference";
import { partyResponses } from "@cfa/db/queries/nudges/party-history";
import { guidsToNudge, nudgeLedgers } from "@cfa/db/queries/nudges/party-rows";
import { contactLanguage } from "@cfa/nudges/party-standing";
import { nudgeSetting } from "@cfa/db/queries/nudges/settings";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { bestHour, hourCounts, RESPONSE_DAYS } from "@cfa/nudges/best-hour";
import { partsOf } from "@cfa/values/local-date";
import { financialYearOf } from "@cfa/values/period";

import type { Scope } from "../context.ts";

const LATELY_DAYS = 7;
const DAY_MILLIS = 86_400_000;

/** How a party is written to where nothing is said of it: the company's ways, its contact's language, and the hour that is learned from answers. `guids`: of all its ledgers, its head first. */
export async function usualWriting(
  reader: BooksReader,
  guids: readonly string[],
  { today, now }: Pick<Scope, "today" | "now">,
): Promise<NudgePreferenceStanding["usual"]> {
  const { wayOrder, fromMinute, toMinute } = await nudgeSetting(reader);
  const { year } = partsOf(financialYearOf(today).from);
  const ledgers = await nudgeLedgers(reader, { guids: guids.slice(0, 1), today, year });
  const others = await guidsToNudge(reader, { today, days: LATELY_DAYS });
  const since = new Date(now.getTime() - RESPONSE_DAYS * DAY_MILLIS);
  const responses = await partyResponses(reader, { guids: [...new Set([...guids, ...others])], since });
  const own = responses.filter(({ guid }) => guids.includes(guid));
  const { hour, basis } = bestHour(hourCounts(own), hourCounts(responses), {
    window: { from: fromMinute, to: toMinute },
    chosen: null,
  });
  const [head] = ledgers;
  return {
    wayOrder,
    hour,
    hourBasis: basis === "party" || basis === "company" ? basis : "usual",
    language: (head && contactLanguage(head)) ?? "en",
  };
}
