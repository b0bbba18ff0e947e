import type { TallySelf } from "@cfa/contract/sync";
import type { OpenCompany, TallyClient, TallyRelease } from "@cfa/tally/client";
import type { TallyFailure } from "@cfa/tally/failures";
import { vouchersRequest, type FetchStyle } from "@cfa/tally/request/vouchers";
import { day } from "@cfa/values/local-date";
import { monthOf, type Period } from "@cfa/values/period";
import { ok, type Result } from "@cfa/values/result";
import type { CompanyRecord } from "@cfa/contract/records";

import type { Outbox } from "../outbox/outbox.ts";
import { booksOf } from "./company.ts";
import { daysAsked } from "./piece.ts";

const VALID_DAYS = 30;
const A_DAY_MS = 86_400_000;
/** So many of the last changes are looked at for a voucher with entries; the second look is wider. */
const SAMPLES = [20, 500];

export type SelfTest = {
  readonly tally: TallyClient;
  readonly outbox: Outbox;
  readonly now: () => string;
  readonly say: (line: string) => void;
};

/**
 * What this Tally can do and how it wants to be asked: known from before, or found out by a few short questions at first
 * contact, when the release has changed, and every 30 days.
 */
export async function knowTally(
  company: CompanyRecord,
  open: OpenCompany,
  { tally, outbox, now, say }: SelfTest,
): Promise<Result<TallySelf, TallyFailure>> {
  const known = outbox.recall("self");
  const isFresh =
    known !== undefined && Date.parse(now()) - Date.parse(known.tally.checkedAt) < VALID_DAYS * A_DAY_MS;
  if (isFresh && (known.isProven || open.marks.vouchers === 0)) return ok(known.tally);
  const licence = await tally.licence();
  if (!licence.ok) return licence;
  const { isEducational, release, product } = licence.value;
  const style = await findFetchStyle(company, open, { tally, isEducational: isEducational === true });
  if (!style.ok) return style;
  const canCount = await canTallyCount(company, open, { tally, isEducational: isEducational === true });
  // A Tally that does not survive being made to count is not made to again; any other failure is of the moment.
  const isFatal = !canCount.ok && canCount.error.isBlamed === true && !(await tally.isAnswering());
  if (!canCount.ok && !isFatal) return canCount;
  const self: TallySelf = {
    ...(product === undefined ? {} : { product }),
    ...(release === undefined ? {} : { release }),
    ...(isEducational === undefined ? {} : { isEducational }),
    fetchStyle: style.value.style,
    canCount: canCount.ok && canCount.value,
    checkedAt: now(),
  };
  outbox.remember("self", { tally: self, isProven: style.value.isProven });
  say(selfLine(self));
  return canCount.ok ? ok(self) : canCount;
}

/** A release other than the one the self-test saw makes it worth nothing. */
export function noteRelease(outbox: Outbox, seen: TallyRelease): void {
  const known = outbox.recall("self");
  const before = known?.tally.release;
  if (before !== undefined && seen.release !== undefined && seen.release !== before) outbox.forget("self");
}

/** For people: what was found out. */
export function selfLine(self: TallySelf): string {
  const what = [self.product ?? "Tally", self.release].filter((part) => part !== undefined).join(" ");
  const notes = [
    self.isEducational === true ? "Educational mode: it keeps only days 1, 2 and 31 of a month" : undefined,
    self.fetchStyle === "native-method" ? "nested lists are asked for whole" : undefined,
    self.canCount ? undefined : "it does not count vouchers by day, so months are read",
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? what : `${what} (${notes.join("; ")})`;
}

type Style = { readonly style: FetchStyle; readonly isProven: boolean };
type Asking = { readonly tally: TallyClient; readonly isEducational: boolean };

/** Whether dotted paths bring nested lists: looked for in the newest vouchers that are not cancelled. */
async function findFetchStyle(
  company: CompanyRecord,
  open: OpenCompany,
  { tally, isEducational }: Asking,
): Promise<Result<Style, TallyFailure>> {
  const days = daysAsked(booksOf(company), isEducational);
  for (const few of SAMPLES) {
    const window = {
      ...days,
      afterAlterId: Math.max(0, open.marks.vouchers - few),
      upToAlterId: open.marks.vouchers,
    };
    for (const style of ["fetch", "native-method"] as const) {
      let vouchers = 0;
      let entries = 0;
      const read = await tally.read(vouchersRequest(open.name, window, style), {
        voucher(record) {
          if (record.isCancelled !== true) vouchers++;
          entries += record.entries.length;
        },
      });
      if (!read.ok) return isVerdict(read.error) ? ok({ style: "fetch", isProven: false }) : read;
      if (entries > 0) return ok({ style, isProven: true });
      if (vouchers === 0) break;
    }
    if (few >= open.marks.vouchers) break;
  }
  return ok({ style: "fetch", isProven: false });
}

/** Whether it counts by day and by type and month: both must find the same vouchers in the month of the last one. */
async function canTallyCount(
  company: CompanyRecord,
  open: OpenCompany,
  { tally, isEducational }: Asking,
): Promise<Result<boolean, TallyFailure>> {
  const last = company.lastVoucherDate ?? company.endingAt;
  if (last === undefined) return ok(false);
  const month: Period = daysAsked(monthOf(day(last)), isEducational);
  const byDay = await tally.countsByDay(open.name, month);
  if (!byDay.ok) return isVerdict(byDay.error) ? ok(false) : byDay;
  const byType = await tally.voucherTotals(open.name, month);
  if (!byType.ok) return isVerdict(byType.error) ? ok(false) : byType;
  const [days, types] = [byDay.value, byType.value].map((rows) =>
    rows.reduce((sum, { count }) => sum + count, 0),
  );
  return ok(days === types && (days ?? 0) > 0);
}

/** Whether a failure says something about this Tally, and not only about this moment. */
function isVerdict({ code }: TallyFailure): boolean {
  return ["unexpected-answer", "error-answer", "bad-report", "truncated"].includes(code);
}
