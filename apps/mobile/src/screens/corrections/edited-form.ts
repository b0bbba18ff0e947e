import type { Correction, Proposal } from "@cfa/contract/corrections";

import { dayText } from "../../locale/moment-text";
import { typedAmount } from "../../locale/typed-money";
import type { CorrectionForm } from "./form-state";

/** A correction that another takes the place of, and what its form begins with. */
export type Edited = { readonly replaces: string; readonly initial: Partial<CorrectionForm> };

/** The form of a correction with what was said in it; null where what it speaks of is gone. */
export function editedForm(correction: Correction): Edited | null {
  const { proposal, correctionId, reason, untilDate } = correction;
  if (proposal === undefined) return null;
  const until = untilDate === null ? "" : dayText(untilDate);
  return { replaces: correctionId, initial: { ...saidIn(proposal, correction), reason, until } };
}

/** Where the form is that changes a correction; null where it cannot be changed. */
export function editParams({ proposal, correctionId, party }: Correction): Record<string, string> | null {
  if (proposal === undefined || party === null) return null;
  const { kind } = proposal;
  return {
    kind,
    edits: correctionId,
    partyId: party.partyId,
    ...("billId" in proposal ? { billId: proposal.billId } : {}),
    ...(kind === "rematch" ? { voucherId: proposal.voucherId, lineNo: String(proposal.lineNo) } : {}),
  };
}

function saidIn(proposal: Proposal, { facts }: Pick<Correction, "facts">): Partial<CorrectionForm> {
  switch (proposal.kind) {
    case "rematch":
      return {
        parts: Object.fromEntries(proposal.parts.map(({ billId, amount }) => [billId, typedAmount(amount)])),
      };
    case "due-date":
      return { dueDate: dayText(proposal.dueDate) };
    case "dispute":
      return { amount: typedAmount(proposal.amount), owner: proposal.owner ?? "" };
    case "write-off":
      return { amount: typedAmount(proposal.amount), date: dayText(proposal.date) };
    case "terms":
      return { days: String(proposal.days), fromDate: dayText(proposal.fromDate) };
    case "merge": {
      const name = facts.find(({ field }) => field === "party")?.mine ?? "";
      return { into: { partyId: proposal.intoPartyId, name } };
    }
    case "exclude":
      return { cause: proposal.cause };
    case "class-pin":
      return { class: proposal.class };
    case "contact": {
      const { person, phone, email, language } = proposal;
      return { person: person ?? "", phone: phone ?? "", email: email ?? "", language: language ?? "" };
    }
    case "credit-limit":
      return { limit: proposal.limit === null ? "" : typedAmount(proposal.limit) };
    case "tds-profile": {
      const { rate, of, fromDate } = proposal;
      return { rate: String(rate / 100), of, fromDate: dayText(fromDate) };
    }
    case "promise":
      return {
        amount: typedAmount(proposal.amount),
        day: dayText(proposal.day),
        fromDate: dayText(proposal.fromDate),
      };
  }
}
