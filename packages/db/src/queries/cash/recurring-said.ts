import type { Rhythm } from "@cfa/insights/forecast/recurring/rhythm";

import type { CompanyTx } from "../../company-scope.ts";
import type { RecurringSaidTable } from "../../tables/cash.ts";
import type { BooksReader } from "../snapshot.ts";

/** Names a recurring item: by its ledger's or party's GUID, its direction and its rhythm. */
export type RecurringKey = { ledgerGuid: string; direction: "in" | "out"; every: string };

/** What a person said of an item; rhythm and size where it goes on otherwise than found. */
export type RecurringWord = {
  said: RecurringSaidTable["said"];
  rhythm: Rhythm | null;
  size: bigint | null;
};

/** With the ledger it is about, and who said so. */
export type RecurringSaidRow = RecurringKey &
  RecurringWord & { ledgerId: string; name: string; isParty: boolean; saidBy: string; saidAt: Date };

/** What people said of recurring items whose ledgers are there. */
export async function recurringSaid({ companyId, query }: BooksReader): Promise<RecurringSaidRow[]> {
  const rows = await query
    .selectFrom("recurring_said as s")
    .innerJoin("ledger as l", (join) =>
      join.onRef("l.company_id", "=", "s.company_id").onRef("l.guid", "=", "s.ledger_guid"),
    )
    .select([
      "s.ledger_guid as ledgerGuid",
      "s.direction",
      "s.every",
      "s.said",
      "s.rhythm",
      "s.size",
      "s.said_by as saidBy",
      "s.said_at as saidAt",
      "l.ledger_id as ledgerId",
      "l.name",
      "l.party_kind as partyKind",
    ])
    .where("s.company_id", "=", companyId)
    .orderBy("s.ledger_guid")
    .orderBy("s.direction")
    .orderBy("s.every")
    .execute();
  return rows.map(({ partyKind, ...row }) => ({ ...row, isParty: partyKind !== null }));
}

/** Keeps what a person says of an item in the place of what was said of it before; null: nothing any more. */
export async function keepRecurringSaid(
  tx: CompanyTx,
  { ledgerGuid, direction, every }: RecurringKey,
  { word, by }: { word: RecurringWord | null; by: string },
): Promise<void> {
  await tx.run(
    "delete from recurring_said where company_id = $1 and ledger_guid = $2 and direction = $3 and every = $4",
    [tx.companyId, ledgerGuid, direction, every],
  );
  if (word === null) return;
  const { said, rhythm, size } = word;
  await tx.query
    .insertInto("recurring_said")
    .values({
      company_id: tx.companyId,
      ledger_guid: ledgerGuid,
      direction,
      every,
      said,
      rhythm: rhythm === null ? null : JSON.stringify(rhythm),
      size,
      said_by: by,
    })
    .execute();
}
