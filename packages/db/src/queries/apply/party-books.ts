import { randomUUIDv7 } from "node:crypto";

import type { PartyBooks } from "@cfa/books/party-books";

import type { CompanyTx } from "../../company-scope.ts";
import { copyRow } from "../../copy-text.ts";
import type { Side } from "../../tables/bills.ts";

/** A party whose books must be derived anew. Sums in JSON are paise as text. */
export type TouchedParty = {
  ledgerId: string;
  guid: string;
  homeSide: Side;
  partyKind: "customer" | "supplier" | "both";
  isBillWise: boolean;
  creditPeriod: unknown;
  opening: bigint;
  openingBills: unknown[];
  lines: number;
};

export type DerivedParty = { ledgerId: string; partyKind: TouchedParty["partyKind"]; books: PartyBooks };

/** The touched ledgers that are parties, with how many lines each has. From here on no more are touched. */
export async function touchedParties(tx: CompanyTx): Promise<TouchedParty[]> {
  await tx.run("analyze touched_ledger"); // one or fifty thousand: what follows is planned by it
  return tx.run(
    `select l.ledger_id as "ledgerId", l.guid, l.home_side as "homeSide", l.party_kind as "partyKind",
            l.is_bill_wise as "isBillWise", l.credit_period as "creditPeriod", l.opening,
            l.opening_bills as "openingBills",
            (select count(*) from posting p where p.company_id = $1 and p.ledger_id = l.ledger_id)::int as lines
     from touched_ledger t join ledger l on l.company_id = $1 and l.ledger_id = t.ledger_id
     where l.home_side is not null
     order by l.ledger_id`,
    [tx.companyId],
  );
}

/** Ledgers that are parties no longer have no bills. */
export async function dropBooksOfOthers(tx: CompanyTx): Promise<void> {
  for (const table of ["bill", "unapplied"] as const) {
    await tx.run(
      `delete from ${table} b using touched_ledger t, ledger l
       where b.company_id = $1 and b.ledger_id = t.ledger_id
         and l.company_id = $1 and l.ledger_id = t.ledger_id and l.home_side is null`,
      [tx.companyId],
    );
  }
}

/**
 * Puts the derived books of some parties in the place of what they had. A bill keeps its id as long as its ledger, side, name
 * and occurrence stay.
 */
export async function keepPartyBooks(tx: CompanyTx, parties: readonly DerivedParty[]): Promise<void> {
  const ledgerIds = parties.map((party) => party.ledgerId);
  const scope = [tx.companyId, ledgerIds];
  await stage(tx, parties);
  await tx.run(
    `delete from settlement s using bill b
     where s.company_id = $1 and b.company_id = $1 and b.bill_id = s.bill_id and b.ledger_id = any($2::uuid[])`,
    scope,
  );
  await tx.run(
    `delete from bill b
     where b.company_id = $1 and b.ledger_id = any($2::uuid[])
       and not exists (select from taken_bill t where t.ledger_id = b.ledger_id and t.side = b.side
                         and t.name_key = b.name_key and t.occurrence = b.occurrence)`,
    scope,
  );
  await tx.run(
    `insert into bill (company_id, bill_id, ledger_id, side, name, name_key, occurrence, basis, is_opening, date, due_date,
                       due_source, amount, open, last_settled, voucher_id, line_no, source_due_date, source_due_source,
                       disputed, origin_ledger_id)
     select $1, * from taken_bill
     on conflict (company_id, ledger_id, side, name_key, occurrence) do update set
       name = excluded.name, basis = excluded.basis, is_opening = excluded.is_opening, date = excluded.date,
       due_date = excluded.due_date, due_source = excluded.due_source, amount = excluded.amount,
       open = excluded.open, last_settled = excluded.last_settled, voucher_id = excluded.voucher_id,
       line_no = excluded.line_no, source_due_date = excluded.source_due_date,
       source_due_source = excluded.source_due_source, disputed = excluded.disputed,
       origin_ledger_id = excluded.origin_ledger_id`,
    [tx.companyId],
  );
  await tx.run(
    `insert into settlement (company_id, bill_id, settlement_no, date, amount, basis, voucher_id, line_no,
                             correction_id)
     select $1, b.bill_id, t.settlement_no, t.date, t.amount, t.basis, t.voucher_id, t.line_no, t.correction_id
     from taken_settlement t
     join bill b on b.company_id = $1 and b.ledger_id = t.ledger_id and b.side = t.side and b.name_key = t.name_key
       and b.occurrence = t.occurrence`,
    [tx.companyId],
  );
  await tx.run("delete from unapplied where company_id = $1 and ledger_id = any($2::uuid[])", scope);
  await tx.run(
    `insert into unapplied (company_id, ledger_id, unapplied_no, side, kind, name, date, amount, voucher_id,
                            is_corrected, origin_ledger_id)
     select $1, * from taken_unapplied`,
    [tx.companyId],
  );
  await tx.run(
    `update ledger l set party_kind = r.kind
     from unnest($2::uuid[], $3::text[]) as r (ledger_id, kind)
     where l.company_id = $1 and l.ledger_id = r.ledger_id and l.party_kind is distinct from r.kind`,
    [...scope, parties.map((party) => party.partyKind)],
  );
  await tx.run("truncate taken_bill, taken_settlement, taken_unapplied");
}

/** Tells the planner about much that is new. */
export async function analyzePartyBooks(tx: CompanyTx): Promise<void> {
  await tx.run("analyze bill; analyze settlement; analyze unapplied; analyze ledger_month");
}

async function stage(tx: CompanyTx, parties: readonly DerivedParty[]): Promise<void> {
  await tx.copyIn("copy taken_bill from stdin", billRows(parties));
  await tx.copyIn("copy taken_settlement from stdin", settlementRows(parties));
  await tx.copyIn("copy taken_unapplied from stdin", unappliedRows(parties));
  await tx.run("analyze taken_bill; analyze taken_settlement; analyze taken_unapplied");
}

function* billRows(parties: readonly DerivedParty[]): Generator<string> {
  for (const { ledgerId, books } of parties) {
    for (const b of books.bills) {
      yield copyRow([
        randomUUIDv7(), // rises with time; a bill that is there already keeps its own
        ledgerId,
        b.side,
        b.name,
        b.nameKey,
        b.occurrence,
        b.basis,
        b.isOpening,
        b.date,
        b.dueDate,
        b.dueSource,
        b.amount,
        b.open,
        b.lastSettled,
        b.voucherId,
        b.lineNo,
        b.sourceDue?.dueDate,
        b.sourceDue?.dueSource,
        b.disputed ?? 0n,
        b.origin?.ledgerId,
      ]);
    }
  }
}

function* settlementRows(parties: readonly DerivedParty[]): Generator<string> {
  for (const { ledgerId, books } of parties) {
    for (const { side, nameKey, occurrence, settlements } of books.bills) {
      for (const [index, s] of settlements.entries()) {
        const bill = [ledgerId, side, nameKey, occurrence];
        yield copyRow([...bill, index + 1, s.date, s.amount, s.basis, s.voucherId, s.lineNo, s.correctionId]);
      }
    }
  }
}

function* unappliedRows(parties: readonly DerivedParty[]): Generator<string> {
  for (const { ledgerId, books } of parties) {
    for (const [index, u] of books.unapplied.entries()) {
      const row = [ledgerId, index + 1, u.side, u.kind, u.name, u.date, u.amount, u.voucherId];
      yield copyRow([...row, u.isCorrected ?? false, u.origin?.ledgerId]);
    }
  }
}
