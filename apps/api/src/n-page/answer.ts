import type { Proposal } from "@cfa/contract/corrections";
import type { CompanyTx } from "@cfa/db/company-scope";
import { companyProfile } from "@cfa/db/queries/company-profile";
import { lockCompanyCorrections } from "@cfa/db/queries/corrections";
import { tendGateway } from "@cfa/db/queries/gateway/account";
import { lockCompany } from "@cfa/db/queries/locks";
import {
  addNudgeAnswer,
  addPartyResponse,
  nudgeAnswerOf,
  nudgeAnswers,
} from "@cfa/db/queries/nudges/answers";
import { addInbound } from "@cfa/db/queries/nudges/inbound";
import { lockNudgeRow } from "@cfa/db/queries/nudges/log";
import type { CorrectionRow } from "@cfa/db/queries/corrections";
import { idOut } from "@cfa/values/ids";
import { addDays, localDateAt, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson, sum } from "@cfa/values/money";

import type { Services } from "../context.ts";
import { wakeWorker } from "../corrections/note.ts";
import { dayText, PAY_WORDS, type PayLanguage } from "../pay-page/figures.ts";
import type { DISPUTE_CAUSES } from "../pay-page/forms.ts";
import { promiseDays } from "../pay-page/read.ts";
import { sayAsCustomer } from "../pay-page/say-as-customer.ts";
import { ALL_BILLS, canDispute, choiceOf } from "./forms.ts";
import { readNudge, type FoundNudge } from "./read.ts";
import { NUDGE_WORDS, type NudgeBill } from "./view.ts";

/** What a customer answers to a message. `bill`: as the page's form names it. */
export type NudgeAnswer =
  | { readonly kind: "promised"; readonly day: LocalDate }
  | {
      readonly kind: "disputed";
      readonly bill: string;
      readonly cause: (typeof DISPUTE_CAUSES)[number];
      readonly text: string;
    }
  | {
      readonly kind: "paid";
      readonly bill: string;
      readonly reference: string | null;
      readonly day: LocalDate | null;
    };

/** What came of it: taken (also when it was taken before), or why not. `gone`: the address opens nothing any more. */
export type NudgeOutcome =
  | "taken"
  | "gone"
  | "used"
  | "not-now"
  | "bad-day"
  | "bad-paid"
  | "bad-bill"
  | "too-often";

type Asked = {
  readonly nudgeId: string;
  readonly tokenHash: Uint8Array;
  readonly nonceHash: Uint8Array;
  readonly answer: NudgeAnswer;
  readonly now: Date;
  readonly enqueue: Services["enqueue"];
};

/** Each of these pauses what is asked of the customer. */
const MOST_ANSWERS = { promised: 3, disputed: 20, paid: 3 } as const;
const EARLIEST_PAID_DAYS = 366;

/**
 * Takes a customer's answer to a message, once: the message is held, so that of many at the same moment one comes first and the others find it done. No message is
 * judged meanwhile. A promise or dispute is a correction, said by the customer; that it is paid already waits for a person, because only the books say so.
 */
export async function takeNudgeAnswer(tx: CompanyTx, asked: Asked): Promise<NudgeOutcome> {
  const { nudgeId, nonceHash, answer, now, enqueue } = asked;
  if (answer.kind === "paid") await lockCompany(tx, "nudge");
  else await lockCompanyCorrections(tx);
  await lockNudgeRow(tx, nudgeId);
  const found = await readNudge(tx, asked);
  if (found === null) return "gone";
  const used = await nudgeAnswerOf(tx, nonceHash);
  if (used !== undefined) return used.nudgeId === nudgeId && used.kind === answer.kind ? "taken" : "used";
  const before = (await nudgeAnswers(tx, nudgeId)).filter(({ kind }) => kind === answer.kind);
  if (before.length >= MOST_ANSWERS[answer.kind]) return "too-often";
  const { language } = await companyProfile(tx);
  const became = await becomes(tx, found, { asked, language });
  if (typeof became === "string") return became;
  await addNudgeAnswer(tx, { kind: answer.kind, nudgeId, at: now, nonceHash, ...became });
  const what = answer.kind === "paid" ? "paid-page" : "page";
  await addPartyResponse(tx, { guid: found.nudge.guid, at: now, what });
  await enqueue(tx, "plan-nudges", { companyId: tx.companyId });
  return "taken";
}

type Became = { correctionId: string | null; inboundId: string | null };
type Saying = { readonly asked: Asked; readonly language: PayLanguage };

