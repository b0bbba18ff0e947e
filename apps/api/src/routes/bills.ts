import type { BillEvidence } from "@cfa/contract/reads";
import { billRow, settlementsOf } from "@cfa/db/queries/bills";
import { partyRow } from "@cfa/db/queries/parties";
import { readCompany, type CompanySnapshot } from "@cfa/db/queries/snapshot";
import { vouchersById } from "@cfa/db/queries/vouchers";
import { idIn, idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { presentBill } from "../present/bill.ts";
import { presentVoucher } from "../present/voucher.ts";
import { asOfDay } from "./as-of.ts";

/** Where a bill's figures come from: the voucher that opened it and everything that took from it. */
export function billRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  return {
    evidence: routes.bills.evidence.use(member).handler(({ context: { scope }, input }) => {
      const asOf = asOfDay(scope, input.asOf);
      const billId = idIn("bill", input.billId);
      if (!billId.ok) throw new ApiFailure("not-found");
      return readCompany(db, scope.companyId, (snapshot) =>
        readEvidence(snapshot, { billId: billId.value, asOf }),
      );
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
  return {
    bill: presentBill(bill, wanted.asOf),
    party: { partyId: idOut("party", party.ledger_id), name: party.name },
    voucher: presentVoucher(vouchers, bill.voucherId),
    settlements: settlements.map(({ date, amount, basis, voucherId }) => ({
      date,
      amount: paiseToJson(amount),
      basis,
      voucher: presentVoucher(vouchers, voucherId),
    })),
  };
}
