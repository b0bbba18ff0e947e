import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { keepClassEdges, type ClassEdgesRow } from "@cfa/db/queries/insights/class-edges";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";
import { readCompany } from "@cfa/db/queries/snapshot";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { readBillPayment } from "../present/insights/bill-forecast.ts";
import { standingEdges } from "../present/insights/class-edges.ts";
import { readOverview } from "../present/insights/learned.ts";
import { readPartyPayment, readPartyPayments } from "../present/insights/party-payment.ts";
import { readPaymentHistory } from "../present/insights/payment-history.ts";
import { readScore } from "../present/insights/scores.ts";
import { uuidOf } from "../uuid-of.ts";
import { offsetOf } from "./cursor.ts";

const WEEKS_AGO = [4, 8];

/** What is learned of payments. A class is pinned by a correction. */
export function insightRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { insights } = routes;
  return {
    overview: insights.overview
      .use(member)
      .handler(({ context: { scope }, input: { side } }) =>
        readCompany(db, scope.companyId, (snapshot) => readOverview(snapshot, { side, today: scope.today })),
      ),

    parties: insights.parties.use(member).handler(({ context: { scope }, input }) => {
      const { side, limit, sort: order } = input;
      const { today, role } = scope;
      const asked = { side, today, role, limit, order, offset: offsetOf(input.cursor) };
      return readCompany(db, scope.companyId, (snapshot) =>
        readPartyPayments(snapshot, { ...asked, class: input.class ?? null }),
      );
    }),

    scores: insights.scores.use(member).handler(({ context: { scope }, input: { side } }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const { today } = scope;
        const scores = [];
        for (const weeksAgo of WEEKS_AGO) scores.push(await readScore(snapshot, { side, today, weeksAgo }));
        return { side, today, scores };
      }),
    ),

    party: insights.party.use(member).handler(({ context: { scope }, input }) => {
      const { side, limit } = input;
      const asked = { side, today: scope.today, role: scope.role, limit, offset: offsetOf(input.cursor) };
      const ledgerId = uuidOf("party", input.partyId);
      return readCompany(db, scope.companyId, (snapshot) => readPartyPayment(snapshot, ledgerId, asked));
    }),

    history: insights.history.use(member).handler(({ context: { scope }, input }) => {
      const ledgerId = uuidOf("party", input.partyId);
      return readCompany(db, scope.companyId, (snapshot) =>
        readPaymentHistory(snapshot, { ledgerId, side: input.side, today: scope.today }),
      );
    }),

    bill: insights.bill.use(member).handler(({ context: { scope }, input }) => {
      const billId = uuidOf("bill", input.billId);
      return readCompany(db, scope.companyId, (snapshot) =>
        readBillPayment(snapshot, { billId, today: scope.today }),
      );
    }),

    edges: insights.edges
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, (snapshot) => standingEdges(snapshot, scope.today)),
      ),

    changeEdges: insights.changeEdges
      .use(member)
      .handler(({ context: { scope }, input: { prompt, onTime, late } }) =>
        inCompany(db, scope.companyId, async (tx) => {
          if (await changeEdges(tx, { scope, after: { prompt, onTime, late } }))
            await enqueue(tx, "learn-payments", { companyId: scope.companyId });
          return standingEdges(tx, scope.today);
        }),
      ),
  };
}

/** Keeps other edges from today on; false: they are so already. */
async function changeEdges(
  tx: CompanyTx,
  { scope, after }: { scope: Scope; after: Omit<ClassEdgesRow, "fromDate"> },
): Promise<boolean> {
  if (!(after.prompt < after.onTime && after.onTime < after.late)) throw notRising();
  await lockSettings(tx);
  const { fromDate: _, ...before } = await standingEdges(tx, scope.today);
  if (JSON.stringify(before) === JSON.stringify(after)) return false;
  await keepClassEdges(tx, { ...after, fromDate: scope.today }, scope.user);
  const detail = { before, after };
  await addAuditEntry(tx, { user: scope.user, action: "change-class-edges", detail });
  return true;
}

function notRising(): ApiFailure {
  return new ApiFailure("bad-input", {
    field: "onTime",
    message: "The days must rise: prompt ends below on time, and on time below late.",
  });
}
