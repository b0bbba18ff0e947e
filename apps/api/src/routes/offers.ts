import { NO_OFFERS } from "@cfa/contract/offer-kinds";
import type { OfferStanding } from "@cfa/contract/offers";
import { inCompany } from "@cfa/db/company-scope";
import { tendGateway } from "@cfa/db/queries/gateway/account";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { fullOffer, offerList, offerStanding } from "@cfa/db/queries/offers/offer-list";
import { keepOfferSaid, offerPlan, type OfferPlanRow } from "@cfa/db/queries/offers/programme";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";
import { payDetail } from "@cfa/db/queries/settings/pay-detail";
import { readCompany, type BooksReader } from "@cfa/db/queries/snapshot";
import { paiseFromJson, paiseToJson } from "@cfa/values/money";
import { z } from "zod";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { decideOffers, withdrawOffer } from "../offers/decide.ts";
import { editSteps } from "../offers/edit.ts";
import { makeLink } from "../offers/link.ts";
import { overdueWays } from "../offers/overdue.ts";
import { presentOffers } from "../offers/present.ts";
import { readOfferSettings } from "../offers/settings.ts";
import { uuidOf } from "../uuid-of.ts";
import { offsetOf, pageAt } from "./cursor.ts";

/** Discounts for paying early: what is proposed and stands, and what may be put to those who are late already. */
export function offerRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { offers } = routes;
  return {
    list: offers.list.use(member).handler(({ context: { scope }, input }) => {
      const { list, limit } = input;
      const offset = offsetOf(input.cursor);
      return readCompany(db, scope.companyId, async (snapshot) => {
        const of = input.partyId === undefined ? {} : await guidOf(snapshot, input.partyId);
        const rows = await offerList(snapshot, { list, limit: limit + 1, offset, ...of });
        const page = pageAt(rows, { limit, offset });
        return { ...page, rows: await presentOffers(snapshot, page.rows, scope) };
      });
    }),

    read: offers.read.use(member).handler(({ context: { scope }, input }) => {
      const offerId = uuidOf("offer", input.offerId);
      return readCompany(db, scope.companyId, (snapshot) => one(snapshot, scope, offerId));
    }),

    standing: offers.standing.use(member).handler(({ context: { scope } }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const found = await offerStanding(snapshot, scope.today);
        return {
          waiting: {
            count: found.waiting,
            amount: paiseToJson(found.waitingAmount),
            cost: paiseToJson(found.waitingCost),
            profit: paiseToJson(found.waitingProfit),
          },
          live: { count: found.live, amount: paiseToJson(found.liveAmount), accepted: found.accepted },
          given: paiseToJson(found.given),
          hasPayDetails: (await payDetail(snapshot)) !== undefined,
          looked: lookedOf(await offerPlan(snapshot)),
        };
      }),
    ),

    overdue: offers.overdue.use(member).handler(({ context: { scope }, input }) => {
      const { limit } = input;
      const offset = offsetOf(input.cursor);
      return readCompany(db, scope.companyId, async (snapshot) => {
        const rows = await overdueWays(snapshot, scope.today);
        return pageAt(rows.slice(offset, offset + limit + 1), { limit, offset });
      });
    }),
  };
}

/** An owner's word on offers, and the address under which the customer sees one. */
export function offerDeedRoutes(services: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { db, publicUrl, enqueue } = services;
  const { offers } = routes;
  return {
    decide: offers.decide.use(member).handler(async ({ context: { scope }, input }) => ({
      items: await inCompany(db, scope.companyId, async (tx) => {
        const decided = await decideOffers(tx, scope, input.decisions);
        await tendGateway(tx, enqueue);
        return decided;
      }),
    })),

    edit: offers.edit.use(member).handler(({ context: { scope }, input }) => {
      const offerId = uuidOf("offer", input.offerId);
      return inCompany(db, scope.companyId, async (tx) => {
        const { isKept, ...edited } = await editSteps(tx, scope, { ...input, offerId });
        return { ...edited, offer: isKept ? await one(tx, scope, offerId) : null };
      });
    }),

    withdraw: offers.withdraw.use(member).handler(({ context: { scope }, input }) => {
      const offerId = uuidOf("offer", input.offerId);
      return inCompany(db, scope.companyId, async (tx) => {
        await withdrawOffer(tx, scope, { offerId, why: input.why });
        await tendGateway(tx, enqueue);
        return one(tx, scope, offerId);
      });
    }),

    makeLink: offers.makeLink.use(member).handler(async ({ context: { scope }, input }) => {
      const offerId = uuidOf("offer", input.offerId);
      const url = await inCompany(db, scope.companyId, (tx) => makeLink(tx, { scope, publicUrl }, offerId));
      return { url };
    }),
  };
}

/** How offers are proposed: read, and said anew by an owner; a worker looks again at once. */
export function offerSettingRoutes(
  { db, enqueue }: Services,
  { routes, member }: ReturnType<typeof guarded>,
) {
  const { offers } = routes;
  return {
    settings: offers.settings
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, (snapshot) => readOfferSettings(snapshot, scope.today)),
      ),

    changeSettings: offers.changeSettings.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        const { settings: before } = await readOfferSettings(tx, scope.today);
        const after = input.settings;
        if (JSON.stringify(before) !== JSON.stringify(after)) {
          const said = { ...after, monthlyBudget: paiseFromJson(after.monthlyBudget) };
          await keepOfferSaid(tx, said, { at: scope.now, user: scope.user });
          await addAuditEntry(tx, { user: scope.user, action: "change-offers", detail: { before, after } });
          await enqueue(tx, "propose-offers", { companyId: scope.companyId });
        }
        return readOfferSettings(tx, scope.today);
      }),
    ),
  };
}

async function guidOf(reader: BooksReader, partyId: string): Promise<{ ledgerGuid: string }> {
  const [party] = await partyLedgers(reader, { ledgerIds: [uuidOf("party", partyId)] });
  if (party === undefined) throw new ApiFailure("not-found");
  return { ledgerGuid: party.guid };
}

/** How many parties and bills are offered nothing, by why. */
function lookedOf(plan: OfferPlanRow | undefined): OfferStanding["looked"] {
  if (plan === undefined) return null;
  const refused = z.array(z.object({ why: z.enum(NO_OFFERS) })).parse(plan.refused);
  const counts = [...Map.groupBy(refused, ({ why }) => why)].map(([why, all]) => ({
    why,
    count: all.length,
  }));
  return { at: plan.madeAt.toISOString(), whyNone: counts.toSorted((a, b) => b.count - a.count) };
}

async function one(reader: BooksReader, scope: Scope, offerId: string) {
  const row = await fullOffer(reader, offerId);
  const [offer] = row === undefined ? [] : await presentOffers(reader, [row], scope);
  if (offer === undefined) throw new ApiFailure("not-found");
  return offer;
}
