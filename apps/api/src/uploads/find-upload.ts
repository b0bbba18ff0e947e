import type { Upload } from "@cfa/contract/uploads";
import type { CompanyTx } from "@cfa/db/company-scope";
import { findUpload, uploadFiles } from "@cfa/db/queries/uploads/handing-in";
import type { UploadRow } from "@cfa/db/queries/uploads/rows";
import { idIn } from "@cfa/values/ids";

import { ApiFailure } from "../errors.ts";
import { presentUpload } from "../present/upload.ts";

/** The UUID behind an upload's id; another kind of id is one that does not exist. */
export function uploadIn(uploadId: string): string {
  const id = idIn("upload", uploadId);
  if (!id.ok) throw gone();
  return id.value;
}

/** The upload, kept from changing until the end of `tx`. One that is not there, or whose day is over, is not found. */
export async function requireUpload(tx: CompanyTx, uploadId: string): Promise<UploadRow> {
  const upload = await findUpload(tx, uploadId, { lock: true });
  if (upload === undefined) throw gone();
  return upload;
}

/** The upload as it stands now. */
export async function uploadNow(tx: CompanyTx, uploadId: string): Promise<Upload> {
  const upload = await findUpload(tx, uploadId);
  if (upload === undefined) throw gone();
  return presentUpload(upload, await uploadFiles(tx, uploadId));
}

function gone(): ApiFailure {
  return new ApiFailure("not-found", {
    message:
      "This upload is no longer there. One that is not committed goes after a day; send the files again.",
  });
}
