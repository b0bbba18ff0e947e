import { randomUUID } from "node:crypto";

import type { CashForecastAnswer } from "@cfa/contract/cash-forecast";
import type { ScenarioEdit } from "@cfa/contract/cash-scenarios";
import type { Correction, CorrectionPreview, Proposal } from "@cfa/contract/corrections";
import { INVITATION_PAGE } from "@cfa/contract/members";
import type { DraftChoices } from "@cfa/contract/drafts";
import type { PartyPayment } from "@cfa/contract/insights";
import type { NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import type { Nudge } from "@cfa/contract/nudges";
import type { Bill, PartyBalance } from "@cfa/contract/reads";
import { addDays, localDateAt } from "@cfa/values/local-date";
import { vi } from "vitest";

import type { Uploader } from "../../flow/upload-client.ts";
import { earlyLadder } from "../early-ladder.ts";

/* Something of everything in one company, so that no page is without what it is for; and the ids that the visits go by. */

const BILLS = `Date,Ref. No.,Party's Name,Pending Amount,Due on,Overdue by days
5-Jan-26,KT/101,Sharma & Sons,"1,84,500.00 Dr",4-Feb-26,85
12-Feb-26,KT/117,Gupta Textiles,"62,250.00 Dr",14-Mar-26,47
someday,KT/141,Patel Agencies,"10,000.00 Dr",,
`;

export type Ask = <T>(path: string, options?: { method?: string; body?: unknown }) => Promise<T>;

export type Made = {
  readonly companyId: string;
  readonly invitation: string;
  readonly parties: { readonly first: string } & Readonly<Record<string, string>>;
  readonly bills: { readonly open: string } & Readonly<Record<string, string>>;
  readonly ledgers: readonly string[];
  readonly weeks: readonly string[];
  readonly taxed: readonly string[];
  readonly upload: string;
  readonly nudge: string;
};

type Others = {
  readonly uploader: Uploader;
  readonly accountant: Ask;
  /** The fact moves under the credit limit that was set. */
  readonly conflict: () => Promise<void>;
  /** Two letters like a message that waits lie there to be printed; one of them asks for more by now than was approved. */
  readonly letOut: (nudgeId: string) => Promise<void>;
};

/** Has people say something of every kind about a company that was synced and learned, and answers what there is to see. */
export async function makeSomethingOfEverything(ask: Ask, companyId: string, others: Others): Promise<Made> {
  const at = `/api/companies/${companyId}`;
  const found = await findIn(ask, at);
  const { first, supplier, open, disputed } = found;
  await correctAll(ask, at, found, others);
  await ask(`${at}/parties/${supplier.partyId}/msme`, {
    method: "PUT",
    body: { udyamClass: "micro", activity: "other", hasWrittenTerms: true },
  });
  await keepScenario(ask, at, first.partyId);
  await draftFor(open.billId, ask, at);
  const { forecast } = await ask<CashForecastAnswer>(`${at}/cash/forecast`);
  const ledgers = await rowsOf<{ ledgerId: string | null }>(ask, `${at}/tie-out/ledgers?which=all&limit=20`);
  const taxed = await rowsOf<{ partyId: string | null }>(ask, `${at}/tds-receivable`);
  const nudge = await remind(ask, at, first.partyId);
  await others.letOut(nudge);
  const learned = await rowsOf<PartyPayment>(ask, `${at}/payments/parties?limit=200`);
  return {
    companyId,
    invitation: await invite(ask, at),
    parties: {
      first: first.partyId,
      supplier: supplier.partyId,
      ...Object.fromEntries(learned.map((row) => [row.class, row.partyId])),
    },
    bills: {
      open: open.billId,
      disputed: disputed.billId,
      ...(found.paid === undefined ? {} : { paid: found.paid.billId }),
      ...(found.owed === undefined ? {} : { owed: found.owed.billId }),
    },
    ledgers: ledgers.flatMap(({ ledgerId }) => ledgerId ?? []).slice(0, 2),
    weeks: [0, 3, 12].flatMap((week) => forecast?.weeks[week]?.from ?? []),
    taxed: taxed.flatMap(({ partyId }) => partyId ?? []).slice(0, 2),
    nudge,
    upload: (await others.uploader.send([{ name: "Bills April.csv", content: BILLS }])).uploadId,
  };
}

type Found = {
  readonly first: PartyBalance;
  readonly second: PartyBalance;
  readonly supplier: PartyBalance;
  readonly open: Bill;
  readonly disputed: Bill;
  readonly ofSecond: Bill;
  readonly paid: Bill | undefined;
  readonly owed: Bill | undefined;
};

/** The parties and bills about which something is said. */
async function findIn(ask: Ask, at: string): Promise<Found> {
  const [first, ...rest] = await rowsOf<PartyBalance>(ask, `${at}/parties?side=receivable`);
  const [supplier] = await rowsOf<PartyBalance>(ask, `${at}/parties?side=payable`);
  const billsOf = (party: PartyBalance | undefined, state: string): Promise<Bill[]> =>
    rowsOf<Bill>(ask, `${at}/parties/${party?.partyId ?? ""}/bills?state=${state}`);
  const [open, next] = await billsOf(first, "open");
  const [second, ofSecond] = await firstThatMayBeWrittenOff(ask, at, rest);
  const [paid] = await billsOf(first, "settled");
  const [owed] = await billsOf(supplier, "open");
  if (!first || !supplier || !open) throw new Error("too few parties and bills");
  return { first, second, supplier, open, disputed: next ?? open, ofSecond, paid, owed };
}

/** A bill that is open today may be paid by a receipt of a later day: then nothing of it can be written off. */
async function firstThatMayBeWrittenOff(
  ask: Ask,
  at: string,
  parties: readonly PartyBalance[],
): Promise<[PartyBalance, Bill]> {
  const date = localDateAt(new Date());
  for (const party of parties) {
    for (const bill of await rowsOf<Bill>(ask, `${at}/parties/${party.partyId}/bills?state=open`)) {
      const proposal = { kind: "write-off", billId: bill.billId, amount: "100", date };
      const preview = { method: "POST", body: { proposal } };
      const { refusal } = await ask<CorrectionPreview>(`${at}/corrections/preview`, preview);
      if (refusal === null) return [party, bill];
    }
  }
  throw new Error("no bill can be written off");
}

/** Corrections that hold, one that waits for the owner, one in conflict. */
async function correctAll(
  ask: Ask,
  at: string,
  found: Found,
  { accountant, conflict }: Others,
): Promise<void> {
  const { first, second, open, disputed, ofSecond } = found;
  const today = localDateAt(new Date());
  const owners: Proposal[] = [
    { kind: "due-date", billId: open.billId, dueDate: addDays(today, 20) },
    { kind: "dispute", billId: disputed.billId, amount: "100", owner: "Meera" },
    {
      kind: "promise",
      partyId: first.partyId,
      amount: first.overdue === "0" ? "100" : first.overdue,
      day: addDays(today, 5),
      fromDate: today,
    },
    { kind: "credit-limit", partyId: second.partyId, limit: "50000000" },
  ];
  for (const proposal of owners) await correct(proposal, ask, at);
  await correct({ kind: "write-off", billId: ofSecond.billId, amount: "100", date: today }, accountant, at);
  await conflict();
}

async function correct(proposal: Proposal, ask: Ask, at: string): Promise<void> {
  const preview = { method: "POST", body: { proposal } };
  const { seen } = await ask<CorrectionPreview>(`${at}/corrections/preview`, preview);
  const said = { proposal, reason: "Said on the phone", untilDate: null, seen, replaces: null };
  await ask<Correction>(`${at}/corrections`, { method: "POST", body: { requestId: randomUUID(), ...said } });
}

async function keepScenario(ask: Ask, at: string, partyId: string): Promise<void> {
  const day = addDays(localDateAt(new Date()), 10);
  const edits: ScenarioEdit[] = [
    { kind: "one-off", amount: "-1000000", day },
    { kind: "party-later", partyId, days: 14 },
  ];
  await ask(`${at}/cash/scenarios`, { method: "POST", body: { name: "A machine", edits } });
}

async function draftFor(billId: string, ask: Ask, at: string): Promise<void> {
  const choices = await ask<DraftChoices>(`${at}/bills/${billId}/draft?kind=receipt`);
  const body = {
    requestId: randomUUID(),
    billId,
    kind: "receipt",
    gst: "none",
    type: choices.voucherTypes[0],
    date: choices.day,
    lines: [{ ledgerId: choices.ledgers[0]?.ledgerId, amount: "12345" }],
    note: "",
  };
  await ask(`${at}/drafts`, { method: "POST", body });
}

/** Customers are reminded, by letters alone; one says that it wants them. Answers a message that waits for a word, once there is one. */
async function remind(ask: Ask, at: string, partyId: string): Promise<string> {
  const standing = await ask<NudgeSettingsStanding>(`${at}/nudge-settings`);
  const settings = { ...standing.settings, isOn: true, ladder: earlyLadder(standing) };
  await ask(`${at}/nudge-settings`, { method: "PUT", body: { settings } });
  const word = { partyId, kind: "reminder", way: "email", said: "given", source: "signed-form" };
  await ask(`${at}/consent`, {
    method: "POST",
    body: { words: [{ ...word, proof: "Form in the red file" }] },
  });
  const waiting = () => rowsOf<Nudge>(ask, `${at}/nudges`);
  await vi.waitUntil(async () => (await waiting()).length > 0, { timeout: 120_000, interval: 500 });
  const [first] = await waiting();
  if (first === undefined) throw new Error("no message waits");
  return first.nudgeId;
}

async function invite(ask: Ask, at: string): Promise<string> {
  const body = { email: "nobody@example.in", role: "viewer" };
  const { link } = await ask<{ link: string }>(`${at}/invitations`, { method: "POST", body });
  return new URL(link).pathname.slice(INVITATION_PAGE.length);
}

async function rowsOf<T>(ask: Ask, path: string): Promise<T[]> {
  return (await ask<{ rows: T[] }>(path)).rows;
}
