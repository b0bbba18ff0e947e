import { createHash } from "node:crypto";

import type { VoucherRecord } from "@cfa/contract/records";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 12;

/** The marker of a draft, always the same for the same id: short enough for a reference, and no other draft has it. */
export function markerOf(draftId: string): string {
  const digest = createHash("sha256").update(`cfa draft ${draftId}`).digest();
  return `CFA-${[...digest.subarray(0, LENGTH)].map((byte) => ALPHABET.charAt(byte % 32)).join("")}`;
}

/**
 * Whether a voucher of Tally is the draft's. Tally keeps a REMOTEID as the voucher's GUID or not, and a person may have
 * changed the reference or the narration: any of the three will do.
 */
export function carriesMarker(voucher: VoucherRecord, marker: string): boolean {
  const wanted = marker.toLowerCase();
  return (
    voucher.guid.toLowerCase() === wanted ||
    voucher.reference?.trim().toLowerCase() === wanted ||
    (voucher.narration ?? "").toLowerCase().includes(`[${wanted}]`)
  );
}
