import type { Paise } from "@cfa/values/money";

import type { ChartLedger } from "./chart.ts";
import type { GroupTree } from "./group-tree.ts";
import { nameKey } from "./name-key.ts";
import { homeSideOf, partyKindOf } from "./party.ts";
import type { VoucherKind } from "./voucher-kind.ts";
import type { BookEntry, BookVoucher } from "./voucher.ts";

/** What the vouchers tell about one name. */
type Traces = {
  name: string;
  kinds: Set<VoucherKind>; // of the vouchers in which it is the party
  isParty: boolean;
  handlesMoney: boolean; // bank allocations, or the money's side of a receipt or payment
  isSold: boolean;
  isBought: boolean;
  hasAllocations: boolean;
  allocated: Paise; // sum of its bill allocations, debit positive
};

const CASH = /^(petty )?cash( in hand| account| a c| book)?$/u;
const BANK = /\bbank\b(?!.*\b(charges?|interest|commission)\b)/u;
const TAX = /^(?!.*\b(sales?|purchases?)\b).*\b([cisu]gst|gst|tds|tcs|vat|cess|cst|service tax|excise)\b/u;

/**
 * Makes ledgers for names that stand in vouchers and in no master, so that a file of vouchers alone gives books. The group
 * is a guess, from the surest sign to the weakest: bill allocations, the name Cash, bank allocations, being the party of a
 * trade, a name with bank or a tax in it, the other side of a sale or purchase, and else Suspense A/c. Each is marked inferred, has the GUID
 * "name:<key>" and opens at zero; a master that arrives later takes its place.
 */
export function inferredLedgers(
  vouchers: Iterable<BookVoucher>,
  { knownKeys, tree }: { knownKeys: ReadonlySet<string>; tree: GroupTree },
): ChartLedger[] {
  const found = new Map<string, Traces>();
  for (const voucher of vouchers) {
    const partyKey = nameKey(voucher.partyName ?? "");
    const moneyLine = soleMoneyLine(voucher);
    for (const entry of voucher.entries) {
      const key = nameKey(entry.ledger);
      if (knownKeys.has(key)) continue;
      let traces = found.get(key);
      if (traces === undefined) {
        traces = noTraces(entry.ledger);
        found.set(key, traces);
      }
      readTraces(entry, { voucher, isParty: entry.isParty || key === partyKey, traces });
      if (entry === moneyLine) traces.handlesMoney = true;
    }
  }
  return [...found].map(([key, traces]) => ledgerFrom(key, traces, tree));
}

function noTraces(name: string): Traces {
  return {
    name: name.trim(),
    kinds: new Set(),
    isParty: false,
    handlesMoney: false,
    isSold: false,
    isBought: false,
    hasAllocations: false,
    allocated: 0n,
  };
}

/** The one line on the money's side of a receipt or payment; with several (bank, TDS, discount) none can be told. */
function soleMoneyLine({ kind, entries }: BookVoucher): BookEntry | undefined {
  if (kind !== "receipt" && kind !== "payment") return undefined;
  const lines = entries.filter((entry) => !standsAsParty(kind, entry));
  return lines.length === 1 && lines[0]?.allocations.length === 0 ? lines[0] : undefined;
}

/** Whether a line stands where a party stands: credited in a receipt, debited in a payment, anywhere in other kinds. */
function standsAsParty(kind: VoucherKind, entry: BookEntry): boolean {
  if (kind === "receipt") return entry.amount < 0n;
  if (kind === "payment") return entry.amount > 0n;
  return true;
}

/** In a receipt or payment Tally flags as party whichever ledger was entered first, often the bank or cash. */
function readTraces(
  entry: BookEntry,
  { voucher, isParty, traces }: { voucher: BookVoucher; isParty: boolean; traces: Traces },
): void {
  const { kind } = voucher;
  const hasAllocations = entry.allocations.length > 0;
  const standsAsOne = isParty && standsAsParty(kind, entry);
  if (entry.bank.length > 0 || kind === "contra" || (isParty && !standsAsOne)) traces.handlesMoney = true;
  if (standsAsOne) traces.isParty = true;
  if (standsAsOne || hasAllocations) traces.kinds.add(kind);
  if (hasAllocations) traces.hasAllocations = true;
  for (const allocation of entry.allocations) traces.allocated += allocation.amount;
  if (!isParty && (kind === "sales" || kind === "credit-note")) traces.isSold = true;
  if (!isParty && (kind === "purchase" || kind === "debit-note")) traces.isBought = true;
}

function ledgerFrom(key: string, traces: Traces, tree: GroupTree): ChartLedger {
  const place = tree.placeOf(groupFor(key, traces));
  const homeSide = homeSideOf(place);
  return {
    guid: `name:${key}`,
    name: traces.name,
    nameKey: key,
    aliases: [],
    group: place.name,
    groupPath: place.path,
    root: place.root,
    nature: place.nature,
    homeSide,
    partyKind: homeSide === null ? null : partyKindOf(homeSide, traces.kinds),
    isBillWise: traces.hasAllocations,
    isInferred: true,
    opening: 0n,
    openingBills: [],
    creditPeriod: null,
    creditLimit: null,
    msme: [],
    currency: null,
  };
}

function groupFor(key: string, traces: Traces): string {
  const words = key.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
  const group = partyGroup(traces);
  if (traces.hasAllocations) return group ?? (traces.allocated < 0n ? "Sundry Creditors" : "Sundry Debtors");
  if (CASH.test(words)) return "Cash-in-Hand";
  if (traces.handlesMoney) return "Bank Accounts";
  if (traces.isParty && group !== undefined) return group;
  if (BANK.test(words)) return "Bank Accounts";
  if (TAX.test(words)) return "Duties & Taxes";
  if (traces.isSold) return "Sales Accounts";
  if (traces.isBought) return "Purchase Accounts";
  return "Suspense A/c";
}

/** Goods tell more than money: who is sold to is a customer, even when something is bought from them too. */
function partyGroup({ kinds }: Traces): string | undefined {
  const signs: readonly [VoucherKind, string][] = [
    ["sales", "Sundry Debtors"],
    ["purchase", "Sundry Creditors"],
    ["credit-note", "Sundry Debtors"],
    ["debit-note", "Sundry Creditors"],
    ["receipt", "Sundry Debtors"],
    ["payment", "Sundry Creditors"],
  ];
  return signs.find(([kind]) => kinds.has(kind))?.[1];
}
