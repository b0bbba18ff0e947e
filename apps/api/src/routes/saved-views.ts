import { REPORTS } from "@cfa/contract/report-kinds";
import { ReportName } from "@cfa/contract/reports";
import type { SavedView, ViewChoice } from "@cfa/contract/saved-views";
import { MOST_VIEWS } from "@cfa/contract/view-times";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import {
  changeView,
  chooseDefaultView,
  countOwnViews,
  dropView,
  keepView,
  savedView,
  savedViews,
  type SavedViewRow,
} from "@cfa/db/queries/saved-views";
import { readCompany } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { uuidOf } from "../uuid-of.ts";
import { askedDay } from "./asked-day.ts";

/** Views of reports that a person keeps, and those that others share. */
export function savedViewRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { savedViews: views } = routes;
  return {
    list: views.list.use(member).handler(({ context: { scope } }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const found = await savedViews(snapshot, scope.user.id);
        return { views: found.filter((row) => mayRead(row.report, scope)).map((row) => present(row, scope)) };
      }),
    ),

    keep: views.keep.use(member).handler(({ context: { scope }, input }) => {
      const { requestId: viewId, name, report, choice, shared } = input;
      if (!mayRead(report, scope)) throw new ApiFailure("not-allowed");
      checkSharing(shared, scope);
      checkDays(choice);
      return inCompany(db, scope.companyId, async (tx) => {
        const own = await countOwnViews(tx, scope.user.id);
        const before = await savedView(tx, { userId: scope.user.id, viewId });
        if (before === undefined && own >= MOST_VIEWS) throw tooMany();
        const made = { viewId, by: scope.user, name, report, isShared: shared, at: scope.now };
        await keepView(tx, { ...made, choice: JSON.stringify(choice) });
        return present(await viewIn(tx, scope, viewId), scope);
      });
    }),

    change: views.change.use(member).handler(({ context: { scope }, input }) => {
      const { name, choice, shared, isDefault } = input;
      const viewId = uuidOf("view", input.viewId);
      checkSharing(shared === true, scope);
      if (choice !== undefined) checkDays(choice);
      return inCompany(db, scope.companyId, async (tx) => {
        const row = await viewIn(tx, scope, viewId);
        if (name !== undefined || choice !== undefined || shared !== undefined) {
          if (row.userId !== scope.user.id) throw new ApiFailure("not-allowed");
          const said = choice === undefined ? undefined : JSON.stringify(choice);
          await changeView(tx, viewId, { name, choice: said, isShared: shared });
        }
        if (isDefault === true || (isDefault === false && row.isDefault)) {
          const chosen = { userId: scope.user.id, report: row.report, viewId: isDefault ? viewId : null };
          await chooseDefaultView(tx, chosen);
        }
        return present(await viewIn(tx, scope, viewId), scope);
      });
    }),

    remove: views.remove.use(member).handler(({ context: { scope }, input }) => {
      const viewId = uuidOf("view", input.viewId);
      return inCompany(db, scope.companyId, async (tx) => {
        const row = await viewIn(tx, scope, viewId);
        // What others are shown, an owner may take away too.
        if (row.userId !== scope.user.id && scope.role !== "owner") throw new ApiFailure("not-allowed");
        await dropView(tx, viewId);
        return {};
      });
    }),
  };
}

async function viewIn(tx: CompanyTx, scope: Scope, viewId: string): Promise<SavedViewRow> {
  const row = await savedView(tx, { userId: scope.user.id, viewId });
  if (row === undefined || !mayRead(row.report, scope)) throw new ApiFailure("not-found");
  return row;
}

function mayRead(report: string, { role }: Scope): boolean {
  const name = ReportName.safeParse(report);
  return name.success && REPORTS[name.data].roles.includes(role);
}

/** Viewers keep views for themselves. */
function checkSharing(shared: boolean, { role }: Scope): void {
  if (shared && role === "viewer") throw new ApiFailure("not-allowed");
}

/** Days of the calendar, not of its form alone. */
function checkDays(choice: ViewChoice): void {
  for (const field of ["asOf", "from", "to"] as const) {
    const day = choice[field];
    if (day !== undefined) askedDay(`choice.${field}`, day);
  }
}

function present(row: SavedViewRow, scope: Scope): SavedView {
  return {
    viewId: idOut("view", row.viewId),
    name: row.name,
    report: row.report as ReportName,
    choice: row.choice as ViewChoice,
    shared: row.isShared,
    isMine: row.userId === scope.user.id,
    by: row.userName,
    isDefault: row.isDefault,
  };
}

function tooMany(): ApiFailure {
  const message = `You keep ${MOST_VIEWS} views already. Let one go that you do not need any more.`;
  return new ApiFailure("conflict", { message });
}
