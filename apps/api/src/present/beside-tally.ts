import { ofKind, type ContactValue } from "@cfa/books/corrections/correction";
import { readCorrection } from "@cfa/books/corrections/stored";
import type { Party } from "@cfa/contract/reads";
import type { CorrectionRow } from "@cfa/db/queries/corrections";
import { paiseToJson } from "@cfa/values/money";

/**
 * A party with what people say of it beside Tally: contact and credit limit as they hold, and what Tally says kept beside them.
 * `contacts`: whether this reader may see them.
 */
export function besideTally(
  party: Party,
  rows: readonly CorrectionRow[],
  options: { asOf: string; contacts: boolean },
): Party {
  const standing = rows
    .filter((row) => row.state === "active" || row.state === "conflict")
    .filter((row) => row.untilDate === null || row.untilDate >= options.asOf);
  if (standing.length === 0) return party;
  const said = standing.map((row) => readCorrection(row));
  const contact: ContactValue | undefined = ofKind(said, "contact").at(-1)?.value;
  const limit = ofKind(said, "credit-limit").at(-1)?.value;
  const excluded = standing.findLast((row) => row.kind === "exclude");
  const promise = ofKind(said, "promise").at(-1);
  const shown = options.contacts ? contact : undefined;
  const limitSaid = options.contacts && limit !== undefined;
  const { phone, email, creditLimit } = party;
  return {
    ...party,
    phone: shown?.phone ?? phone,
    email: shown?.email ?? email,
    creditLimit: limitSaid ? (limit.limit === null ? null : paiseToJson(limit.limit)) : creditLimit,
    beside: {
      person: shown?.person ?? null,
      language: shown?.language ?? null,
      exclusion:
        excluded === undefined
          ? null
          : {
              cause: (excluded.value as { cause: string }).cause,
              reason: excluded.reason,
              until: excluded.untilDate,
            },
      promise:
        promise?.fromDate == null
          ? null
          : {
              amount: paiseToJson(promise.value.amount),
              day: promise.value.day,
              givenOn: promise.fromDate,
            },
      tally: { phone, email, creditLimit },
    },
  };
}
