import { MOST_LETTERS } from "@cfa/contract/nudge-kinds";
import { inCompany } from "@cfa/db/company-scope";
import { lockCompany } from "@cfa/db/queries/locks";
import { EVERYBODY, noteAccess } from "@cfa/db/queries/nudges/access-log";
import { countLetters, lettersToPrint } from "@cfa/db/queries/nudges/letters";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { judgeLetters, letterOut } from "../nudges/letters.ts";
import { markLetters } from "../nudges/mark-letters.ts";

/** Letters to customers: what lies there to be printed, and a person's word that it is. */
export function letterRoutes({ db, publicUrl }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { letters } = routes;
  return {
    list: letters.list.use(member).handler(({ context: { scope } }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const { user, now, today } = scope;
        await noteAccess(tx, { user, what: "message-log", subject: EVERYBODY, at: now });
        const rows = await lettersToPrint(tx, MOST_LETTERS);
        const judged = await judgeLetters(tx, rows, { now, today, publicUrl });
        return { rows: judged.map(letterOut), count: await countLetters(tx) };
      }),
    ),

    mark: letters.mark.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockCompany(tx, "nudge");
        return { items: await markLetters(tx, input, scope) };
      }),
    ),
  };
}
