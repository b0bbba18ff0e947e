import type { LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import type { TypedQuery } from "@cfa/contract/assistant-query";

import { daysMeant, periodsMeant } from "./days-meant.ts";
import type { Expected } from "./question-file.ts";
import type { Drawn } from "./slots.ts";

/* What the words of `expected` ask for, as far as this bench can read them; what it cannot is named, and the question is not counted as right. */

export type Wanted = {
  /** A name of SOURCES, or of a figure of its own. */
  readonly measure: string;
  readonly parties: readonly string[];
  readonly without: readonly string[];
  readonly ledger: string | null;
  readonly bill: string | null;
  readonly voucher: string | null;
  /** Any of these. */
  readonly periods: readonly Period[] | null;
  readonly comparedTo: readonly Period[] | null;
  readonly asOf: readonly LocalDate[];
  readonly groupBy: readonly string[];
  readonly byDate: boolean;
  readonly ascending: boolean;
  readonly limit: number | null;
  readonly above: bigint | null;
  readonly below: bigint | null;
  readonly moreThanDays: number | null;
  readonly class: string | null;
  readonly calc:
    | "share"
    | "difference"
    | "offer-cost"
    | "cash-after-dues"
    | "lost-customers"
    | "duplicates"
    | "negative-cash"
    | null;
  readonly percent: number | null;
  /** Of `sum(top 5)/total`. */
  readonly top: number | null;
  readonly unread: readonly string[];
};

type Given = { readonly drawn: Drawn; readonly today: LocalDate; readonly before: Wanted | null };

const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/bucket|\bage\b/, "age"],
  [/party|customer|supplier/, "party"],
  [/bill/, "bill"],
  [/voucher/, "voucher"],
  [/ledger|account/, "ledger"],
  [/type/, "type"],
  [/day/, "day"],
  [/week/, "week"],
  [/month/, "month"],
  [/class|segment/, "class"],
];
/** Figures that are not added up of atoms. */
export const OTHERS = [
  "ledger_statement",
  "ledger_balance",
  "trial_balance",
  "days_to_pay",
  "delay_days",
  "dso",
  "voucher_lookup",
  "cash_forecast",
  "sync",
  "promise",
  "net_position",
] as const;

const OF_MEASURE: Readonly<Partial<Record<TypedQuery["measure"], string>>> = {
  receivable: "receivable_outstanding",
  payable: "payable_outstanding",
  "overdue-receivable": "overdue_receivable",
  "overdue-payable": "overdue_payable",
  "draft-reminder": "overdue_receivable",
  "cash-balance": "cash_bank_balance",
  sales: "sales_net",
  purchases: "purchase_net",
  receipts: "receipts",
  payments: "payments",
  expenses: "expense",
};

/** What is asked for where a file says no more than that the plain question's figures are to stand: what the answer itself says it is of, its figures being what is judged. */
export function asAnswered(query: TypedQuery, wanted: Wanted): Wanted | null {
  const measure = OF_MEASURE[query.measure];
  if (measure === undefined) return null;
  const { parties, withoutParties, groupBy, limit, measure: own } = query;
  const isDraft = own === "draft-reminder";
  return {
    ...wanted,
    measure,
    parties,
    without: withoutParties,
    groupBy: groupBy === null || isDraft ? [] : [groupBy],
    limit,
    periods: query.period === null ? null : [query.period as Period],
    unread: [],
  };
}

/** Reads what a turn should come to; `before` is what the turn before it came to, for "the same party". */
export function wantedOf(expected: Expected, given: Given): Wanted {
  const unread: string[] = [];
  const where = readWhere(expected.where ?? "", given, unread);
  const calc = readCalc(
    expected.calc ?? (/running balance/.test(expected.where ?? "") ? "negative cash" : ""),
  );
  if (expected.calc !== undefined && calc.kind === null) unread.push(`calc: ${expected.calc}`);
  const [now, then] = (expected.period ?? where.period ?? "").split(/ vs\.? /);
  const time = { today: given.today, drawn: given.drawn.days };
  const periods = now ? periodsMeant(now, time) : null;
  if (now && periods === null) unread.push(`period: ${now}`);
  const comparedTo = then === undefined ? null : (periodsMeant(then, time) ?? sameOf(then, periods));
  if (then !== undefined && comparedTo === null) unread.push(`period: ${then}`);
  const asOf = expected.as_of === undefined ? [given.today] : daysMeant(expected.as_of, time);
  if (asOf === null) unread.push(`as_of: ${expected.as_of ?? ""}`);
  const measure = measureOf(expected, { ...where, calc: calc.kind });
  if (measure === "") unread.push("measure");
  return {
    measure,
    ...where.filters,
    periods,
    comparedTo,
    asOf: asOf ?? [given.today],
    groupBy: (expected.group_by ?? "").split(/,| x | or /).flatMap((part) => groupOf(part)),
    byDate: /date/.test(expected.order ?? "") || (expected.limit === 1 && expected.order === undefined),
    ascending: /asc/.test(expected.order ?? ""),
    limit: limitOf(expected, given.drawn),
    calc: calc.kind,
    percent: calc.percent,
    top: calc.top,
    unread,
  };
}

