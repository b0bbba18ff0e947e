import { totalsOfRows, type SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import type { Party, PartyBalance } from "@cfa/contract/reads";
import type { PartyRow, UnappliedRow } from "@cfa/db/queries/parties";
import type { PartyTotalsRow } from "@cfa/db/queries/rollups/party-standings";
import type { VoucherRow } from "@cfa/db/queries/vouchers";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { presentBalance } from "./balances.ts";
import { presentVoucher } from "./voucher.ts";

export type PartyFacts = {
  readonly party: PartyRow;
  readonly totals: readonly PartyTotalsRow[];
  readonly balance: bigint;
  readonly sources: readonly UnappliedRow[];
  readonly vouchers: ReadonlyMap<string, VoucherRow>;
  /** Of these vouchers, the lines on any ledger. */
  readonly lines: readonly { voucherId: string; ledgerId: string; lineNo: number }[];
};

/** One party on a day. `contacts`: whether this reader may see phone, mail and credit limit. */
export function presentParty(facts: PartyFacts, options: { asOf: LocalDate; contacts: boolean }): Party {
  const { party } = facts;
  const contact = <T>(value: T | null): T | null => (options.contacts ? value : null);
  return {
    partyId: idOut("party", party.ledger_id),
    name: party.name,
    aliases: party.aliases,
    group: party.group_name,
    kind: party.party_kind,
    isBillWise: party.is_bill_wise,
    isInferred: party.is_inferred,
    creditPeriod: creditPeriodText(party.credit_period),
    creditLimit: contact(party.credit_limit === null ? null : paiseToJson(party.credit_limit)),
    gstin: party.gstin,
    phone: contact(party.phone),
    email: contact(party.email),
    ledgerBalance: paiseToJson(facts.balance),
    receivable: presentSideOf(facts, { side: "receivable", asOf: options.asOf }),
    payable: presentSideOf(facts, { side: "payable", asOf: options.asOf }),
    unappliedFrom: facts.sources.map(({ date, amount, side, kind, name, voucherId }) => ({
      date,
      amount: paiseToJson(amount),
      side,
      kind,
      name,
      voucher: presentVoucher(facts.vouchers, voucherId),
      ...lineOf(facts, voucherId),
    })),
  };
}

/** The line of a voucher through which the party's money came. */
function lineOf({ lines, party }: PartyFacts, voucherId: string | null): { lineNo?: number } {
  const line = lines.find((one) => one.voucherId === voucherId && one.ledgerId === party.ledger_id);
  return line === undefined ? {} : { lineNo: line.lineNo };
}

/** A side without anything on it is left out, unless it is where the party belongs. */
function presentSideOf(facts: PartyFacts, on: SideOnDay): PartyBalance | null {
  const { ledger_id: ledgerId, home_side: homeSide, name } = facts.party;
  const totals = totalsOfRows(facts.totals, on).get(ledgerId);
  return totals || homeSide === on.side ? presentBalance({ ledgerId, name }, totals) : null;
}

function creditPeriodText(stored: unknown): string | null {
  const text = (stored as { text?: unknown } | null)?.text;
  return typeof text === "string" ? text : null;
}
