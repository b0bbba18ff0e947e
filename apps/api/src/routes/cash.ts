import type { CashPosition } from "@cfa/contract/cash";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { cashSaid, keepCashSaid } from "@cfa/db/queries/cash/cash-settings";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";
import { readCompany } from "@cfa/db/queries/snapshot";
import { jsonWithPaise, paiseFromJson } from "@cfa/values/money";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { readPurposes } from "../present/cash/accounts.ts";
import { readDeposits } from "../present/cash/deposits.ts";
import { readPosition } from "../present/cash/position.ts";
import { uuidOf } from "../uuid-of.ts";
import { asOfDay } from "./as-of.ts";

type Said = {
  floor: CashPosition["floor"];
  accounts: Pick<CashPosition["accounts"][number], "ledgerId" | "overdraftLimit" | "isLeftOut">[];
};

/** How much money there is, and what of it the state will ask for. */
export function cashRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { cash } = routes;
  return {
    position: cash.position
      .use(member)
      .handler(({ context: { scope }, input }) =>
        readCompany(db, scope.companyId, (snapshot) => readPosition(snapshot, asOfDay(scope, input.asOf))),
      ),

    change: cash.change.use(member).handler(async ({ context: { scope }, input }) => {
      const { money } = await readCompany(db, scope.companyId, readPurposes);
      const guids = new Map(money.map(({ ledgerId, guid }) => [ledgerId, guid]));
      const after = saidOf(input, guids);
      await inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        const before = await cashSaid(tx);
        if (jsonWithPaise(before) === jsonWithPaise(after)) return;
        await keepCashSaid(tx, after);
        const detail = JSON.parse(jsonWithPaise({ before, after })) as object;
        await addAuditEntry(tx, { user: scope.user, action: "change-cash", detail });
        await enqueue(tx, "learn-payments", { companyId: scope.companyId }); // and then it is forecast anew
      });
      return readCompany(db, scope.companyId, (snapshot) => readPosition(snapshot, scope.today));
    }),

    deposits: cash.deposits
      .use(member)
      .handler(({ context: { scope }, input }) =>
        readCompany(db, scope.companyId, (snapshot) => readDeposits(snapshot, asOfDay(scope, input.asOf))),
      ),
  };
}

/** What people say, by GUID. A ledger that is no money account of the company is not found; one named twice is a mistake. */
function saidOf({ floor, accounts }: Said, guids: ReadonlyMap<string, string>) {
  const said = accounts.map(({ ledgerId, overdraftLimit, isLeftOut }) => {
    const ledgerGuid = guids.get(uuidOf("ledger", ledgerId));
    if (ledgerGuid === undefined) throw new ApiFailure("not-found");
    return {
      ledgerGuid,
      overdraftLimit: overdraftLimit === null ? null : paiseFromJson(overdraftLimit),
      isLeftOut,
    };
  });
  if (new Set(said.map((one) => one.ledgerGuid)).size < said.length) {
    throw new ApiFailure("bad-input", { field: "accounts", message: "An account is named twice." });
  }
  const kept = said.filter(({ overdraftLimit, isLeftOut }) => overdraftLimit !== null || isLeftOut);
  return {
    floor: floor === null ? null : paiseFromJson(floor),
    accounts: kept.toSorted((a, b) => (a.ledgerGuid < b.ledgerGuid ? -1 : 1)),
  };
}
