import { inCompany } from "@cfa/db/company-scope";
import { readCompany } from "@cfa/db/queries/snapshot";
import { dropPastSnoozes, dropSnooze, keepSnooze } from "@cfa/db/queries/today/snoozes";
import { addDays, parseLocalDate, type LocalDate } from "@cfa/values/local-date";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { readSearch } from "../present/search.ts";
import { lookToday, presentToday } from "../present/today.ts";

const LONGEST_DAYS = 90;

/** What to do and to know today, and finding a party or a bill. */
export function todayRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { today } = routes;
  const look = (scope: Scope) => readCompany(db, scope.companyId, (snapshot) => lookToday(snapshot, scope));
  return {
    read: today.read.use(member).handler(async ({ context: { scope } }) => presentToday(await look(scope))),

    snooze: today.snooze.use(member).handler(async ({ context: { scope }, input: { key, until } }) => {
      const { user, now } = scope;
      if (until === null) {
        await inCompany(db, scope.companyId, (tx) => dropSnooze(tx, user.id, key));
        return presentToday(await look(scope));
      }
      const snooze = { key, until: dayAhead(until, scope) };
      const looked = await look(scope);
      const amount = looked.found.find((one) => one.key === key)?.amount;
      if (amount === undefined) throw new ApiFailure("not-found");
      await inCompany(db, scope.companyId, async (tx) => {
        await dropPastSnoozes(tx, user.id, scope.today);
        await keepSnooze(tx, user.id, { ...snooze, amount, at: now });
      });
      const others = looked.snoozes.filter((one) => one.key !== key);
      return presentToday({ ...looked, snoozes: [...others, { ...snooze, amount }] });
    }),

    search: today.search
      .use(member)
      .handler(({ context: { scope }, input: { text } }) =>
        readCompany(db, scope.companyId, (snapshot) => readSearch(snapshot, { text, asOf: scope.today })),
      ),
  };
}

function dayAhead(until: string, { today }: Scope): LocalDate {
  const day = parseLocalDate(until);
  if (day.ok && day.value > today && day.value <= addDays(today, LONGEST_DAYS)) return day.value;
  throw new ApiFailure("bad-input", {
    field: "until",
    message: `Choose a day after today, at most ${LONGEST_DAYS} days on.`,
  });
}
