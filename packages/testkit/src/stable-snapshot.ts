import type { TestDatabase } from "./test-database.ts";

/**
 * A company's facts and books as sorted rows of text with every random id replaced by what it stands for, so that two
 * syncs that ought to come to the same thing can be compared word for word. Keyed by table.
 */
export async function booksSnapshot(
  database: Pick<TestDatabase, "asOwner">,
  companyId: string,
): Promise<Record<string, string[]>> {
  const snapshot: Record<string, string[]> = {};
  for (const [table, sql] of Object.entries(QUERIES)) {
    const rows = await database.asOwner<{ row: string }>(
      `select (${sql.columns})::text as row ${sql.from} order by 1`,
      [companyId],
    );
    snapshot[table] = rows.map((row) => row.row);
  }
  return snapshot;
}

const LEDGER = "join ledger l on l.company_id = t.company_id and l.ledger_id = t.ledger_id";
const VOUCHER = "left join voucher v on v.company_id = t.company_id and v.voucher_id = t.voucher_id";
const WHERE = "where t.company_id = $1";

const QUERIES: Record<string, { columns: string; from: string }> = {
  fact: { columns: "row(t.kind, t.guid, t.alter_id, t.record)", from: `from fact t ${WHERE}` },
  ledger: {
    columns: `row(t.guid, t.name, t.group_path, t.root, t.party_kind, t.home_side, t.is_bill_wise, t.is_inferred,
      t.opening, t.opening_bills, t.credit_period)`,
    from: `from ledger t ${WHERE}`,
  },
  voucher: {
    columns: "row(t.guid, t.alter_id, t.date, t.kind, t.state, t.number, t.reference, t.party_name)",
    from: `from voucher t ${WHERE}`,
  },
  posting: {
    columns: "row(v.guid, t.line_no, l.guid, t.date, t.amount, t.allocations, t.bank)",
    from: `from posting t ${LEDGER} ${VOUCHER} ${WHERE}`,
  },
  ledger_month: {
    columns: "row(l.guid, t.month, t.debit, t.credit)",
    from: `from ledger_month t ${LEDGER} ${WHERE}`,
  },
  bill: {
    columns: `row(l.guid, t.side, t.name, t.occurrence, t.basis, t.is_opening, t.date, t.due_date, t.due_source, t.amount,
      t.open, t.last_settled, v.guid, t.line_no, t.source_due_date, t.disputed)`,
    from: `from bill t ${LEDGER} ${VOUCHER} ${WHERE}`,
  },
  settlement: {
    columns:
      "row(l.guid, b.side, b.name, b.occurrence, t.settlement_no, t.date, t.amount, t.basis, v.guid, t.line_no)",
    from: `from settlement t join bill b on b.company_id = t.company_id and b.bill_id = t.bill_id
      join ledger l on l.company_id = b.company_id and l.ledger_id = b.ledger_id ${VOUCHER} ${WHERE}`,
  },
  unapplied: {
    columns: "row(l.guid, t.unapplied_no, t.side, t.kind, t.name, t.date, t.amount, v.guid)",
    from: `from unapplied t ${LEDGER} ${VOUCHER} ${WHERE}`,
  },
  quarantine: {
    columns: "row(t.kind, t.guid, t.name, t.reason)",
    from: `from quarantine t ${WHERE} and t.resolved_at is null`,
  },
  tally_balance: { columns: "row(t.name_key, t.closing)", from: `from tally_balance t ${WHERE}` },
};
