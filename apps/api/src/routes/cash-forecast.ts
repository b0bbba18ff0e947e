import { isDeepStrictEqual } from "node:util";

import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { namedLedgers } from "@cfa/db/queries/cash/cash-ledgers";
import { recurringItems } from "@cfa/db/queries/cash/forecasts";
import { keepRecurringSaid, recurringSaid } from "@cfa/db/queries/cash/recurring-said";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";
import { readCompany } from "@cfa/db/queries/snapshot";
import { jsonWithPaise } from "@cfa/values/money";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { readForecast } from "../present/cash/forecast.ts";
import { keyOf, readItems, wordIn } from "../present/cash/items.ts";
import { readRecord } from "../present/cash/record.ts";
import { readWeek } from "../present/cash/week.ts";
import { uuidOf } from "../uuid-of.ts";
import { askedDay } from "./asked-day.ts";

/** What the company's money will do, and what people say of what comes back by the calendar. */
export function cashForecastRoutes(
  { db, enqueue }: Services,
  { routes, member }: ReturnType<typeof guarded>,
) {
  const { cashForecast } = routes;
  return {
    forecast: cashForecast.forecast
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, (snapshot) => readForecast(snapshot, scope.today)),
      ),

    week: cashForecast.week.use(member).handler(async ({ context: { scope }, input }) => {
      const from = askedDay("firstDay", input.firstDay);
      const found = await readCompany(db, scope.companyId, (snapshot) => readWeek(snapshot, from));
      if (found === undefined) throw new ApiFailure("not-found");
      return found;
    }),

    record: cashForecast.record.use(member).handler(({ context: { scope } }) =>
      readCompany(db, scope.companyId, async (snapshot) => ({
        today: scope.today,
        scores: await readRecord(snapshot, scope.today),
      })),
    ),

    items: cashForecast.items
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, (snapshot) => readItems(snapshot, scope.today)),
      ),

    sayItem: cashForecast.sayItem.use(member).handler(({ context: { scope }, input }) => {
      const { companyId } = scope;
      const ledgerId = uuidOf("ledger", input.ledgerId);
      const { direction, every } = input;
      if (input.word?.kind === "edited") askedDay("word.rhythm.next", input.word.rhythm.next);
      const after = input.word === null ? null : wordIn(input.word);
      return inCompany(db, companyId, async (tx) => {
        await lockSettings(tx);
        const ledger = (await namedLedgers(tx, [ledgerId])).get(ledgerId);
        if (ledger === undefined) throw new ApiFailure("not-found");
        const key = { ledgerGuid: ledger.guid, direction, every };
        const found = await recurringItems(tx);
        const before = (await recurringSaid(tx)).find((word) => keyOf(word) === keyOf(key));
        const isFound = found.some((item) => keyOf({ ...item, ledgerGuid: item.ledger_guid }) === keyOf(key));
        if (!isFound && before === undefined) throw new ApiFailure("not-found");
        const stood =
          before === undefined ? null : { said: before.said, rhythm: before.rhythm, size: before.size };
        if (!isDeepStrictEqual(stood, after)) {
          await keepRecurringSaid(tx, key, { word: after, by: scope.user.name });
          const detail = JSON.parse(jsonWithPaise({ item: ledger.name, before: stood, after })) as object;
          await addAuditEntry(tx, { user: scope.user, action: "change-recurring-item", detail });
          await enqueue(tx, "learn-payments", { companyId }); // and then it is forecast anew
        }
        return readItems(tx, scope.today);
      });
    }),
  };
}
