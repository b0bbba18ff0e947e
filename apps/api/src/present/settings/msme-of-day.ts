import { msmeOn, type MsmeOnDay, type MsmeSaid } from "@cfa/books/msme";
import type { MsmeKnown, MsmeSaidRow } from "@cfa/db/queries/settings/msme";
import type { LocalDate } from "@cfa/values/local-date";

/** What holds of a party on a day by what is stored of it; undefined is stored of most. */
export function msmeOfDay(
  day: LocalDate,
  known: MsmeKnown | undefined,
): MsmeOnDay<MsmeSaid & Pick<MsmeSaidRow, "saidNo">> {
  // Days come from the database, where they are days.
  const said = (known?.said ?? []).map((row) => ({
    saidNo: row.saidNo,
    udyamClass: row.udyamClass,
    activity: row.activity,
    hasWrittenTerms: row.hasWrittenTerms,
    from: row.from as LocalDate | null,
    isTakenBack: row.takenBackAt !== null,
  }));
  const inTally = (known?.inTally ?? []).map((row) => ({ ...row, from: row.from as LocalDate | null }));
  return msmeOn(day, { said, inTally });
}
