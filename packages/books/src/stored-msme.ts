import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";

import { msmeOn, type MsmeInTally, type MsmeLaw, type MsmeOnDay, type MsmeSaid } from "./msme.ts";

/* What is stored of the law for micro and small enterprises, and of suppliers under it, as the pure functions take it. */

/** The rules of which the law is made. */
export const MSME_RULES = ["msme-covers", "msme-days-to-pay", "msme-interest", "bank-rate"] as const;

type StoredSaid = {
  saidNo: number;
  udyamClass: MsmeSaid["udyamClass"];
  activity: MsmeSaid["activity"];
  hasWrittenTerms: boolean | null;
  from: string | null;
  takenBackAt: Date | null;
};

type StoredKnown = {
  said: readonly StoredSaid[];
  inTally: readonly (Omit<MsmeInTally, "from"> & { from: string | null })[];
};

/** What holds of a party on a day by what is stored of it; undefined is stored of most. */
export function msmeOfDay(
  day: LocalDate,
  known: StoredKnown | undefined,
): MsmeOnDay<MsmeSaid & { saidNo: number }> {
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

/** The law of a day from its dated rows, oldest first and none after the day: the newest of each rule, and every bank rate. */
export function msmeLawOf(rules: readonly { rule: string; validFrom: string; value: unknown }[]): MsmeLaw {
  const newest = (name: string) => fieldsOf(rules.findLast(({ rule }) => rule === name)?.value);
  const covers = newest("msme-covers");
  const days = newest("msme-days-to-pay");
  return {
    covers: { classes: textsOf(covers["classes"]), activities: textsOf(covers["activities"]) },
    days: { written: numberOf(days["written"]), unwritten: numberOf(days["unwritten"]) },
    timesBankRate: numberOf(newest("msme-interest")["timesBankRate"]),
    bankRates: rules
      .filter(({ rule }) => rule === "bank-rate")
      .map(({ validFrom, value }) => ({
        from: validFrom as LocalDate,
        hundredths: numberOf(fieldsOf(value)["hundredths"]),
      })),
  };
}

function fieldsOf(value: unknown): { [name: string]: unknown } {
  assert(typeof value === "object" && value !== null, "a rule of the law has its value");
  return value as { [name: string]: unknown };
}

function numberOf(value: unknown): number {
  assert(typeof value === "number", "a rule of the law says a number");
  return value;
}

function textsOf(value: unknown): string[] {
  assert(
    Array.isArray(value) && value.every((one) => typeof one === "string"),
    "a rule of the law names whom it covers",
  );
  return value;
}
