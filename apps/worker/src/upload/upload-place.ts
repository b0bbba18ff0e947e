import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { pieceAt } from "@cfa/db/queries/uploads/reading";
import type { FileSource } from "@cfa/tally/upload/file-source";

/** Which upload of which company is being read. */
export type UploadPlace = { readonly db: Database; readonly companyId: string; readonly uploadId: string };

/** Thrown where an upload is gone while it is read: somebody cancelled it. */
export class UploadGone extends Error {
  override name = "UploadGone";
}

/** Runs one short transaction of the upload's company. */
export function within<T>(place: UploadPlace, work: (tx: CompanyTx) => Promise<T>): Promise<T> {
  return inCompany(place.db, place.companyId, work, { role: "job" });
}

/** A file as its bytes lie in the database. */
export function storedFile(
  place: UploadPlace,
  file: { fileNo: number; name: string; bytes: number },
): FileSource {
  return {
    name: file.name,
    size: file.bytes,
    async *read({ from, to } = { from: 0, to: file.bytes }) {
      for (let at = from; at < Math.min(to, file.bytes);) {
        const start = at;
        const piece = await within(place, (tx) =>
          pieceAt(tx, { uploadId: place.uploadId, fileNo: file.fileNo, at: start }),
        );
        if (piece === undefined) throw new UploadGone();
        const bytes = piece.body.subarray(at - piece.startsAt, to - piece.startsAt);
        yield bytes;
        at += bytes.length;
      }
    },
  };
}
