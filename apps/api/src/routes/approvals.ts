import { inCompany } from "@cfa/db/company-scope";
import { askedCorrections, countAsked } from "@cfa/db/queries/approvals";
import { readCompany } from "@cfa/db/queries/snapshot";
import { paiseToJson } from "@cfa/values/money";

import { decideMany } from "../approvals/decide.ts";
import { presentApprovals } from "../approvals/present.ts";
import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { isMicros, isUuid, pageOf, readCursor } from "./cursor.ts";

/** What waits for an owner's word, and that word. */
export function approvalRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { approvals } = routes;
  return {
    list: approvals.list.use(member).handler(({ context: { scope }, input }) => {
      const { limit, state = null } = input;
      const place = readCursor(input.cursor, [isMicros, isUuid]);
      const after = place && { createdMicros: place[0] ?? "", correctionId: place[1] ?? "" };
      return readCompany(db, scope.companyId, async (snapshot) => {
        const found = await askedCorrections(snapshot, { state, limit: limit + 1, after });
        const page = pageOf(found, {
          limit,
          placeOf: (row) => [row.createdMicros.toString(), row.correctionId],
        });
        return { ...page, rows: await presentApprovals(snapshot, page.rows, scope) };
      });
    }),

    count: approvals.count.use(member).handler(({ context: { scope } }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const { count, amount } = await countAsked(snapshot);
        return { count, amount: paiseToJson(amount) };
      }),
    ),

    decide: approvals.decide.use(member).handler(async ({ context: { scope }, input }) => ({
      items: await inCompany(db, scope.companyId, (tx) =>
        decideMany(tx, { scope, enqueue }, input.decisions),
      ),
    })),
  };
}
