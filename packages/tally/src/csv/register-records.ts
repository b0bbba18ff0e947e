import type { BillAllocationRecord, EntryRecord, VoucherRecord } from "@cfa/contract/records";
import type { TableKind } from "@cfa/contract/uploads";
import { toTallyDayNumber } from "@cfa/values/local-date";

import { partyGuid, voucherGuid, type ListSide } from "./made-guid.ts";
import type { TableLine } from "./table-cells.ts";

export type RegisterKind = Exclude<TableKind, "receivable" | "payable">;

type Rules = {
  readonly type: string;
  /** What a row below nothing is. */
  readonly returned: string;
  readonly side: ListSide;
  /** The ledger that stands against the party. */
  readonly other: string;
  /** Whether the party is debited. */
  readonly debitsParty: boolean;
};

const RULES: Readonly<Record<RegisterKind, Rules>> = {
  sales: { type: "Sales", returned: "Credit Note", side: "receivable", other: "Sales", debitsParty: true },
  purchases: {
    type: "Purchase",
    returned: "Debit Note",
    side: "payable",
    other: "Purchases",
    debitsParty: false,
  },
  receipts: { type: "Receipt", returned: "Payment", side: "receivable", other: "Bank", debitsParty: false },
  payments: { type: "Payment", returned: "Receipt", side: "payable", other: "Bank", debitsParty: true },
};

/** Whose parties a register is about. */
export function sideOfRegister(kind: RegisterKind): ListSide {
  return RULES[kind].side;
}

/**
 * Makes a voucher of each line of a register: a bill of its own for goods, money against the bill it names or else on
 * account. Two lines that say just the same are two vouchers, told apart by their turn.
 */
export function createRegisterRecords(
  kind: RegisterKind,
): (line: TableLine, isReturn: boolean) => VoucherRecord {
  const rules = RULES[kind];
  const turns = new Map<string, number>();
  return (line, isReturn) => {
    const said = { party: line.party, date: line.date, number: line.number, paise: line.paise };
    const first = voucherGuid(kind, said, 0);
    const turn = turns.get(first) ?? 0;
    turns.set(first, turn + 1);
    // Tally's sign: debit negative.
    const partySign = rules.debitsParty === isReturn ? 1n : -1n;
    const amount = line.paise * partySign;
    const party: EntryRecord = {
      ledger: line.party,
      ledgerGuid: partyGuid(rules.side, line.party),
      amount: amount.toString(),
      isParty: true,
      bills: [allocation(line, { kind, amount, isReturn })],
    };
    const other: EntryRecord = {
      ledger: line.bank === "" ? rules.other : line.bank,
      amount: (-amount).toString(),
    };
    return {
      guid: voucherGuid(kind, said, turn),
      alterId: 0,
      date: line.date,
      type: isReturn ? rules.returned : rules.type,
      ...(line.number === "" ? {} : { number: line.number }),
      party: line.party,
      ...(line.narration === "" ? {} : { narration: line.narration }),
      entries: [party, other],
    };
  };
}

function allocation(
  line: TableLine,
  { kind, amount, isReturn }: { kind: RegisterKind; amount: bigint; isReturn: boolean },
): BillAllocationRecord {
  const sum = amount.toString();
  const isGoods = kind === "sales" || kind === "purchases";
  if (line.against !== "") return { name: line.against, type: "agst-ref", amount: sum };
  if (!isGoods || isReturn) return { name: "", type: "on-account", amount: sum };
  const creditPeriod =
    line.due === null
      ? {}
      : { creditPeriod: { text: line.due as string, baseDayNumber: toTallyDayNumber(line.date) } };
  return { name: line.number, type: "new-ref", amount: sum, ...creditPeriod };
}
