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
  /**
   * A row of a collection by its columns. Where this is given, a collection's objects are rows and nothing else: for
   * questions that define their own columns, such as counts.
   */
  row?(texts: ReadonlyMap<string, string>): void;
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
  return new Reader(sink, signs);
}

type What = { counted: Counted; kind: QuarantineRecord["kind"]; place: Place };

class Reader implements RecordReader {
  readonly #sink: RecordSink;
  readonly #signs: HandMadeSigns;
  readonly #read = { groups: 0, ledgers: 0, voucherTypes: 0, vouchers: 0 };
  readonly #unidentified = { groups: 0, ledgers: 0, voucherTypes: 0, vouchers: 0 };
  readonly #types = new Map<string, TypeOfVoucher>();
  readonly #totals = noTotals();
  /** Of objects in an export that lack their GUID: they count only where none has one. */
  readonly #unidentifiedTotals = noTotals();
  #reportBills = 0;
  #unreadable = 0;
  #quarantinedForGuid = 0;

  constructor(sink: RecordSink, signs: HandMadeSigns) {
    this.#sink = sink;
    this.#signs = signs;
  }

  object(name: string, node: Captured, place: Place): void {
    if (this.#sink.row !== undefined && place === "collection") this.#sink.row(node.text);
    else if (name === "VOUCHER") this.#takeVoucher(node, place);
    else if (name === "LEDGER") this.#takeLedger(node, place);
    else if (name === "VOUCHERTYPE") this.#takeVoucherType(node, place);
    else if (name === "GROUP") this.#takeGroup(node, place);
    else if (name === "COMPANY" && place !== "message") {
      const company = readRecord(companyFields, node);
      if (company.ok) this.#sink.company?.(company.value);
    } else if (name === "BILL") this.#reportBills += 1;
  }

  cell(name: string, texts: ReadonlyMap<string, string>): void {
    if (name === "BILLFIXED") this.#reportBills += 1;
    this.#sink.cell?.(name, texts);
  }

  counts(kind: DocumentKind): DocumentCounts {
    // Where no object at all has a GUID this is a request, and nothing is wrong with its objects.
    const isRequest = kind === "import-request";
    const counted = isRequest ? [this.#totals, this.#unidentifiedTotals] : [this.#totals];
    const sums = counted.map((each) => sumBalances(each.balances, this.#types));
    const needsEntries = kind === "day-book" || kind === "voucher-register";
    const objects = (key: Counted): number =>
      this.#read[key] + (isRequest || this.#quarantinedForGuid === 0 ? this.#unidentified[key] : 0);
    return {
      groups: objects("groups"),
      ledgers: objects("ledgers"),
      voucherTypes: objects("voucherTypes"),
      vouchers: objects("vouchers"),
      cancelled: total(counted, (each) => each.cancelled),
      balanced: total(sums, (each) => each.balanced),
      quarantined:
        this.#unreadable +
        (isRequest ? 0 : this.#quarantinedForGuid) +
        total(sums, (each) => each.unbalanced + (needsEntries ? each.empty : 0)),
      bills: this.#reportBills + total(counted, (each) => each.bills),
    };
  }

  get withoutGuid(): number {
    const { groups, ledgers, voucherTypes, vouchers } = this.#unidentified;
    return groups + ledgers + voucherTypes + vouchers;
  }

  #takeVoucher(node: Captured, place: Place): void {
    const what = { counted: "vouchers", kind: "voucher", place } as const;
    const voucher = this.#take(what, {
      node,
      map: voucherFields,
      tell: (record) => this.#sink.voucher?.(record),
    });
    if (voucher === undefined) return;
    const into = this.#totalsFor(node, place);
    for (const entry of voucher.entries) {
      into.bills += entry.bills?.length ?? 0;
      noteEntry(this.#signs, entry.amount, entry.isDeemedPositive);
    }
    if (voucher.isCancelled === true) into.cancelled += 1;
    else noteBalance(into.balances, voucher);
  }

  #takeLedger(node: Captured, place: Place): void {
    const what = { counted: "ledgers", kind: "ledger", place } as const;
    const ledger = this.#take(what, {
      node,
      map: ledgerFields,
      tell: (record) => this.#sink.ledger?.(record),
    });
    if (ledger === undefined) return;
    this.#totalsFor(node, place).bills += ledger.openingBills?.length ?? 0;
    noteOpening(this.#signs, node, ledger.openingBalance);
  }

