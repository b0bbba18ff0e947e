import { seesContacts } from "@cfa/contract/roles";
import type { PromiseValue } from "@cfa/books/corrections/correction";
import { judgePromise } from "@cfa/books/corrections/promise";
import { readCorrection } from "@cfa/books/corrections/stored";
import type { Correction } from "@cfa/contract/corrections";
import type { CorrectionRow } from "@cfa/db/queries/corrections";
import { receiptsSince } from "@cfa/db/queries/party-ledgers";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import type { Scope } from "../context.ts";
import { factsOf } from "./facts.ts";
import { proposalOf } from "./proposal-of.ts";
import { namesFor, type BillKeyText, type Names } from "./names.ts";

type Receipt = { ledgerId: string; date: string; amount: bigint };

const ENDED: ReadonlySet<string> = new Set(["retired", "undone", "rejected"]);
const CONTACT_KINDS: ReadonlySet<string> = new Set(["contact", "credit-limit"]);

/** Corrections as people read them, with the names of what they speak of and how promises stand today. */
export async function presentCorrections(
  reader: BooksReader,
  rows: readonly CorrectionRow[],
  scope: Scope,
): Promise<Correction[]> {
  const names = await namesFor(
    reader,
    rows.map((row) => ({ ...row, bill: billOf(row) })),
  );
  const promises = rows.filter((row) => row.kind === "promise");
  const receipts = promises.length === 0 ? [] : await receiptsFor(reader, promises, names);
  return rows.map((row) => presentOne(row, { names, receipts, scope }));
}

/** The bill that a stored correction hangs on. */
export function billOf(row: CorrectionRow): BillKeyText | null {
  const { ledgerGuid, billSide, billKey, billDate } = row;
  if (billSide === null || billKey === null || billDate === null) return null;
  return { ledgerGuid, side: billSide, nameKey: billKey, date: billDate };
}

function presentOne(
  row: CorrectionRow,
  around: { names: Names; receipts: readonly Receipt[]; scope: Scope },
): Correction {
  const { names, scope } = around;
  const party = names.party(row.ledgerGuid);
  const hides = CONTACT_KINDS.has(row.kind) && !seesContacts(scope.role);
  const proposal = hides || ENDED.has(row.state) ? undefined : proposalOf(row, names);
  return {
    correctionId: idOut("correction", row.correctionId),
    kind: row.kind,
    state: row.state,
    party: party === undefined ? null : { partyId: idOut("party", party.ledgerId), name: party.name },
    bill: presentBill(row, names),
    voucher: presentVoucher(row, names),
    facts: hides ? [] : factsOf(row, names),
    ...(proposal === undefined ? {} : { proposal }),
    reason: row.reason,
    fromDate: row.fromDate,
    untilDate: row.untilDate,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedName,
    endedAt: row.endedAt?.toISOString() ?? null,
    endedWhy: row.endedWhy,
    promise: promiseOf(row, { party, receipts: around.receipts, today: scope.today }),
    may: {
      undo: scope.role !== "viewer" && !ENDED.has(row.state),
      resolve: scope.role !== "viewer" && row.state === "conflict",
      approve: scope.role === "owner" && row.state === "waiting",
    },
  };
}

function presentBill(row: CorrectionRow, names: Names): Correction["bill"] {
  const key = billOf(row);
  if (key === null) return null;
  const bill = names.bill(key);
  const billId = bill === undefined ? null : idOut("bill", bill.billId);
  return { billId, name: bill?.name ?? key.nameKey, date: key.date };
}

function presentVoucher(row: CorrectionRow, names: Names): Correction["voucher"] {
  if (row.voucherGuid === null) return null;
  const voucher = names.voucher(row.voucherGuid);
  if (voucher === undefined) return { voucherId: null, type: "", number: "" };
  return { voucherId: idOut("voucher", voucher.voucherId), type: voucher.type, number: voucher.number };
}

async function receiptsFor(
  reader: BooksReader,
  promises: readonly CorrectionRow[],
  names: Names,
): Promise<Receipt[]> {
  const ledgerIds = promises.flatMap((row) => names.party(row.ledgerGuid)?.ledgerId ?? []);
  const from = promises.map((row) => row.fromDate ?? "9999-12-31").toSorted()[0] ?? "9999-12-31";
  return receiptsSince(reader, { ledgerIds: [...new Set(ledgerIds)], from });
}

function promiseOf(
  row: CorrectionRow,
  from: { party: { ledgerId: string } | undefined; receipts: readonly Receipt[]; today: LocalDate },
): Correction["promise"] {
  if (row.kind !== "promise" || row.fromDate === null) return null;
  const value = readCorrection(row).value as PromiseValue;
  const receipts = from.receipts
    .filter((receipt) => receipt.ledgerId === from.party?.ledgerId)
    .map(({ date, amount }) => ({ date: date as LocalDate, amount }));
  const givenOn = row.fromDate as LocalDate;
  const { standing, received } = judgePromise({ ...value, givenOn }, receipts, from.today);
  return { standing, received: paiseToJson(received) };
}
