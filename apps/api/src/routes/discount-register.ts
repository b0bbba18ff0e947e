import { inCompany } from "@cfa/db/company-scope";
import { draftLedgers } from "@cfa/db/queries/drafts/facts";
import { lastNoteLedger } from "@cfa/db/queries/offers/register";
import { readCompany, type BooksReader } from "@cfa/db/queries/snapshot";
import type { DiscountRegister } from "@cfa/contract/discount-register";
import { idOut } from "@cfa/values/ids";
import { paiseToJson, sum } from "@cfa/values/money";

import type { Services } from "../context.ts";
import { byLikelihood } from "../drafts/choices.ts";
import type { guarded } from "../guard.ts";
import { draftNote } from "../offers/draft-note.ts";
import { isToPost, readRegister, type Earned } from "../offers/register.ts";
import { uuidOf } from "../uuid-of.ts";
import { offsetOf, pageAt } from "./cursor.ts";

/** Discounts that were earned: the register, and the draft of a credit note. */
export function discountRegisterRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { offers } = routes;
  return {
    register: offers.register.use(member).handler(({ context: { scope }, input }) => {
      const { list, limit } = input;
      const offset = offsetOf(input.cursor);
      return readCompany(db, scope.companyId, async (snapshot): Promise<DiscountRegister> => {
        const { all, stored, rules } = await readRegister(snapshot, { today: scope.today });
        const wanted = all.filter(({ row }) => list === "all" || isToPost(row) === (list === "to-post"));
        const page = pageAt(wanted.slice(offset, offset + limit + 1), { limit, offset });
        return {
          asOf: scope.today,
          total: { ...totalOf(all), toPost: totalOf(all.filter(({ row }) => isToPost(row))) },
          months: monthsOf(all),
          rows: page.rows.map(({ row }) => row),
          rules: stored.map((rule, at) => ({ ...rule, forReview: rules[at]?.forReview ?? true })),
          ledgers: await discountLedgers(snapshot),
          mayDraft: scope.role !== "viewer",
          nextCursor: page.nextCursor,
        };
      });
    }),

    draftNote: offers.draftNote.use(member).handler(async ({ context: { scope }, input }) => {
      const { kind, ledgerId, agreedBefore } = input;
      const wanted = { offerId: uuidOf("offer", input.offerId), kind, ledgerId, agreedBefore };
      return { draftId: await inCompany(db, scope.companyId, (tx) => draftNote(tx, scope, wanted)) };
    }),
  };
}

function totalOf(of: readonly Earned[]): { count: number; discount: string } {
  return { count: of.length, discount: paiseToJson(sum(of.map(({ earned }) => earned.discount))) };
}

const MONTH = "2026-04".length;

function monthsOf(all: readonly Earned[]): DiscountRegister["months"] {
  return [...Map.groupBy(all, ({ earned }) => earned.paidOn.slice(0, MONTH))]
    .map(([month, of]) => ({ month, ...totalOf(of) }))
    .toSorted((a, b) => (a.month < b.month ? 1 : -1));
}

/** The ledger used last comes first, then likely ones. */
async function discountLedgers(reader: BooksReader): Promise<DiscountRegister["ledgers"]> {
  const last = await lastNoteLedger(reader);
  const ledgers = (await draftLedgers(reader, { opposite: true }))
    .filter(({ isRevenue }) => isRevenue)
    .toSorted(byLikelihood("credit-note"));
  return ledgers
    .toSorted((a, b) => Number(b.name === last) - Number(a.name === last))
    .map(({ ledgerId, name }) => ({ ledgerId: idOut("ledger", ledgerId), name }));
}
