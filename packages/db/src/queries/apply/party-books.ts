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
  /** It had bills or unapplied money before. */
  hadBooks: boolean;
};

export type DerivedParty = Pick<TouchedParty, "ledgerId" | "partyKind" | "hadBooks"> & { books: PartyBooks };

/** What tells a bill of a ledger from the others. */
const BILL_KEY = "side, name_key, occurrence";
const BILL_FIELDS = [
  "name, basis, is_opening, date, due_date, due_source, amount, open, last_settled, voucher_id, line_no",
  "source_due_date, source_due_source, disputed, origin_ledger_id",
].join(", ");

function fieldsOf(table: string): string {
  return BILL_FIELDS.split(", ")
    .map((field) => `${table}.${field}`)
    .join(", ");
}

/** The touched ledgers that are parties, with how many lines each has. From here on no more are touched. */
export async function touchedParties(tx: CompanyTx): Promise<TouchedParty[]> {
  await tx.run("analyze touched_ledger"); // one or fifty thousand: what follows is planned by it
  return tx.run(
    `select l.ledger_id as "ledgerId", l.guid, l.home_side as "homeSide", l.party_kind as "partyKind",
            l.is_bill_wise as "isBillWise", l.credit_period as "creditPeriod", l.opening,
            l.opening_bills as "openingBills",
            (select count(*) from posting p where p.company_id = $1 and p.ledger_id = l.ledger_id)::int as lines,
            exists (select from bill b where b.company_id = $1 and b.ledger_id = l.ledger_id)
              or exists (select from unapplied u where u.company_id = $1 and u.ledger_id = l.ledger_id) as "hadBooks"
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
  await stage(tx, parties);
  // In a first load there is nothing to look for, and looking takes a third of the time.
  const had = parties.filter((party) => party.hadBooks).map((party) => party.ledgerId);
  if (had.length > 0) await replaceBills(tx, had);
  await tx.run(
    `insert into bill (company_id, bill_id, ledger_id, ${BILL_KEY}, ${BILL_FIELDS})
     select $1, bill_id, ledger_id, ${BILL_KEY}, ${BILL_FIELDS} from taken_bill where kept_id is null`,
    [tx.companyId],
  );
  await tx.run(
    `insert into settlement (company_id, bill_id, settlement_no, date, amount, basis, voucher_id, line_no,
                             correction_id)
     select $1, coalesce(b.kept_id, b.bill_id), s.settlement_no, s.date, s.amount, s.basis, s.voucher_id, s.line_no,
            s.correction_id
     from taken_settlement s join taken_bill b on b.bill_id = s.bill_id`,
    [tx.companyId],
  );
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
    [tx.companyId, ledgerIds, parties.map((party) => party.partyKind)],
  );
  await tx.run("truncate taken_bill, taken_settlement, taken_unapplied");
}

/**
 * Of parties that have books: finds the bills that stay, takes out those that do not, all settlements and unapplied money, and
 * writes what is other about the rest.
 */
async function replaceBills(tx: CompanyTx, ledgerIds: readonly string[]): Promise<void> {
  const scope = [tx.companyId, ledgerIds];
  await tx.run("delete from unapplied where company_id = $1 and ledger_id = any($2::uuid[])", scope);
  await tx.run("analyze taken_bill");
  await tx.run(
    `update taken_bill t set kept_id = b.bill_id from bill b
     where b.company_id = $1 and b.ledger_id = any($2::uuid[])
       and b.ledger_id = t.ledger_id and b.side = t.side and b.name_key = t.name_key and b.occurrence = t.occurrence`,
    scope,
  );
  await tx.run(
    `delete from settlement s using bill b
     where s.company_id = $1 and b.company_id = $1 and b.bill_id = s.bill_id and b.ledger_id = any($2::uuid[])`,
    scope,
  );
  await tx.run(
    `delete from bill b where b.company_id = $1 and b.ledger_id = any($2::uuid[])
       and not exists (select from taken_bill t where t.kept_id = b.bill_id)`,
    scope,
  );
  await tx.run(
    `update bill b set (${BILL_FIELDS}) = row(${fieldsOf("t")})
     from taken_bill t
     where b.company_id = $1 and b.ledger_id = any($2::uuid[]) and b.bill_id = t.kept_id
       and (${fieldsOf("b")}) is distinct from (${fieldsOf("t")})`,
    scope,
  );
}

/** Tells the planner about much that is new. */
export async function analyzePartyBooks(tx: CompanyTx): Promise<void> {
  await tx.run("analyze bill; analyze settlement; analyze unapplied; analyze ledger_month");
}

async function stage(tx: CompanyTx, parties: readonly DerivedParty[]): Promise<void> {
  const bills = parties.flatMap(({ ledgerId, books }) =>
    // The id rises with time; a bill that is there already keeps its own.
    books.bills.map((bill) => ({ ledgerId, billId: randomUUIDv7(), bill })),
  );
  await tx.copyIn("copy taken_bill from stdin", billRows(bills));
  await tx.copyIn("copy taken_settlement from stdin", settlementRows(bills));
  await tx.copyIn("copy taken_unapplied from stdin", unappliedRows(parties));
}

type StagedBill = { ledgerId: string; billId: string; bill: PartyBooks["bills"][number] };

function* billRows(bills: readonly StagedBill[]): Generator<string> {
  for (const { ledgerId, billId, bill } of bills) {
    yield copyRow([
      billId,
      ledgerId,
      bill.side,
      bill.name,
      bill.nameKey,
      bill.occurrence,
      bill.basis,
      bill.isOpening,
      bill.date,
      bill.dueDate,
      bill.dueSource,
      bill.amount,
      bill.open,
      bill.lastSettled,
      bill.voucherId,
      bill.lineNo,
      bill.sourceDue?.dueDate,
      bill.sourceDue?.dueSource,
      bill.disputed ?? 0n,
      bill.origin?.ledgerId,
      null, // the id it is found under
    ]);
  }
}

function* settlementRows(bills: readonly StagedBill[]): Generator<string> {
  for (const { billId, bill } of bills) {
    for (const [index, s] of bill.settlements.entries()) {
      yield copyRow([billId, index + 1, s.date, s.amount, s.basis, s.voucherId, s.lineNo, s.correctionId]);
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
