import type { PayDetail } from "@cfa/contract/pay-details";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";
import {
  keepPayDetail,
  payDetail,
  type PayDetail as Stored,
  type PayDetailRow,
} from "@cfa/db/queries/settings/pay-detail";
import { readCompany } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";

/** Where a company's customers pay to: read, and said anew by an owner who has just signed in. */
export function payDetailRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { payDetails } = routes;
  return {
    read: payDetails.read
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, async (snapshot) => standing(await payDetail(snapshot))),
      ),

    say: payDetails.say.use(member).handler(({ context: { scope }, input }) => {
      const after = input.detail === null ? null : storedOf(input.detail);
      return inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        const before = saidIn(await payDetail(tx));
        if (JSON.stringify(before) !== JSON.stringify(after)) {
          await keepPayDetail(tx, after, { at: scope.now, by: scope.user });
          const detail = { before: before ?? {}, after: after ?? {} };
          await addAuditEntry(tx, { user: scope.user, action: "change-pay-details", detail });
        }
        return standing(await payDetail(tx));
      });
    }),
  };
}

function storedOf(said: Pick<PayDetail, "payeeName" | "vpa" | "account">): Stored {
  const { payeeName, vpa, account } = said;
  return {
    payeeName,
    vpa,
    accountNumber: account?.accountNumber ?? null,
    ifsc: account?.ifsc ?? null,
    bankName: account?.bankName ?? null,
  };
}

function saidIn(row: PayDetailRow | undefined): Stored | null {
  if (row === undefined) return null;
  const { payeeName, vpa, accountNumber, ifsc, bankName } = row;
  return { payeeName, vpa, accountNumber, ifsc, bankName };
}

function standing(row: PayDetailRow | undefined): { detail: PayDetail | null } {
  if (row === undefined) return { detail: null };
  const { payeeName, vpa, accountNumber, ifsc, bankName, saidAt, saidBy } = row;
  const account = accountNumber === null || ifsc === null ? null : { accountNumber, ifsc, bankName };
  return { detail: { payeeName, vpa, account, saidAt: saidAt.toISOString(), saidBy } };
}
