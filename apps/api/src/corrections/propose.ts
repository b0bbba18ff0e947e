import type { BillKey, CorrectionTarget } from "@cfa/books/corrections/correction";
import { evidenceFor } from "@cfa/books/corrections/merge";
import type { ProposedCorrection } from "@cfa/books/corrections/refuse";
import type { Proposal } from "@cfa/contract/corrections";
import { billKeys, voucherKeys, type KeyedBill } from "@cfa/db/queries/correction-keys";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

import { ApiFailure } from "../errors.ts";
import { uuidOf } from "../uuid-of.ts";
import { readGround, type PartyGround } from "./ground.ts";

/** What a person says, with the party it is about as Tally has it. */
export type Proposed = { readonly proposed: ProposedCorrection; readonly ground: PartyGround };

/** Reads a proposal: its ids become keys that stay. Throws "not-found" for what the company does not have. */
export async function readProposal(reader: BooksReader, proposal: Proposal): Promise<Proposed> {
  if ("billId" in proposal) return aboutBill(reader, proposal);
  const ledgerId = uuidOf("party", proposal.partyId);
  if (proposal.kind === "merge") return aboutMerge(reader, proposal);
  const ground = found(await readGround(reader, { ledgerId }));
  const target = { ledgerGuid: ground.ledger.guid, line: null, bill: null, fromDate: null };
  if (proposal.kind === "rematch") {
    return { ground, proposed: await rematch(reader, proposal, target) };
  }
  return { ground, proposed: aboutParty(proposal, target) };
}

type Of<Kind extends Proposal["kind"]> = Extract<Proposal, { kind: Kind }>;

async function aboutBill(
  reader: BooksReader,
  proposal: Of<"due-date" | "dispute" | "write-off">,
): Promise<Proposed> {
  const [bill] = await billKeys(reader, [uuidOf("bill", proposal.billId)]);
  if (bill === undefined) throw new ApiFailure("not-found");
  const ground = found(await readGround(reader, { ledgerId: bill.ledgerId }));
  const target = { ledgerGuid: bill.ledgerGuid, line: null, bill: keyOf(bill), fromDate: null };
  switch (proposal.kind) {
    case "due-date":
      return {
        ground,
        proposed: { ...target, kind: "due-date", value: { dueDate: dayIn(proposal.dueDate, "dueDate") } },
      };
    case "dispute": {
      const value = { amount: paiseFromJson(proposal.amount), owner: proposal.owner };
      return { ground, proposed: { ...target, kind: "dispute", value } };
    }
    case "write-off": {
      const value = { amount: paiseFromJson(proposal.amount), date: dayIn(proposal.date, "date") };
      return { ground, proposed: { ...target, kind: "write-off", value } };
    }
  }
}

async function aboutMerge(reader: BooksReader, proposal: Of<"merge">): Promise<Proposed> {
  const ids = [uuidOf("party", proposal.partyId), uuidOf("party", proposal.intoPartyId)];
  const facts = await partyLedgers(reader, { ledgerIds: ids });
  const from = facts.find((row) => row.ledgerId === ids[0]);
  const into = facts.find((row) => row.ledgerId === ids[1]);
  if (from === undefined || into === undefined) throw new ApiFailure("not-found");
  const ground = found(await readGround(reader, { guid: from.guid }, [into.guid]));
  const target = { ledgerGuid: from.guid, line: null, bill: null, fromDate: null };
  const value = { intoGuid: into.guid, evidence: evidenceFor(from, into) };
  return { ground, proposed: { ...target, kind: "merge", value } };
}

async function rematch(
  reader: BooksReader,
  proposal: Of<"rematch">,
  target: CorrectionTarget,
): Promise<ProposedCorrection> {
  const [voucher] = await voucherKeys(reader, { voucherIds: [uuidOf("voucher", proposal.voucherId)] });
  if (voucher === undefined) throw new ApiFailure("not-found");
  const ids = proposal.parts.map((part) => uuidOf("bill", part.billId));
  const bills = await billKeys(reader, ids);
  const parts = proposal.parts.map(({ amount }, at) => {
    const bill = bills.find((one) => one.billId === ids[at]);
    if (bill === undefined) throw new ApiFailure("not-found");
    return { bill: keyOf(bill), amount: paiseFromJson(amount) };
  });
  const line = { voucherGuid: voucher.guid, lineNo: proposal.lineNo };
  return { ...target, line, kind: "rematch", value: { parts } };
}

function aboutParty(
  proposal: Of<"terms" | "exclude" | "contact" | "credit-limit" | "tds-profile" | "promise" | "class-pin">,
  target: CorrectionTarget,
): ProposedCorrection {
  switch (proposal.kind) {
    case "terms": {
      const fromDate = dayIn(proposal.fromDate, "fromDate");
      return { ...target, fromDate, kind: "terms", value: { days: proposal.days } };
    }
    case "exclude":
      return { ...target, kind: "exclude", value: { cause: proposal.cause } };
    case "contact": {
      const { person, phone, email, language } = proposal;
      return { ...target, kind: "contact", value: { person, phone, email, language } };
    }
    case "credit-limit": {
      const limit = proposal.limit === null ? null : paiseFromJson(proposal.limit);
      return { ...target, kind: "credit-limit", value: { limit } };
    }
    case "tds-profile": {
      const threshold = proposal.threshold === null ? null : paiseFromJson(proposal.threshold);
      const value = { rate: proposal.rate, of: proposal.of, threshold };
      return {
        ...target,
        fromDate: dayIn(proposal.fromDate, "fromDate"),
        kind: "tds-profile",
        value,
      };
    }
    case "promise": {
      const value = { amount: paiseFromJson(proposal.amount), day: dayIn(proposal.day, "day") };
      return { ...target, fromDate: dayIn(proposal.fromDate, "fromDate"), kind: "promise", value };
    }
    case "class-pin":
      return { ...target, kind: "class-pin", value: { class: proposal.class } };
  }
}

function keyOf({ ledgerGuid, side, nameKey, date }: KeyedBill): BillKey {
  return { ledgerGuid, side, nameKey, date: date as LocalDate };
}

function found(ground: PartyGround | undefined): PartyGround {
  if (ground === undefined) throw new ApiFailure("not-found");
  return ground;
}

/** A day of the request, or a refusal of its field. */
export function dayIn(text: string, field: string): LocalDate {
  const day = parseLocalDate(text);
  if (day.ok) return day.value;
  throw new ApiFailure("bad-input", {
    field,
    message: `The value of "${field}" is not right: ${day.error}.`,
  });
}
