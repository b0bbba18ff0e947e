import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { deleteUpload, listUploads, refusedRows } from "@cfa/db/queries/uploads/handing-in";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { presentUploadSummary } from "../present/upload.ts";
import { commitUpload, takeUploadBack } from "../uploads/commit-upload.ts";
import { requireUpload, uploadIn, uploadNow } from "../uploads/find-upload.ts";
import { answerTable, beginUpload, startReading } from "../uploads/hand-in.ts";
import { pageOf, readCursor } from "./cursor.ts";

const LISTED = 30;
const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text);

type Guarded = ReturnType<typeof guarded>;
type Within = <T>(scope: { companyId: string }, work: (tx: CompanyTx) => Promise<T>) => Promise<T>;

/** Files that people hand in: begin, read, answer, commit, cancel, take back. Their bytes go another way (upload-bytes). */
export function uploadRoutes({ db, enqueue }: Services, { routes, member }: Guarded) {
  const { uploads } = routes;
  const within: Within = (scope, work) => inCompany(db, scope.companyId, work);
  return {
    open: uploads.open.use(member).handler(({ context: { scope }, input }) =>
      within(scope, async (tx) => {
        const { user } = scope;
        return uploadNow(tx, await beginUpload(tx, { user, files: input.files, enqueue }));
      }),
    ),

    list: uploads.list
      .use(member)
      .handler(({ context: { scope } }) =>
        within(scope, async (tx) => ({ rows: (await listUploads(tx, LISTED)).map(presentUploadSummary) })),
      ),

    read: uploads.read
      .use(member)
      .handler(({ context: { scope }, input }) =>
        within(scope, (tx) => uploadNow(tx, uploadIn(input.uploadId))),
      ),

    start: uploads.start.use(member).handler(({ context: { scope }, input }) =>
      within(scope, async (tx) => {
        const uploadId = uploadIn(input.uploadId);
        await startReading(tx, uploadId, enqueue);
        return uploadNow(tx, uploadId);
      }),
    ),

    mapping: uploads.mapping.use(member).handler(({ context: { scope }, input }) =>
      within(scope, async (tx) => {
        const uploadId = uploadIn(input.uploadId);
        await answerTable(tx, { uploadId, fileNo: input.fileNo, mapping: input.mapping, enqueue });
        return uploadNow(tx, uploadId);
      }),
    ),

    ...bookRoutes(within, enqueue, { uploads, member }),

    refused: uploads.refused.use(member).handler(({ context: { scope }, input }) => {
      const place = readCursor(input.cursor, [isNumber, isNumber]);
      const after = place && { fileNo: Number(place[0]), line: Number(place[1]) };
      const uploadId = uploadIn(input.uploadId);
      return within(scope, async (tx) => {
        await uploadNow(tx, uploadId);
        const rows = await refusedRows(tx, { uploadId, limit: input.limit + 1, after });
        const page = pageOf(rows, {
          limit: input.limit,
          placeOf: (row) => [String(row.fileNo), String(row.line)],
        });
        return {
          ...page,
          rows: page.rows.map(({ file, line, reason, cells }) => ({ file, line, reason, cells })),
        };
      });
    }),
  };
}

/** What moves the books: into them, out of them again, and letting an upload go before. */
function bookRoutes(
  within: Within,
  enqueue: Services["enqueue"],
  { uploads, member }: { uploads: Guarded["routes"]["uploads"]; member: Guarded["member"] },
) {
  return {
    commit: uploads.commit.use(member).handler(({ context: { scope }, input }) =>
      within(scope, async (tx) => {
        const uploadId = uploadIn(input.uploadId);
        await commitUpload(tx, { uploadId, user: scope.user, now: scope.now, enqueue });
        return uploadNow(tx, uploadId);
      }),
    ),

    cancel: uploads.cancel.use(member).handler(({ context: { scope }, input }) =>
      within(scope, async (tx) => {
        const uploadId = uploadIn(input.uploadId);
        await requireUpload(tx, uploadId);
        if (await deleteUpload(tx, uploadId)) return { cancelled: true };
        throw new ApiFailure("conflict", {
          message: "This upload is in the books already. It can be taken back instead.",
        });
      }),
    ),

    takeBack: uploads.takeBack.use(member).handler(({ context: { scope }, input }) =>
      within(scope, async (tx) => {
        const uploadId = uploadIn(input.uploadId);
        await takeUploadBack(tx, { uploadId, user: scope.user, now: scope.now, enqueue });
        return uploadNow(tx, uploadId);
      }),
    ),
  };
}
