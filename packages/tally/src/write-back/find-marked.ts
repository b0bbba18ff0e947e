import type { DraftVoucher } from "@cfa/contract/draft-voucher";
import type { VoucherRecord } from "@cfa/contract/records";
import { day } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";
import { ok, type Result } from "@cfa/values/result";

import type { TallyClient } from "../client.ts";
import type { TallyFailure } from "../failures.ts";
import { vouchersRequest, type FetchStyle } from "../request/vouchers.ts";
import { carriesMarker } from "./marker.ts";

/**
 * The vouchers with a draft's marker that Tally shows. Asked twice: by the reference over the whole open year, because a voucher may
 * have been put on another day, and by the draft's own day without a condition, because a person may have changed the reference.
 */
export async function findMarked(
  tally: Pick<TallyClient, "read">,
  where: {
    readonly company: { readonly name: string; readonly guid: string };
    readonly voucher: DraftVoucher;
    readonly openYear: Period;
    readonly style?: FetchStyle;
  },
): Promise<Result<VoucherRecord[], TallyFailure>> {
  const { company, voucher, openYear, style } = where;
  const found = new Map<string, VoucherRecord>();
  const note = (record: VoucherRecord): void => {
    if (carriesMarker(record, voucher.marker)) found.set(record.guid, record);
  };
  const date = day(voucher.date);
  const windows = [
    { ...openYear, reference: voucher.marker },
    { from: date, to: date },
  ];
  for (const window of windows) {
    const request = { ...vouchersRequest(company.name, window, style), companyGuid: company.guid };
    const read = await tally.read(request, { voucher: note });
    if (!read.ok) return read;
  }
  return ok([...found.values()]);
}
