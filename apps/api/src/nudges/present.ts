import type { Nudge } from "@cfa/contract/nudges";
import { NUDGE_WAYS } from "@cfa/contract/nudge-kinds";
import { billsByKey } from "@cfa/db/queries/correction-keys";
import { attemptRows, type AttemptRow, type NudgeRow } from "@cfa/db/queries/nudges/log";
import { nudgeSetting } from "@cfa/db/queries/nudges/settings";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";
import { z } from "zod";

import type { Scope } from "../context.ts";
import { mayApprove } from "./may-approve.ts";

/* What stands in a nudge's JSON, as the plan wrote it. */

const Bills = z.array(
  z.object({
    bill: z.object({ guid: z.string(), billKey: z.string(), billDate: z.string() }),
    name: z.string(),
    dueDate: z.string(),
    amount: z.string(),
    stage: z.string().nullable(),
  }),
);
const Preview = z.partialRecord(
  z.enum(NUDGE_WAYS),
  z.object({ subject: z.string().nullable(), body: z.string(), units: z.number(), cost: z.string() }),
);
const Codes = z.array(z.looseObject({ code: z.string() }));
const Reason = z.object({ why: Codes, now: Codes });
const Failure = z.object({ scope: z.string(), code: z.string() });

/** Nudges as a reader sees them, with what became of their attempts. */
export async function presentNudges(
  reader: BooksReader,
  rows: readonly NudgeRow[],
  scope: Pick<Scope, "role" | "now">,
): Promise<Nudge[]> {
  const { accountantApproves } = await nudgeSetting(reader);
  const parsed = rows.map((row) => ({ row, bills: Bills.parse(row.bills) }));
  const keys = parsed.flatMap(({ bills }) => bills.map(({ bill }) => keyOf(bill)));
  const ids = new Map(
    (await billsByKey(reader, keys)).map((found) => [keyText(found), idOut("bill", found.billId)]),
  );
  const attempts = await attemptRows(
    reader,
    rows.map(({ nudgeId }) => nudgeId),
  );
  return parsed.map(({ row, bills }) => ({
    ...headOf(row),
    bills: bills.map(({ bill, name, dueDate, amount, stage }) => ({
      billId: ids.get(keyText(keyOf(bill))) ?? null,
      name,
      dueDate,
      amount,
      isTrigger: stage !== null,
    })),
    texts: textsOf(row),
    ...whyOf(row),
    attempts: attempts.filter(({ nudgeId }) => nudgeId === row.nudgeId).map(attemptOut),
    may: {
      approve:
        row.state === "proposed" &&
        row.notAfter > scope.now &&
        mayApprove(row.kind, { role: scope.role, accountantApproves }),
      takeBack: row.state === "proposed" || row.state === "queued",
    },
  }));
}

function headOf(row: NudgeRow) {
  const { ledgerId, name, approvedAt, approvedName, endedAt, endCode } = row;
  return {
    nudgeId: idOut("nudge", row.nudgeId),
    kind: row.kind,
    stage: row.stage,
    day: row.day,
    state: row.state,
    party: ledgerId === null || name === null ? null : { partyId: idOut("party", ledgerId), name },
    class: row.class,
    amount: paiseToJson(row.amount),
    cost: paiseToJson(row.cost),
    ways: row.wayOrder,
    sendAt: row.sendAt.toISOString(),
    language: row.language,
    approval: row.approval,
    approved:
      approvedAt === null || approvedName === null
        ? null
        : { by: approvedName, at: approvedAt.toISOString() },
    ended:
      endedAt === null || endCode === null
        ? null
        : { at: endedAt.toISOString(), code: endCode, detail: row.endDetail },
    seen: row.seen,
  };
}

/** The texts in the order of its ways. */
function textsOf({ preview, wayOrder }: NudgeRow): Nudge["texts"] {
  const texts = Preview.parse(preview);
  return wayOrder.flatMap((way) => {
    const text = texts[way];
    if (text === undefined) return [];
    const { subject, body, units, cost } = text;
    return [{ way, subject, body, units, cost }];
  });
}

function whyOf({ reason }: NudgeRow): Pick<Nudge, "why" | "now"> {
  const { why, now } = Reason.parse(reason);
  return { why: why.map(codedOut), now: now.map(codedOut) };
}

function codedOut({ code, ...rest }: z.infer<typeof Codes>[number]): Nudge["why"][number] {
  const values = Object.entries(rest).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === "string" || typeof entry[1] === "number",
  );
  return { code, values: Object.fromEntries(values) };
}

function attemptOut({
  no,
  way,
  state,
  toEnd,
  at,
  toldAt,
  cost,
  failure,
  markedName,
}: AttemptRow): Nudge["attempts"][number] {
  return {
    no,
    way,
    state,
    toEnd,
    at: at.toISOString(),
    toldAt: toldAt?.toISOString() ?? null,
    cost: cost === null ? null : paiseToJson(cost),
    failure: failure === null ? null : Failure.parse(failure),
    markedBy: markedName,
  };
}

type StoredKey = z.infer<typeof Bills>[number]["bill"];

const keyOf = ({ guid, billKey, billDate }: StoredKey) => ({
  ledgerGuid: guid,
  side: "receivable",
  nameKey: billKey,
  date: billDate,
});

const keyText = ({ ledgerGuid, nameKey, date }: { ledgerGuid: string; nameKey: string; date: string }) =>
  `${ledgerGuid}\n${nameKey}\n${date}`;
