import type {
  CompanyRecord,
  GroupRecord,
  LedgerRecord,
  QuarantineRecord,
  VoucherRecord,
  VoucherTypeRecord,
} from "@cfa/contract/records";
import type { Result } from "@cfa/values/result";

import type { DocumentCounts, DocumentKind } from "./document.ts";
import type { Place } from "./envelope-reader.ts";
import { companyFields } from "./fields/company.ts";
import { readRecord, type FieldMap } from "./fields/field.ts";
import { groupFields } from "./fields/group.ts";
import { ledgerFields } from "./fields/ledger.ts";
import { isAccountingType, nameKey, type TypeOfVoucher } from "./fields/voucher-kind.ts";
import { voucherTypeFields } from "./fields/voucher-type.ts";
import { voucherFields } from "./fields/voucher.ts";
import { noteEntry, noteOpening, type HandMadeSigns } from "./hand-made.ts";
import { setText, type Captured } from "./parse/capture.ts";
import { readText } from "./parse/words.ts";

/** Where the records of a document go, one by one, in its order. All of it is provisional until the read ends well. */
export type RecordSink = {
  company?(record: CompanyRecord): void;
  group?(record: GroupRecord): void;
  ledger?(record: LedgerRecord): void;
  voucherType?(record: VoucherTypeRecord): void;
  voucher?(record: VoucherRecord): void;
  quarantined?(record: QuarantineRecord): void;
  /** A flat sibling of a report, for the readers of reports. */
  cell?(name: string, texts: ReadonlyMap<string, string>): void;
};

/** Turns objects into records, tells the sink, and counts. */
export type RecordReader = {
  object(name: string, node: Captured, place: Place): void;
  cell(name: string, texts: ReadonlyMap<string, string>): void;
  counts(kind: DocumentKind): DocumentCounts;
  readonly withoutGuid: number;
};

type Counted = "groups" | "ledgers" | "voucherTypes" | "vouchers";
type Balance = { name: string; balanced: number; unbalanced: number; empty: number };

const RAW_LENGTH = 2_000;
/** More voucher types than any company has; beyond it a document is not resolved type by type. */
const MANY_TYPES = 10_000;

/** See RecordReader. `signs` is told of every amount's side. */
export function createRecordReader(sink: RecordSink, signs: HandMadeSigns): RecordReader {
  const read = { groups: 0, ledgers: 0, voucherTypes: 0, vouchers: 0 };
  const unidentified = { groups: 0, ledgers: 0, voucherTypes: 0, vouchers: 0 };
  const types = new Map<string, TypeOfVoucher>();
  const balances = new Map<string, Balance>();
  let cancelled = 0;
  let bills = 0;
  let unreadable = 0;
  let quarantinedForGuid = 0;

  const quarantine = (kind: QuarantineRecord["kind"], node: Captured, reason: string): void => {
    const guid = readText(node.text.get("GUID"));
    const name = nameOf(node);
    sink.quarantined?.({
      kind,
      ...(guid === undefined ? {} : { guid: guid.slice(0, 200) }),
      ...(name === undefined ? {} : { name }),
      reason: reason.slice(0, 2_000),
      raw: rawOf(node),
    });
  };
  /** Reads one object; tells the sink only of what has a GUID. Undefined when it could not be read. */
  const take = <R extends { guid: string }>(
    what: { counted: Counted; kind: QuarantineRecord["kind"]; place: Place },
    from: { node: Captured; map: FieldMap<R>; tell: ((record: R) => void) | undefined },
  ): R | undefined => {
    const hasGuid = readText(from.node.text.get("GUID")) !== undefined;
    if (!hasGuid) setText(from.node, "GUID", "-"); // so that everything else is still read and counted
    const result: Result<R, string> = readRecord(from.map, from.node);
    if (!hasGuid) setText(from.node, "GUID", "");
    if (!result.ok) {
      unreadable += 1;
      quarantine(what.kind, from.node, result.error);
      return undefined;
    }
    if (hasGuid) {
      read[what.counted] += 1;
      from.tell?.(result.value);
    } else {
      unidentified[what.counted] += 1;
      if (what.place === "message" || what.place === "misplaced") {
        quarantinedForGuid += 1;
        quarantine(what.kind, from.node, "no GUID");
      }
    }
    return result.value;
  };
  const takeVoucher = (node: Captured, place: Place): void => {
    const what = { counted: "vouchers", kind: "voucher", place } as const;
    const voucher = take(what, { node, map: voucherFields, tell: sink.voucher?.bind(sink) });
    if (voucher === undefined) return;
    for (const entry of voucher.entries) {
      bills += entry.bills?.length ?? 0;
      noteEntry(signs, entry.amount, entry.isDeemedPositive);
    }
    if (voucher.isCancelled === true) cancelled += 1;
    else if (voucher.isOptional !== true) noteBalance(balances, voucher);
  };
  const takeLedger = (node: Captured, place: Place): void => {
    const what = { counted: "ledgers", kind: "ledger", place } as const;
    const ledger = take(what, { node, map: ledgerFields, tell: sink.ledger?.bind(sink) });
    if (ledger === undefined) return;
    bills += ledger.openingBills?.length ?? 0;
    noteOpening(signs, node, ledger.openingBalance);
  };
  const takeVoucherType = (node: Captured, place: Place): void => {
    const what = { counted: "voucherTypes", kind: "voucher-type", place } as const;
    const type = take(what, { node, map: voucherTypeFields, tell: sink.voucherType?.bind(sink) });
    if (type !== undefined && types.size < MANY_TYPES) types.set(nameKey(type.name), type);
  };
  return {
    object(name, node, place) {
      if (name === "VOUCHER") takeVoucher(node, place);
      else if (name === "LEDGER") takeLedger(node, place);
      else if (name === "VOUCHERTYPE") takeVoucherType(node, place);
      else if (name === "GROUP") {
        take(
          { counted: "groups", kind: "group", place },
          { node, map: groupFields, tell: sink.group?.bind(sink) },
        );
      } else if (name === "COMPANY" && place !== "message") {
        const company = readRecord(companyFields, node);
        if (company.ok) sink.company?.(company.value);
      } else if (name === "BILL") bills += 1;
    },
    cell(name, texts) {
      if (name === "BILLFIXED") bills += 1;
      sink.cell?.(name, texts);
    },
    counts(kind) {
      // Where no object at all has a GUID, none was asked for or this is a request: nothing is wrong with them.
      const listed = kind === "import-request" ? 0 : quarantinedForGuid;
      const { balanced, unbalanced, empty } = sumBalances(balances, types);
      const needsEntries = kind === "day-book" || kind === "voucher-register";
      const withUnidentified = (key: Counted): number =>
        read[key] + (listed === 0 || kind === "collection" || kind === "report" ? unidentified[key] : 0);
      return {
        groups: withUnidentified("groups"),
        ledgers: withUnidentified("ledgers"),
        voucherTypes: withUnidentified("voucherTypes"),
        vouchers: withUnidentified("vouchers"),
        cancelled,
        balanced,
        quarantined: unreadable + listed + unbalanced + (needsEntries ? empty : 0),
        bills,
      };
    },
    get withoutGuid() {
      return unidentified.groups + unidentified.ledgers + unidentified.voucherTypes + unidentified.vouchers;
    },
  };
}