  #takeVoucherType(node: Captured, place: Place): void {
    const what = { counted: "voucherTypes", kind: "voucher-type", place } as const;
    const type = this.#take(what, {
      node,
      map: voucherTypeFields,
      tell: (record) => this.#sink.voucherType?.(record),
    });
    if (type !== undefined && this.#types.size < MANY_TYPES) this.#types.set(nameKey(type.name), type);
  }

  #takeGroup(node: Captured, place: Place): void {
    const what = { counted: "groups", kind: "group", place } as const;
    this.#take(what, { node, map: groupFields, tell: (record) => this.#sink.group?.(record) });
  }

  /** Reads one object; tells the sink only of what has a GUID. Undefined when it could not be read. */
  #take<R extends { guid: string }>(
    what: What,
    from: { node: Captured; map: FieldMap<R>; tell: (record: R) => void },
  ): R | undefined {
    const hasGuid = readText(from.node.text.get("GUID")) !== undefined;
    if (!hasGuid) setText(from.node, "GUID", "-"); // so that everything else is still read and counted
    const result: Result<R, string> = readRecord(from.map, from.node);
    if (!hasGuid) setText(from.node, "GUID", "");
    if (!result.ok) {
      this.#unreadable += 1;
      this.#quarantine(what.kind, from.node, result.error);
      return undefined;
    }
    if (hasGuid) {
      this.#read[what.counted] += 1;
      from.tell(result.value);
    } else {
      this.#unidentified[what.counted] += 1;
      if (!isCarried(from.node, what.place)) {
        this.#quarantinedForGuid += 1;
        this.#quarantine(what.kind, from.node, "no GUID");
      }
    }
    return result.value;
  }

  #totalsFor(node: Captured, place: Place): Totals {
    return isCarried(node, place) ? this.#totals : this.#unidentifiedTotals;
  }

  #quarantine(kind: QuarantineRecord["kind"], node: Captured, reason: string): void {
    const guid = readText(node.text.get("GUID"));
    const name = nameOf(node);
    this.#sink.quarantined?.({
      kind,
      ...(guid === undefined ? {} : { guid: guid.slice(0, 200) }),
      ...(name === undefined ? {} : { name }),
      reason: reason.slice(0, 2_000),
      raw: rawOf(node),
    });
  }
}

/** What is added up over the records of a document. */
type Totals = { cancelled: number; bills: number; balances: Map<string, Balance> };

function noTotals(): Totals {
  return { cancelled: 0, bills: 0, balances: new Map() };
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** Whether an object can be told apart from others, or lies where no GUID was asked for. */
function isCarried(node: Captured, place: Place): boolean {
  return place === "collection" || place === "flat" || readText(node.text.get("GUID")) !== undefined;
}

function noteBalance(balances: Map<string, Balance>, voucher: VoucherRecord): void {
  const key = balances.size < MANY_TYPES ? nameKey(voucher.type) : "";
  let balance = balances.get(key);
  if (balance === undefined) {
    balance = { name: voucher.type, balanced: 0, unbalanced: 0, empty: 0 };
    balances.set(key, balance);
  }
  let sum = 0n;
  for (const entry of voucher.entries) sum += BigInt(entry.amount);
  if (voucher.entries.length === 0) balance.empty += 1;
  else if (sum === 0n) balance.balanced += 1;
  else if (voucher.isOptional !== true) balance.unbalanced += 1;
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
