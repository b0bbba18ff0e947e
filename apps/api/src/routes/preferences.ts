import { QUIET_UNTIL_DAYS } from "@cfa/contract/alert-kinds";
import type { MyPreferencesStanding } from "@cfa/contract/preferences";
import { AlertKind } from "@cfa/contract/today";
import { isReachable } from "@cfa/contract/typed";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { devicesOf, dropDevice, keepDevice } from "@cfa/db/queries/alerts/devices";
import { keepPreferences, preferencesIn } from "@cfa/db/queries/alerts/preferences";
import { readCompany, type BooksReader } from "@cfa/db/queries/snapshot";
import { addDays } from "@cfa/values/local-date";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { askedDay } from "./asked-day.ts";

/** What members are told of a company, how and when; each says it for themselves. */
export function preferenceRoutes(
  { db, enqueue, sendMail }: Services,
  { routes, member }: ReturnType<typeof guarded>,
) {
  const { preferences } = routes;
  const told = (reader: BooksReader, scope: Scope) => standing(reader, scope, sendMail !== null);
  // Whoever tells members looks when the next one wants to be told.
  const change = (scope: Scope, work: (tx: CompanyTx) => Promise<void>): Promise<MyPreferencesStanding> =>
    inCompany(db, scope.companyId, async (tx) => {
      await work(tx);
      await enqueue(tx, "tell-members", { companyId: scope.companyId });
      return told(tx, scope);
    });
  return {
    read: preferences.read
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, (snapshot) => told(snapshot, scope)),
      ),

    change: preferences.change.use(member).handler(({ context: { scope }, input: { preferences: said } }) =>
      change(scope, async (tx) => {
        checkQuietUntil(said.quietUntil, scope);
        await keepPreferences(tx, scope.user.id, said);
      }),
    ),

    keepDevice: preferences.keepDevice
      .use(member)
      .handler(({ context: { scope }, input: { deviceId, token, system } }) =>
        change(scope, (tx) =>
          keepDevice(tx, { userId: scope.user.id, deviceId, token, system, madeAt: scope.now }),
        ),
      ),

    dropDevice: preferences.dropDevice
      .use(member)
      .handler(({ context: { scope }, input: { deviceId } }) =>
        change(scope, (tx) => dropDevice(tx, scope.user.id, deviceId)),
      ),
  };
}

function checkQuietUntil(text: string | null, { today }: Scope): void {
  if (text === null) return;
  const day = askedDay("preferences.quietUntil", text);
  const last = addDays(today, QUIET_UNTIL_DAYS);
  if (day >= today && day <= last) return;
  const message = `The value of "quietUntil" is not right: days run from ${today} to ${last}.`;
  throw new ApiFailure("bad-input", { field: "preferences.quietUntil", message });
}

async function standing(
  reader: BooksReader,
  { user, today }: Scope,
  hasMail: boolean,
): Promise<MyPreferencesStanding> {
  const said = (await preferencesIn(reader, user.id)).get(user.id);
  if (said === undefined) throw new ApiFailure("not-found");
  const { quietUntil, muted, ...rest } = said;
  return {
    preferences: {
      ...rest,
      muted: muted.flatMap((kind) => AlertKind.safeParse(kind).data ?? []),
      quietUntil: quietUntil !== null && quietUntil > today ? quietUntil : null, // what is over is said no more
    },
    email: hasMail && isReachable(user.email) ? user.email : null,
    devices: (await devicesOf(reader, user.id)).map(({ deviceId, system, madeAt, deadAt }) => ({
      deviceId,
      system,
      since: madeAt.toISOString(),
      isReached: deadAt === null,
    })),
  };
}
