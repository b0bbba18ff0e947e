import { inCompany } from "@cfa/db/company-scope";

import type { Services } from "../context.ts";
import { actOnMany, lookAtMany } from "../exceptions/bulk.ts";
import { undoMany } from "../exceptions/bulk-undo.ts";
import type { guarded } from "../guard.ts";
import { uuidOf } from "../uuid-of.ts";

/** One deed on many exceptions: looked at first, done item by item, undone as one. */
export function bulkRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { bulk } = routes;
  return {
    preview: bulk.preview
      .use(member)
      .handler(({ context: { scope }, input }) => lookAtMany(db, scope, input.items)),

    act: bulk.act
      .use(member)
      .handler(({ context: { scope }, input }) =>
        inCompany(db, scope.companyId, (tx) => actOnMany(tx, { scope, enqueue }, input)),
      ),

    undo: bulk.undo.use(member).handler(({ context: { scope }, input }) => {
      const bulkId = uuidOf("bulk", input.bulkId);
      return inCompany(db, scope.companyId, (tx) => undoMany(tx, { scope, enqueue }, bulkId));
    }),
  };
}
