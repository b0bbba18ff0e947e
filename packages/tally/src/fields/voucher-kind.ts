/*
 * Which voucher types touch the accounts. Only the parser's own check (does every accounting voucher sum to
 * zero?) hangs on this; what a voucher means is decided on the server.
 */

/** Tally's reserved types that post to ledgers. */
const ACCOUNTING = [
  "Contra",
  "Credit Note",
  "Debit Note",
  "Journal",
  "Payment",
  "Payroll",
  "Purchase",
  "Receipt",
  "Sales",
];

/** Tally's reserved types that carry lines without touching a balance (A6). */
const NOT_ACCOUNTING = [
  "Attendance",
  "Delivery Note",
  "Job Work In Order",
  "Job Work Out Order",
  "Material In",
  "Material Out",
  "Memorandum",
  "Physical Stock",
  "Purchase Order",
  "Receipt Note",
  "Rejections In",
  "Rejections Out",
  "Reversing Journal",
  "Sales Order",
  "Stock Journal",
];

/** Words of a custom type's name that give a non-accounting type away when its parent is not in the file. */
const TELLING =
  /\b(?:order|quotation|estimate|pro-?forma|challan|delivery|grn|memo|memorandum|reversing|rejections?|physical stock|stock (?:journal|transfer)|material (?:in|out)|job work|attendance)\b/i;

const BY_NAME = new Map<string, boolean>([
  ...ACCOUNTING.map((name) => [nameKey(name), true] as const),
  ...NOT_ACCOUNTING.map((name) => [nameKey(name), false] as const),
]);

/** A voucher type as far as it is needed to find its base. */
export type TypeOfVoucher = {
  readonly name: string;
  readonly parent: string | null;
  readonly reservedName?: string | undefined;
};

/**
 * Whether vouchers of a type touch the accounts: by its own reserved name, else by the reserved type at the end
 * of its parents (in the same file; a circle ends the walk), else by telling words, else yes: a custom type that
 * we know nothing of must balance.
 */
export function isAccountingType(name: string, types: ReadonlyMap<string, TypeOfVoucher>): boolean {
  const seen = new Set<string>();
  let key = nameKey(name);
  while (!seen.has(key)) {
    seen.add(key);
    const type = types.get(key);
    const reserved = BY_NAME.get(nameKey(type?.reservedName ?? "")) ?? BY_NAME.get(key);
    if (reserved !== undefined) return reserved;
    if (type?.parent == null) break;
    key = nameKey(type.parent);
  }
  return !TELLING.test(name);
}

/** Names compare trimmed and without case, as Tally does (A5). */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}