async function becomes(tx: CompanyTx, found: FoundNudge, saying: Saying): Promise<Became | NudgeOutcome> {
  const { answer } = saying.asked;
  switch (answer.kind) {
    case "promised":
      return promise(tx, found, { ...saying, day: answer.day });
    case "disputed":
      return dispute(tx, found, { ...saying, answer });
    case "paid":
      return saidPaid(tx, found, { ...saying, answer });
  }
}

/** One promise for each party that the bills are on: of two that were put together and are apart again each has its own. */
async function promise(
  tx: CompanyTx,
  { bills }: FoundNudge,
  { asked, language, day }: Saying & { day: LocalDate },
): Promise<Became | NudgeOutcome> {
  const today = localDateAt(asked.now);
  const { first, last } = promiseDays(today);
  if (day < first || day > last) return "bad-day";
  const due = bills.filter((bill) => bill.due > 0n);
  const rows: CorrectionRow[] = [];
  for (const [ledgerId, ofParty] of Map.groupBy(due, (bill) => bill.ledgerId)) {
    const amount = paiseToJson(sum(ofParty.map((bill) => bill.due)));
    const partyId = idOut("party", ledgerId);
    const proposal: Proposal = { kind: "promise", partyId, amount, day, fromDate: today };
    const reason = NUDGE_WORDS[language].said.promised(dayText(day, language));
    const row = await sayAsCustomer(tx, { proposal, reason, name: NUDGE_WORDS[language].customer });
    if (row !== null) rows.push(row);
  }
  return made(tx, rows, asked);
}

async function dispute(
  tx: CompanyTx,
  { bills }: FoundNudge,
  { asked, language, answer }: Saying & { answer: NudgeAnswer & { kind: "disputed" } },
): Promise<Became | NudgeOutcome> {
  const bill = bills.find((one) => choiceOf(one) === answer.bill);
  if (bill === undefined || !canDispute(bill)) return "not-now";
  const billId = idOut("bill", bill.billId);
  const proposal: Proposal = { kind: "dispute", billId, amount: paiseToJson(bill.open), owner: null };
  const reason = NUDGE_WORDS[language].said.disputed(PAY_WORDS[language].causes[answer.cause], answer.text);
  const row = await sayAsCustomer(tx, { proposal, reason, name: NUDGE_WORDS[language].customer });
  if (row !== null) await tendGateway(tx, asked.enqueue); // nobody is to pay by it meanwhile
  return made(tx, row === null ? [] : [row], asked);
}

async function made(
  tx: CompanyTx,
  rows: readonly CorrectionRow[],
  { enqueue }: Asked,
): Promise<Became | NudgeOutcome> {
  const [first] = rows;
  if (first === undefined) return "not-now";
  await wakeWorker(tx, enqueue, rows);
  return { correctionId: first.correctionId, inboundId: null };
}

async function saidPaid(
  tx: CompanyTx,
  { nudge, bills }: FoundNudge,
  { asked, language, answer }: Saying & { answer: NudgeAnswer & { kind: "paid" } },
): Promise<Became | NudgeOutcome> {
  const { now, nonceHash } = asked;
  const due = bills.filter((bill) => bill.due > 0n);
  const paid = answer.bill === ALL_BILLS ? due : due.filter((bill) => choiceOf(bill) === answer.bill);
  if (paid.length === 0) return "not-now";
  const { reference: utr, day } = answer;
  const today = localDateAt(now);
  if (day !== null && (day > today || day < addDays(today, -EARLIEST_PAID_DAYS))) return "bad-paid";
  const amount = sum(paid.map((bill) => bill.due));
  const inboundId = await addInbound(tx, {
    way: "page",
    providerId: Buffer.from(nonceHash).toString("hex"),
    addressHash: null,
    guid: nudge.guid,
    text: textOf(paid, { utr, day, language }),
    at: now,
    reading: { intent: "paid", isCertain: false, day, amount, utr },
    acted: null,
  });
  return inboundId === undefined ? "used" : { correctionId: null, inboundId };
}

const MOST_NAMED = 10;

function textOf(
  bills: readonly NudgeBill[],
  { utr, day, language }: { utr: string | null; day: LocalDate | null; language: PayLanguage },
): string {
  const words = NUDGE_WORDS[language];
  const names =
    bills.length > MOST_NAMED ? words.bills(bills.length) : bills.map(({ name }) => name).join(", ");
  return words.said.paid(names.slice(0, 1_000), utr ?? "", day === null ? "" : dayText(day, language));
}
