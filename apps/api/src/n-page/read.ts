import { payReference } from "@cfa/contract/pay-reference";
import { companyProfile } from "@cfa/db/queries/company-profile";
import { nudgeAnswers, type NudgeAnswerRow } from "@cfa/db/queries/nudges/answers";
import { inboundStates } from "@cfa/db/queries/nudges/inbound";
import { linkedNudge, type LinkedNudge } from "@cfa/db/queries/nudges/links";
import { pageBills, type PageBillRow } from "@cfa/db/queries/nudges/page-bills";
import { stoppedKinds } from "@cfa/db/queries/nudges/stop";
import { payDetail } from "@cfa/db/queries/settings/pay-detail";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { localDateAt, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

import { promiseDays, standingDay, upiLimit } from "../pay-page/read.ts";
import { waysToPay } from "../pay-page/ways-to-pay.ts";
import type { NudgeBill, NudgeView } from "./view.ts";

/** For so long after it was sent a message's page shows its bills. */
const SHOWN_MILLIS = 90 * 86_400_000;

/** A message with its bills as they stand now. */
export type FoundNudge = { readonly nudge: LinkedNudge; readonly bills: readonly NudgeBill[] };

/** The message of a link and its bills; null where the link opens nothing: taken back, or long over. */
export async function readNudge(
  reader: BooksReader,
  { nudgeId, tokenHash, now }: { nudgeId: string; tokenHash: Uint8Array; now: Date },
): Promise<FoundNudge | null> {
  const nudge = await linkedNudge(reader, { nudgeId, tokenHash });
  if (nudge === undefined || now.getTime() - nudge.madeAt.getTime() > SHOWN_MILLIS) return null;
  const rows = await pageBills(reader, { bills: nudge.bills, today: localDateAt(now) });
  return { nudge, bills: rows.map(billOf) };
}

/** All that the page of a message shows. */
export async function readNudgeView(
  reader: BooksReader,
  { nudge, bills }: FoundNudge,
  now: Date,
): Promise<NudgeView> {
  const today = localDateAt(now);
  const answers = await nudgeAnswers(reader, nudge.nudgeId);
  const due = sum(bills.map((bill) => bill.due));
  const ways = waysToPay(due, {
    to: (await payDetail(reader)) ?? null,
    upiLimit: await upiLimit(reader, today),
    reference: payReference(nudge.nudgeId),
    billName: nameOf(bills.filter((bill) => bill.due > 0n)),
  });
  return {
    seller: (await companyProfile(reader)).name,
    bills,
    due,
    ways,
    promisedDay: await promisedDay(reader, answers, today),
    promiseDays: promiseDays(today),
    isSaidPaid: await isSaidPaid(reader, answers),
    isStopped: (await stoppedKinds(reader, nudge.guid)).includes("reminder"),
  };
}

function billOf(row: PageBillRow): NudgeBill {
  const { billId, ledgerId, name, open, disputed, tdsAwaited, covered } = row;
  const left = open - tdsAwaited - disputed - covered;
  const due = left > 0n ? left : 0n;
  return {
    billId,
    ledgerId,
    name,
    date: row.date as LocalDate,
    dueDate: row.dueDate as LocalDate,
    open,
    due,
    standing: standingOf(row, due),
  };
}

function standingOf({ open, disputed, covered }: PageBillRow, due: Paise): NudgeBill["standing"] {
  if (open <= 0n) return "settled";
  if (due > 0n) return "open";
  if (disputed > 0n) return "disputed";
  return covered > 0n ? "covered" : "tax";
}

/** By which name they go in a UPI app: the first of them, the others counted. */
function nameOf(bills: readonly NudgeBill[]): string {
  const [first, ...others] = bills;
  if (first === undefined) return "";
  return others.length === 0 ? first.name : `${first.name} and ${others.length} more`;
}

/** The day that the customer named last, while it is ahead and the promise stands. */
async function promisedDay(
  reader: BooksReader,
  answers: readonly NudgeAnswerRow[],
  today: LocalDate,
): Promise<LocalDate | null> {
  const last = answers.findLast(({ kind }) => kind === "promised");
  return last?.correctionId ? standingDay(reader, last.correctionId, today) : null;
}

/** Whether what the customer said of a payment is not set aside. */
async function isSaidPaid(reader: BooksReader, answers: readonly NudgeAnswerRow[]): Promise<boolean> {
  const ids = answers.flatMap(({ inboundId }) => (inboundId === null ? [] : [inboundId]));
  return (await inboundStates(reader, ids)).some((state) => state !== "set-aside");
}
