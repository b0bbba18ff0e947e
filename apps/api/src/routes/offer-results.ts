import { offerSaid } from "@cfa/db/queries/offers/programme";
import {
  latestOfferResult,
  latestStop,
  offerResultDays,
  type OfferResultDay,
} from "@cfa/db/queries/offers/results";
import { readCompany } from "@cfa/db/queries/snapshot";
import { paiseToJson } from "@cfa/values/money";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";

const MOST_DAYS = 366;

/** What offers brought: the latest measuring with its figures, and net rupees day by day. */
export function offerResultRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  return {
    results: routes.offers.results.use(member).handler(({ context: { scope } }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const latest = await latestOfferResult(snapshot);
        const stop = await latestStop(snapshot);
        const days = await offerResultDays(snapshot, MOST_DAYS);
        return {
          latest:
            latest === undefined
              ? null
              : { ...dayOf(latest), measuredAt: latest.measuredAt.toISOString(), figures: latest.figures },
          days: days.toReversed().map(dayOf),
          isOn: (await offerSaid(snapshot))?.isOn ?? true,
          stopped: stop === undefined ? null : { on: stop.day, quarterTo: stop.stoppedFor },
        };
      }),
    ),
  };
}

function dayOf({ asOf, treated, heldOut, net, verdict }: OfferResultDay) {
  return {
    asOf,
    treated,
    heldOut,
    net: net && { mean: paiseToJson(net.mean), low: paiseToJson(net.low), high: paiseToJson(net.high) },
    verdict,
  };
}
