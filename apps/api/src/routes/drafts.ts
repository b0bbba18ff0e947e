import { inCompany } from "@cfa/db/company-scope";
import { draftRows } from "@cfa/db/queries/drafts/read";
import { readCompany } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import { acceptDraft, draftFile, withdrawDraft } from "../drafts/accept.ts";
import { readChoices } from "../drafts/choices.ts";
import { makeDraft } from "../drafts/make.ts";
import { presentDraft, readPreview } from "../drafts/present.ts";
import type { guarded } from "../guard.ts";
import { uuidOf } from "../uuid-of.ts";
import { isMicros, isUuid, pageOf, readCursor } from "./cursor.ts";

/** Vouchers on their way to Tally: made, looked at, accepted and taken back by owner and accountant. */
export function draftRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { drafts } = routes;
  const preview = (companyId: string, draftId: string, now: Date) =>
    readCompany(db, companyId, (snapshot) => readPreview(snapshot, draftId, now));
  return {
    list: drafts.list.use(member).handler(({ context: { scope }, input }) => {
      const { limit } = input;
      const place = readCursor(input.cursor, [isMicros, isUuid]);
      const after = place && { createdMicros: place[0] ?? "", draftId: place[1] ?? "" };
      return readCompany(db, scope.companyId, async (snapshot) => {
        const rows = await draftRows(snapshot, { limit: limit + 1, after });
        const page = pageOf(rows, { limit, placeOf: (row) => [row.createdMicros.toString(), row.draft_id] });
        return { ...page, rows: page.rows.map(presentDraft) };
      });
    }),

    choices: drafts.choices.use(member).handler(({ context: { scope }, input }) => {
      const billId = uuidOf("bill", input.billId);
      return readCompany(db, scope.companyId, (snapshot) =>
        readChoices(snapshot, { billId, kind: input.kind, now: scope.now }),
      );
    }),

    create: drafts.create.use(member).handler(async ({ context: { scope }, input }) => {
      const draftId = await inCompany(db, scope.companyId, (tx) => makeDraft(tx, scope, input));
      return preview(scope.companyId, draftId, scope.now);
    }),

    preview: drafts.preview
      .use(member)
      .handler(({ context: { scope }, input }) =>
        preview(scope.companyId, uuidOf("draft", input.draftId), scope.now),
      ),

    accept: drafts.accept.use(member).handler(async ({ context: { scope }, input }) => {
      const draftId = uuidOf("draft", input.draftId);
      await inCompany(db, scope.companyId, (tx) => acceptDraft(tx, scope, { ...input, draftId }));
      return preview(scope.companyId, draftId, scope.now);
    }),

    withdraw: drafts.withdraw.use(member).handler(async ({ context: { scope }, input }) => {
      const draftId = uuidOf("draft", input.draftId);
      await inCompany(db, scope.companyId, (tx) => withdrawDraft(tx, scope, draftId));
      return preview(scope.companyId, draftId, scope.now);
    }),

    file: drafts.file.use(member).handler(({ context: { scope }, input }) => {
      const draftId = uuidOf("draft", input.draftId);
      return inCompany(db, scope.companyId, (tx) => draftFile(tx, scope, draftId));
    }),
  };
}