function noteBalance(balances: Map<string, Balance>, voucher: VoucherRecord): void {
  const key = balances.size < MANY_TYPES ? nameKey(voucher.type) : "";
  let balance = balances.get(key);
  if (balance === undefined) {
    balance = { name: voucher.type, balanced: 0, unbalanced: 0, empty: 0 };
    balances.set(key, balance);
  }
  let total = 0n;
  for (const entry of voucher.entries) total += BigInt(entry.amount);
  if (voucher.entries.length === 0) balance.empty += 1;
  else if (total === 0n) balance.balanced += 1;
  else balance.unbalanced += 1;
}

/** Only at the end are all voucher types of the file known, as masters may follow the vouchers. */
function sumBalances(
  balances: ReadonlyMap<string, Balance>,
  types: ReadonlyMap<string, TypeOfVoucher>,
): { balanced: number; unbalanced: number; empty: number } {
  const total = { balanced: 0, unbalanced: 0, empty: 0 };
  for (const balance of balances.values()) {
    if (!isAccountingType(balance.name, types)) continue;
    total.balanced += balance.balanced;
    total.unbalanced += balance.unbalanced;
    total.empty += balance.empty;
  }
  return total;
}

function nameOf(node: Captured): string | undefined {
  const name =
    readText(node.attributes["NAME"]) ??
    readText(node.text.get("NAME")) ??
    [readText(node.text.get("VOUCHERTYPENAME")), readText(node.text.get("VOUCHERNUMBER"))]
      .filter(Boolean)
      .join(" ");
  return name === "" ? undefined : name.slice(0, 1_000);
}

/** The object as it was captured, as JSON, cut: enough for a person to find it in Tally. */
function rawOf(node: Captured): string {
  return JSON.stringify(plain(node, 0)).slice(0, RAW_LENGTH);
}

function plain(node: Captured, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node.attributes)) result[`@${key}`] = value.slice(0, 200);
  if (node.own.trim() !== "") result["#text"] = node.own.slice(0, 200);
  for (const [key, value] of node.text) if (value.trim() !== "") result[key] = value.slice(0, 200);
  if (depth < 4) {
    for (const [key, nodes] of node.lists)
      result[key] = nodes.slice(0, 10).map((child) => plain(child, depth + 1));
  }
  return result;
}