function groupOf(part: string): string[] {
  const found = GROUPS.find(([pattern]) => pattern.test(part));
  return found === undefined || part.trim() === "" ? [] : [found[1]];
}

function limitOf({ limit }: Expected, drawn: Drawn): number | null {
  if (typeof limit === "number") return limit;
  if (limit === "n") return drawn.count;
  const digits = /^\d+$/.exec(limit ?? "")?.[0];
  return digits === undefined ? null : Number(digits);
}

function sameOf(then: string, periods: readonly Period[] | null): Period[] | null {
  const [period] = periods ?? [];
  if (period === undefined) return null;
  if (/same.*last year/.test(then)) return [shifted(period, 12)];
  return /same days last month/.test(then) ? [shifted(period, 1)] : null;
}

function shifted({ from, to }: Period, months: number): Period {
  const back = (date: string): LocalDate => {
    const at = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
    const last = new Date(Date.UTC(Math.floor(at / 12), (at % 12) + 1, 0)).getUTCDate();
    const days = Math.min(Number(date.slice(8)), last);
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-${String(days).padStart(2, "0")}` as LocalDate;
  };
  return { from: back(from), to: back(to) };
}

type Filters = Pick<
  Wanted,
  "parties" | "without" | "ledger" | "bill" | "voucher" | "above" | "below" | "moreThanDays" | "class"
>;
type Where = {
  filters: Filters;
  notes: "credit" | "debit" | null;
  isUnallocated: boolean;
  isInflow: boolean;
  isBank: boolean;
  isDue: boolean;
  period: string | null;
};

/** Reads the conditions of `where`, one after the other. */
function readWhere(where: string, { drawn, before }: Given, unread: string[]): Where {
  const found: { -readonly [K in keyof Filters]: Filters[K] } = {
    parties: [],
    without: [],
    ledger: null,
    bill: null,
    voucher: null,
    above: null,
    below: null,
    moreThanDays: null,
    class: null,
  };
  const more = {
    notes: null as Where["notes"],
    isUnallocated: false,
    isInflow: false,
    isBank: false,
    isDue: false,
    period: null as string | null,
  };
  for (const part of where.split(/ and |;/).map((each) => each.trim().toLowerCase())) {
    const slot = slotIn(part, drawn);
    const sum = /(>|<|above|over|below|under)\s*(amt|[\d,]+)/.exec(part);
    const days = /(?:days?|overdue)[^\d]*(?:>|more than|over)\s*(\d+)|(?:>|more than|over)\s*(\d+) days/.exec(
      part,
    );
    const klass = /\b(risky|prompt|on-time|late)\b/.exec(part)?.[1];
    if (part === "") continue;
    else if (days) found.moreThanDays = Number(days[1] ?? days[2]);
    else if (sum) {
      const paise =
        sum[2] === "amt" ? (drawn.amount ?? 0n) : BigInt((sum[2] ?? "").replaceAll(",", "")) * 100n;
      if (/[>]|above|over/.test(sum[1] ?? "")) found.above = paise;
      else found.below = paise;
    } else if (/credit note|sales return/.test(part)) more.notes = "credit";
    else if (/debit note/.test(part)) more.notes = "debit";
    else if (/unallocated|on-account|unadjusted/.test(part)) more.isUnallocated = true;
    else if (/due date in|falls? due|due in/.test(part)) {
      more.isDue = true;
      more.period = part.replace(/.*?(?:due date in|falls? due(?: in)?|due in)/, "").trim();
    } else if (/inflow/.test(part)) more.isInflow = true;
    else if (/bank ledgers/.test(part)) more.isBank = true;
    else if (/^(the )?same party|^same$/.test(part)) found.parties = before?.parties ?? firstParty(drawn);
    else if (slot !== null) put(found, slot, { part, drawn });
    else if (klass !== undefined) found.class = klass;
    else if (/^(direct|indirect|inflows|eligible|running balance|cash ledgers)/.test(part)) continue;
    else unread.push(`where: ${part}`);
  }
  return { filters: found, ...more };
}

function firstParty({ named }: Drawn): string[] {
  const slot = [...named.keys()].find((each) => each.startsWith("party") || each === "supplier");
  return slot === undefined ? [] : [named.get(slot)?.id ?? ""];
}

function slotIn(part: string, { named }: Drawn): string | null {
  if (/match/.test(part)) return named.has("party_typo") ? "party_typo" : null;
  const exact = [...named.keys()]
    .filter((slot) => new RegExp(`\\b${slot}\\b`).test(part))
    .toSorted((x, y) => y.length - x.length)[0];
  if (exact !== undefined) return exact;
  const isParty = /\bparty\b|\bcustomer\b/.test(part);
  if (isParty) return [...named.keys()].find((slot) => slot.startsWith("party")) ?? null;
  return /\bledger\b/.test(part)
    ? ([...named.keys()].find((slot) => slot === "expense" || slot === "bank") ?? null)
    : null;
}

function put(
  found: { -readonly [K in keyof Filters]: Filters[K] },
  slot: string,
  { part, drawn }: { part: string; drawn: Drawn },
): void {
  const id = drawn.named.get(slot)?.id ?? "";
  if (slot === "expense" || slot === "bank") found.ledger = id;
  else if (slot === "bill") found.bill = id;
  else if (slot === "vno") found.voucher = id;
  else if (/<>|\bnot\b|without|except/.test(part)) found.without = [...found.without, id];
  else found.parties = [...found.parties, id];
}

function readCalc(calc: string): { kind: Wanted["calc"]; percent: number | null; top: number | null } {
  const text = calc.toLowerCase();
  const percent = /(\d+(?:\.\d+)?)\s*%/.exec(text)?.[1];
  const top = /top (\d+)/.exec(text)?.[1];
  const rest = {
    percent: percent === undefined ? null : Math.round(Number(percent) * 100),
    top: top === undefined ? null : Number(top),
  };
  if (percent !== undefined && /overdue/.test(text)) return { kind: "offer-cost", ...rest };
  if (/cash.* - .*payable/.test(text)) return { kind: "cash-after-dues", ...rest };
  if (/share|\/ ?total/.test(text)) return { kind: "share", ...rest };
  if (/differ/.test(text)) return { kind: "difference", ...rest };
  if (/lost|none this/.test(text)) return { kind: "lost-customers", ...rest };
  if (/duplicate|within 3 days/.test(text)) return { kind: "duplicates", ...rest };
  if (/negative/.test(text)) return { kind: "negative-cash", ...rest };
  return { kind: null, ...rest };
}

function measureOf(expected: Expected, where: Where & { calc: Wanted["calc"] }): string {
  const measure = expected.measure ?? "";
  if (where.calc === "offer-cost") return "overdue_receivable";
  if (/minus payable/.test(measure)) return "net_position";
  const name = /^[a-z_]+/.exec(measure)?.[0] ?? "";
  if (where.isUnallocated) return "unallocated";
  if (where.isInflow) return "inflows";
  if (where.isBank && name === "cash_bank_balance") return "bank_balance";
  if (where.isDue && name === "payable_outstanding") return "payable_due";
  if (where.isDue && name === "receivable_outstanding") return "receivable_due";
  if (where.notes === "credit") return "sales_returns";
  if (where.notes === "debit") return "purchase_returns";
  if (where.calc === "negative-cash") return "cash_bank_balance";
  if (name === "offer" && expected.period !== undefined) return "offers_made";
  if (name === "days_overdue") return "overdue_receivable";
  if (name === "receivable_outstanding" && expected.period !== undefined) return "receivable_due";
  if (name === "payable_outstanding" && expected.period !== undefined) return "payable_due";
  if (name === "" && where.calc !== null)
    return where.calc === "cash-after-dues" ? "cash_bank_balance" : "sales_net";
  return name;
}
