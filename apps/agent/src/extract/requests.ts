import type { TallyRequest } from "@cfa/tally/request/envelope";
import { groupsRequest, ledgersRequest, voucherTypesRequest, type Since } from "@cfa/tally/request/masters";
import {
  vouchersRequest,
  voucherSweepRequest,
  type FetchStyle,
  type VoucherWindow,
} from "@cfa/tally/request/vouchers";
import { assert } from "@cfa/values/assert";

import { daysAsked, type Piece } from "./piece.ts";

/** How the company is asked now. */
export type Asking = {
  readonly name: string;
  readonly guid: string;
  readonly style: FetchStyle;
  readonly isEducational: boolean;
};

/** The question that brings a piece. */
export function requestFor(piece: Piece, asking: Asking): TallyRequest {
  const { name, guid } = asking;
  return { ...question(piece, asking), company: name, companyGuid: guid };
}

/** Only who the vouchers of a piece are: light, where the vouchers themselves are too much. */
export function identitiesFor(piece: Piece, asking: Asking): TallyRequest {
  const { name, guid } = asking;
  return { ...voucherSweepRequest(name, windowOf(piece, asking)), company: name, companyGuid: guid };
}

/** What a piece is called in a line for people. */
export function titleOf(piece: Piece): string {
  const { kind, days, after, upTo } = piece;
  const range =
    after === undefined && upTo === undefined ? "" : `, changes ${(after ?? 0) + 1} to ${upTo ?? "the last"}`;
  if (days === undefined) return `${kind === "voucher-types" ? "voucher types" : kind}${range}`;
  const what = kind === "presence" ? "which vouchers there are" : "vouchers";
  const isMonth = days.from.slice(0, 7) === days.to.slice(0, 7);
  const when =
    days.from === days.to ? days.from : isMonth ? days.from.slice(0, 7) : `${days.from} to ${days.to}`;
  return `${what}, ${when}${range}`;
}

function question(piece: Piece, asking: Asking): TallyRequest {
  switch (piece.kind) {
    case "groups":
      return groupsRequest(asking.name, sinceOf(piece));
    case "voucher-types":
      return voucherTypesRequest(asking.name, sinceOf(piece));
    case "ledgers":
      return ledgersRequest(asking.name, sinceOf(piece), asking.style);
    case "presence":
      return voucherSweepRequest(asking.name, windowOf(piece, asking));
    case "vouchers":
    case "period":
      return vouchersRequest(asking.name, windowOf(piece, asking), asking.style);
  }
}

function sinceOf({ after, upTo }: Piece): Since {
  return {
    ...(after === undefined ? {} : { afterAlterId: after }),
    ...(upTo === undefined ? {} : { upToAlterId: upTo }),
  };
}

function windowOf(piece: Piece, { isEducational }: Asking): VoucherWindow {
  assert(piece.days !== undefined, "vouchers are asked for by their days");
  return { ...daysAsked(piece.days, isEducational), ...sinceOf(piece) };
}
