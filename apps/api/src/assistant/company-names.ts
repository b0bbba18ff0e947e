import { indexBooks, numbersIn, type BookNames } from "@cfa/assistant/read/book-names";
import { wordsOf } from "@cfa/assistant/words/words";
import { ledgerNames, numberedIn, type NameRow } from "@cfa/db/queries/assistant/names";
import { cashSaid } from "@cfa/db/queries/cash/cash-settings";
import { generationOf } from "@cfa/db/queries/insights/learned";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";

import { readAccounts } from "../present/cash/accounts.ts";

/** How many companies' names are kept ready; the one that was asked of longest ago goes first. */
const MOST_KEPT = 50;

type Indexed = Omit<BookNames, "numbered">;

/** The names of companies, made ready once for each state of their books, in this process. */
export type CompanyNames = {
  /** What a question may name of the company that is read. */
  of: (snapshot: CompanySnapshot, question: string, today: LocalDate) => Promise<BookNames>;
};

export function keepCompanyNames(): CompanyNames {
  const kept = new Map<string, { generation: bigint; indexed: Indexed }>();
  return {
    of: async (snapshot, question, today) => {
      const { companyId } = snapshot;
      const generation = await generationOf(snapshot);
      const known = kept.get(companyId);
      const indexed = known?.generation === generation ? known.indexed : await indexOf(snapshot, today);
      kept.delete(companyId);
      kept.set(companyId, { generation, indexed });
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return { ...indexed, numbered: await numberedOf(snapshot, question) };
    },
  };
}

async function indexOf(snapshot: CompanySnapshot, today: LocalDate): Promise<Indexed> {
  const rows = await ledgerNames(snapshot);
  const accounts = await readAccounts(snapshot, { asOf: today, said: await cashSaid(snapshot) });
  const kinds = new Map(
    accounts.map(({ ledgerId, kind }) => [ledgerId, kind === "cash" ? ("cash" as const) : ("bank" as const)]),
  );
  return indexBooks(
    rows.flatMap((row) => {
      const kind = row.partyKind ?? kinds.get(row.ledgerId) ?? (row.isExpense ? "expense" : "ledger");
      return [row.name, ...row.aliases].map((name) => ({
        id: outwardOf(row),
        name,
        kind,
        weight: row.months,
      }));
    }),
  );
}

function outwardOf({ ledgerId, partyKind }: NameRow): string {
  return idOut(partyKind === null ? "ledger" : "party", ledgerId);
}

async function numberedOf(snapshot: CompanySnapshot, question: string): Promise<BookNames["numbered"]> {
  const keys = numbersIn(wordsOf(question)).map(({ key }) => key);
  const rows = await numberedIn(snapshot, [...new Set(keys)]);
  return rows.map(({ kind, id, number, about }) => ({ kind, id: idOut(kind, id), number, about }));
}
