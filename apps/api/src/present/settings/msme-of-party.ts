import { readMsmeLaw } from "@cfa/db/queries/settings/msme-clock";
import { msmeOfDay } from "@cfa/books/stored-msme";
import { isCovered } from "@cfa/books/msme";
import type { MsmeStanding } from "@cfa/contract/settings";
import { msmeKnown, partyGuid } from "@cfa/db/queries/settings/msme";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import type { LocalDate } from "@cfa/values/local-date";

import { ApiFailure } from "../../errors.ts";
import { presentSaid } from "./said.ts";

/** What a party is under the law for micro and small enterprises on a day, who says so, and all that was said. */
export async function readMsmeOfParty(
  reader: BooksReader,
  { ledgerId, asOf }: { ledgerId: string; asOf: LocalDate },
): Promise<MsmeStanding> {
  const guid = await partyGuid(reader, ledgerId);
  if (guid === undefined) throw new ApiFailure("not-found");
  const known = (await msmeKnown(reader, { ledgerIds: [ledgerId] })).get(guid);
  const { law } = await readMsmeLaw(reader, asOf);
  const { udyamClass, activity, hasWrittenTerms, origin, from } = msmeOfDay(asOf, known);
  return {
    asOf,
    udyamClass,
    activity,
    hasWrittenTerms,
    origin,
    validFrom: from,
    isCovered: isCovered({ udyamClass, activity }, law),
    days: law.days,
    inTally: (known?.inTally ?? []).map(({ from: since, ...stated }) => ({ ...stated, validFrom: since })),
    said: (known?.said ?? []).toReversed().map((row) => ({
      udyamClass: row.udyamClass,
      activity: row.activity,
      hasWrittenTerms: row.hasWrittenTerms,
      validFrom: row.from,
      ...presentSaid(row),
    })),
  };
}
