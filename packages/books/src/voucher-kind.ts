import type { VoucherTypeRecord } from "@cfa/contract/records";

import { nameKey } from "./name-key.ts";
import { RESERVED_VOUCHER_TYPES } from "./reserved-voucher-types.ts";

/** What a voucher is at bottom, whatever its type is called in this company. */
export type VoucherKind = (typeof RESERVED_VOUCHER_TYPES)[keyof typeof RESERVED_VOUCHER_TYPES];

/** The kinds whose lines move ledger balances; the others are orders, stock movements, drafts and attendance. */
const ACCOUNTING_KINDS: ReadonlySet<VoucherKind> = new Set([
  "sales",
  "purchase",
  "receipt",
  "payment",
  "contra",
  "journal",
  "credit-note",
  "debit-note",
  "payroll",
]);

const RESERVED = new Map<string, VoucherKind>(
  Object.entries(RESERVED_VOUCHER_TYPES).map(([name, kind]) => [nameKey(name), kind]),
);

/**
 * Words that tell the kind of a type whose master is missing, the more telling ones first: "Sales Return" is a
 * credit note before it is a sale.
 */
const WORDS: readonly (readonly [RegExp, VoucherKind])[] = [
  [/\b(sales?|so) order\b|\bquotation\b|\bpro ?-?forma\b/u, "sales-order"],
  [/\b(purchase|po) order\b/u, "purchase-order"],
  [/\bdelivery\b|\bchallan\b/u, "delivery-note"],
  [/\b(receipt|goods receipt) note\b|\bgrn\b/u, "receipt-note"],
  [/\breversing\b/u, "reversing-journal"],
  [/\bmemo(randum|s)?\b/u, "memorandum"],
  [/\bstock (journal|transfer)\b|\bmanufacturing\b/u, "stock-journal"],
  [/\bphysical stock\b/u, "physical-stock"],
  [/\battendance\b/u, "attendance"],
  [/\bcredit ?-?note\b|\b(sales?|outward) returns?\b/u, "credit-note"],
  [/\bdebit ?-?note\b|\b(purchase|inward) returns?\b/u, "debit-note"],
  [/\bcontra\b/u, "contra"],
  [/\bpayroll\b/u, "payroll"],
  [/\bjournal\b|\bjv\b/u, "journal"],
  [/\breceipts?\b/u, "receipt"],
  [/\bpayments?\b/u, "payment"],
  [/\bpurchases?\b/u, "purchase"],
  [/\bsales?\b|\binvoice\b|\bcash memo\b/u, "sales"],
];

/** Whether vouchers of a kind move ledger balances. */
export function isAccounting(kind: VoucherKind): boolean {
  return ACCOUNTING_KINDS.has(kind);
}

/**
 * Tells the kind behind the name of a voucher type, by walking its parents to one of the 24 reserved types.
 * A type whose master is missing, or whose parents lead nowhere or in a circle, is told by its own name:
 * a reserved name, then a word in it ("E-Sales" → sales), and else it is a journal, which is read by its lines alone:
 * what a line debits or credits, seen from the party's home side.
 */
export function makeKindOf(voucherTypes: readonly VoucherTypeRecord[]): (typeName: string) => VoucherKind {
  const types = new Map(voucherTypes.map((type) => [nameKey(type.name), type]));
  const known = new Map<string, VoucherKind>();
  return (typeName) => {
    const key = nameKey(typeName);
    let kind = known.get(key);
    if (kind === undefined) {
      kind = kindByParents(key, types) ?? kindByName(key);
      known.set(key, kind);
    }
    return kind;
  };
}

function kindByParents(key: string, types: ReadonlyMap<string, VoucherTypeRecord>): VoucherKind | undefined {
  const seen = new Set<string>();
  for (let at = key; !seen.has(at);) {
    seen.add(at);
    const type = types.get(at);
    if (type === undefined) return RESERVED.get(at);
    const reserved = RESERVED.get(nameKey(type.reservedName ?? ""));
    if (reserved !== undefined) return reserved;
    const parent = nameKey(type.parent ?? "");
    // A reserved type is its own parent in some exports and has none in others.
    if (parent === "" || parent === at) return RESERVED.get(at);
    at = parent;
  }
  return undefined;
}

function kindByName(key: string): VoucherKind {
  const reserved = RESERVED.get(key);
  if (reserved !== undefined) return reserved;
  const words = key.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ");
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? "journal";
}
