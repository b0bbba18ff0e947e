import type { SilentReason } from "@cfa/contract/nudges";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { lockCompany } from "@cfa/db/queries/locks";
import { EVERYBODY, noteAccess } from "@cfa/db/queries/nudges/access-log";
import { channelRows } from "@cfa/db/queries/nudges/channels";
import { costSince, nudgeCounts, nudgeList, nudgeRow } from "@cfa/db/queries/nudges/log";
import { countLetters } from "@cfa/db/queries/nudges/letters";
import { silentBills, type SilentBillRow } from "@cfa/db/queries/nudges/silent-bills";
import { readCompany } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { paiseToJson, sum } from "@cfa/values/money";
import { monthOf } from "@cfa/values/period";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { decideNudges } from "../nudges/decide.ts";
import { partyGuids } from "../nudges/party-guids.ts";
import { presentNudges } from "../nudges/present.ts";
import { uuidOf } from "../uuid-of.ts";
import { offsetOf, pageAt } from "./cursor.ts";

/** Messages to customers: the queue that waits for a person's word, and the log of what went out. */
export function nudgeRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { nudges } = routes;
  return {
    list: nudges.list.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const { list, limit, kind = null } = input;
        const offset = offsetOf(input.cursor);
        const guids = input.partyId === undefined ? null : await partyGuids(tx, input.partyId);
        await looking(tx, scope, guids?.[0] ?? EVERYBODY);
        const page = pageAt(await nudgeList(tx, { list, kind, guids, limit: limit + 1, offset }), {
          limit,
          offset,
        });
        return { ...page, rows: await presentNudges(tx, page.rows, scope) };
      }),
    ),

    standing: nudges.standing.use(member).handler(({ context: { scope } }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const counts = await nudgeCounts(snapshot);
        const letters = await countLetters(snapshot);
        const cost = await costSince(snapshot, monthOf(scope.today).from);
        const accounts = await channelRows(snapshot);
        return {
          counts: counts.map(({ amount, ...rest }) => ({ ...rest, amount: paiseToJson(amount) })),
          letters,
          monthCost: paiseToJson(cost),
          stopped: accounts
            .filter(({ state }) => state !== "on")
            .map(({ way, stateWhy }) => ({ way, why: stateWhy })),
        };
      }),
    ),

    silent: nudges.silent.use(member).handler(({ context: { scope }, input }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const guids = await partyGuids(snapshot, input.partyId);
        const rows = await silentBills(snapshot, { guids, today: scope.today });
        return {
          rows: rows.map(({ billId, open, ...row }) => ({
            ...row,
            billId: idOut("bill", billId),
            open: paiseToJson(open),
          })),
          reasons: reasonsOf(rows),
        };
      }),
    ),

    read: nudges.read.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const row = await nudgeRow(tx, uuidOf("nudge", input.nudgeId));
        const [nudge] = row === undefined ? [] : await presentNudges(tx, [row], scope);
        if (row === undefined || nudge === undefined) throw new ApiFailure("not-found");
        await looking(tx, scope, row.guid);
        return nudge;
      }),
    ),

    decide: nudges.decide.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockCompany(tx, "nudge");
        const { items, isAnyApproved } = await decideNudges(tx, input.decisions, scope);
        if (isAnyApproved) await enqueue(tx, "send-nudges", { companyId: scope.companyId });
        return { items };
      }),
    ),
  };
}

/** Somebody looks at messages of one party, or of all. */
function looking(tx: CompanyTx, { user, now }: Scope, subject: string): Promise<void> {
  return noteAccess(tx, { user, what: "message-log", subject, at: now });
}

/** Bills of which nothing is said, added up by why: that of the most money first. */
function reasonsOf(rows: readonly SilentBillRow[]): SilentReason[] {
  return [...Map.groupBy(rows, ({ code }) => code)]
    .map(([code, of]) => ({ code, bills: of.length, open: sum(of.map(({ open }) => open)) }))
    .toSorted((a, b) => Number(b.open - a.open))
    .map((reason) => ({ ...reason, open: paiseToJson(reason.open) }));
}
