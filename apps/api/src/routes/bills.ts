import { settledBy } from "@cfa/books/settled-by";
import type { BillEvidence, Settlement } from "@cfa/contract/reads";
import { billRow, settlementsOf, type SettlementRow } from "@cfa/db/queries/bills";
import { partyRow } from "@cfa/db/queries/parties";
import { settlingLines, type SettlingLineRow } from "@cfa/db/queries/settling-lines";
import { readCompany, type CompanySnapshot } from "@cfa/db/queries/snapshot";
import { vouchersById } from "@cfa/db/queries/vouchers";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { presentBill } from "../present/bill.ts";
import { readBillExchange } from "../present/exchange.ts";
import { presentVoucher } from "../present/voucher.ts";
import { uuidOf } from "../uuid-of.ts";
import { asOfDay } from "./as-of.ts";

/** Where a bill's figures come from: the voucher that opened it and everything that took from it. */
export function billRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  return {
    evidence: routes.bills.evidence.use(member).handler(({ context: { scope }, input }) => {
      const asOf = asOfDay(scope, input.asOf);
      const billId = uuidOf("bill", input.billId);
      return readCompany(db, scope.companyId, (snapshot) => readEvidence(snapshot, { billId, asOf }));
    }),
  };
}

async function readEvidence(
  snapshot: CompanySnapshot,
  wanted: { billId: string; asOf: LocalDate },
): Promise<BillEvidence> {
  const bill = await billRow(snapshot, wanted);
  const party = bill && (await partyRow(snapshot, bill.ledgerId));
  if (!bill || !party) throw new ApiFailure("not-found");
  const settlements = await settlementsOf(snapshot, wanted);
  const ids = [bill, ...settlements].flatMap((row) => row.voucherId ?? []);
  const vouchers = await vouchersById(snapshot, ids);
  const lines = await settlingLines(
    snapshot,
    settlements.flatMap((row) => row.voucherId ?? []),
  );
  const exchange = await readBillExchange(snapshot, { bill, asOf: wanted.asOf });
  return {
    bill: presentBill(bill, wanted.asOf),
    party: { partyId: idOut("party", party.ledger_id), name: party.name },
    voucher: presentVoucher(vouchers, bill.voucherId),
    settlements: settlements.map((settlement) => ({
      date: settlement.date,
      amount: paiseToJson(settlement.amount),
      basis: settlement.basis,
      voucher: presentVoucher(vouchers, settlement.voucherId),
      ...partsOf(settlement, lines),
    })),
    ...(exchange === undefined ? {} : { exchange }),
  };
}

/** What settled so much; of an opening balance nothing tells. */
function partsOf(
  { amount, basis, voucherId, lineNo }: SettlementRow,
  lines: readonly SettlingLineRow[],
): Pick<Settlement, "parts"> {
  if (voucherId === null) {
    return basis === "corrected" ? { parts: [{ by: "write-off", amount: paiseToJson(amount) }] } : {};
  }
  const own = lines.filter((line) => line.voucherId === voucherId);
  const parts = settledBy(amount, { lines: own, lineNo });
  return { parts: parts.map((part) => ({ by: part.by, amount: paiseToJson(part.amount) })) };
}
