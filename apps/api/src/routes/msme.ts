import type { MsmeStanding } from "@cfa/contract/settings";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";
import { partyGuid, sayMsme, takeBackMsme } from "@cfa/db/queries/settings/msme";
import { readCompany } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { readMsmeClock } from "../present/settings/msme-clock.ts";
import { readMsmeOfParty } from "../present/settings/msme-of-party.ts";
import { uuidOf } from "../uuid-of.ts";
import { asOfDay } from "./as-of.ts";
import { askedDay } from "./asked-day.ts";
import { offsetOf } from "./cursor.ts";

/** The law for micro and small enterprises: what a supplier is under it, and the clock of its bills. */
export function msmeRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { settings } = routes;
  return {
    msmeOfParty: settings.msmeOfParty.use(member).handler(({ context: { scope }, input }) => {
      const on = { ledgerId: uuidOf("party", input.partyId), asOf: asOfDay(scope, input.asOf) };
      return readCompany(db, scope.companyId, (snapshot) => readMsmeOfParty(snapshot, on));
    }),

    sayMsme: settings.sayMsme.use(member).handler(({ context: { scope }, input }) => {
      const { partyId, udyamClass, activity, hasWrittenTerms } = input;
      const from = input.validFrom === null ? null : askedDay("validFrom", input.validFrom);
      const on = { ledgerId: uuidOf("party", partyId), asOf: scope.today };
      return inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        const before = await readMsmeOfParty(tx, on);
        const guid = (await partyGuid(tx, on.ledgerId)) ?? "";
        const word = { udyamClass, activity, hasWrittenTerms, from };
        await sayMsme(tx, { guid, ...word, at: scope.now, user: scope.user });
        const detail = {
          partyId,
          before: wordIn(before),
          after: { udyamClass, activity, hasWrittenTerms, validFrom: from },
        };
        await addAuditEntry(tx, { user: scope.user, action: "change-msme-profile", detail });
        return readMsmeOfParty(tx, on);
      });
    }),

    takeBackMsme: settings.takeBackMsme.use(member).handler(({ context: { scope }, input }) => {
      const { partyId, saidNo } = input;
      const on = { ledgerId: uuidOf("party", partyId), asOf: scope.today };
      return inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        const before = await readMsmeOfParty(tx, on);
        const guid = (await partyGuid(tx, on.ledgerId)) ?? "";
        if (!(await takeBackMsme(tx, { guid, saidNo, at: scope.now, user: scope.user }))) {
          throw new ApiFailure("not-found");
        }
        const after = await readMsmeOfParty(tx, on);
        const detail = { partyId, before: wordIn(before), after: wordIn(after) };
        await addAuditEntry(tx, { user: scope.user, action: "change-msme-taken-back", detail });
        return after;
      });
    }),

    msme: settings.msme.use(member).handler(({ context: { scope }, input }) => {
      const { side, state, limit } = input;
      const on = { side, asOf: asOfDay(scope, input.asOf) };
      const offset = offsetOf(input.cursor);
      return readCompany(db, scope.companyId, (snapshot) =>
        readMsmeClock(snapshot, on, { state, limit, offset }),
      );
    }),
  };
}

function wordIn({ udyamClass, activity, hasWrittenTerms, validFrom }: MsmeStanding): object {
  return { udyamClass, activity, hasWrittenTerms, validFrom };
}
