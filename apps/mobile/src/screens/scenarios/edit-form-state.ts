import type { ScenarioEdit } from "@cfa/contract/cash-scenarios";
import { addMonths, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { typedDay } from "../../locale/moment-text";
import { typedPaise } from "../../locale/typed-money";

export type EditKind = ScenarioEdit["kind"];
export type Chosen = { id: string; name: string };

/** What is typed for one edit; each kind asks for some of these. */
export type EditDraft = {
  kind: EditKind;
  party: Chosen | null;
  bills: readonly Chosen[];
  days: string;
  percent: string;
  chance: string;
  amount: string;
  day: string;
  instalments: string;
};

export type EditField = "party" | "bills" | "days" | "percent" | "chance" | "amount" | "day" | "instalments";

/** What each kind asks for. */
export const FIELDS: Readonly<Record<EditKind, readonly EditField[]>> = {
  "party-later": ["party", "days"],
  offer: ["party", "bills", "percent", "day", "chance"],
  "delay-payable": ["party", "bills", "day"],
  sales: ["percent"],
  loan: ["amount", "day", "instalments"],
  hire: ["amount", "day"],
  "one-off": ["amount", "day"],
};

export const KINDS = Object.keys(FIELDS) as EditKind[];

const MOST_DAYS = 365;
const EVEN = "50"; // the chance that an offer is taken, until somebody says otherwise

export function emptyDraft(kind: EditKind): EditDraft {
  return {
    kind,
    party: null,
    bills: [],
    days: "",
    percent: "",
    chance: EVEN,
    amount: "",
    day: "",
    instalments: "",
  };
}

/** The edit that a draft says, or the fields that are missing or wrong. Nothing can be tried on days up to `asOf`, which have passed. */
export function editOf(
  draft: EditDraft,
  asOf: string,
): { edit: ScenarioEdit } | { wrong: ReadonlySet<EditField> } {
  const read = {
    party: draft.party,
    bills: draft.bills.length > 0 ? draft.bills : null,
    days: whole(draft.days, { least: -90, most: MOST_DAYS }),
    percent: hundredths(draft.percent),
    chance: whole(draft.chance.replace("%", ""), { least: 0, most: 100 }),
    amount: signedPaise(draft.amount),
    day: dayAfter(draft.day, asOf),
    instalments: draft.instalments.trim() === "" ? 0 : whole(draft.instalments, { least: 0, most: 60 }),
  };
  const wrong = new Set(FIELDS[draft.kind].filter((field) => read[field] === null));
  if (draft.kind !== "one-off" && (read.amount ?? 1n) < 0n) wrong.add("amount");
  if (draft.kind === "offer" && (read.percent ?? 1) <= 0) wrong.add("percent");
  if (draft.kind === "party-later" && read.days === 0) wrong.add("days");
  if (wrong.size > 0) return { wrong };
  return { edit: made(draft.kind, read) };
}

type Read = {
  party: Chosen | null;
  bills: readonly Chosen[] | null;
  days: number | null;
  percent: number | null;
  chance: number | null;
  amount: bigint | null;
  day: string | null;
  instalments: number | null;
};

function made(kind: EditKind, read: Read): ScenarioEdit {
  const amount = paiseToJson(read.amount ?? 0n);
  const day = read.day ?? "";
  const [bill] = read.bills ?? [];
  switch (kind) {
    case "party-later":
      return { kind, partyId: read.party?.id ?? "", days: read.days ?? 0 };
    case "offer":
      return {
        kind,
        billIds: (read.bills ?? []).map(({ id }) => id),
        percent: read.percent ?? 0,
        payBy: day,
        chance: (read.chance ?? 0) / 100,
      };
    case "delay-payable":
      return { kind, billId: bill?.id ?? "", to: day };
    case "sales":
      return { kind, percent: read.percent ?? 0 };
    case "loan":
      return { kind, amount, day, repayments: repayments(read) };
    case "hire":
      return { kind, monthly: amount, from: day, date: Number(day.slice(8)) };
    case "one-off":
      return { kind, amount, day };
  }
}

/** Equal instalments a month apart, the last with what is left over. */
function repayments({ amount, day, instalments }: Read): { day: string; amount: string }[] {
  const count = instalments ?? 0;
  if (count === 0 || amount === null || day === null) return [];
  const each = amount / BigInt(count);
  return Array.from({ length: count }, (_, at) => ({
    day: addMonths(day as LocalDate, at + 1),
    amount: paiseToJson(at === count - 1 ? amount - each * BigInt(count - 1) : each),
  }));
}

function dayAfter(text: string, asOf: string): string | null {
  const day = typedDay(text);
  return day !== null && day > asOf ? day : null;
}

function whole(text: string, { least, most }: { least: number; most: number }): number | null {
  const plain = text.trim().replace("−", "-");
  if (!/^-?\d{1,4}$/.test(plain)) return null;
  const number = Number(plain);
  return number >= least && number <= most ? number : null;
}

/** Percent with at most two places, as hundredths. */
function hundredths(text: string): number | null {
  const plain = text.trim().replace("−", "-").replace(/\s*%$/, "");
  if (!/^-?\d{1,3}(\.\d{1,2})?$/.test(plain)) return null;
  const number = Math.round(Number(plain) * 100);
  return number >= -10_000 && number <= 100_000 && number !== 0 ? number : null;
}

function signedPaise(text: string): bigint | null {
  const plain = text.trim().replace("−", "-");
  const paise = typedPaise(plain.replace(/^-/, ""));
  return paise === null ? null : plain.startsWith("-") ? -paise : paise;
}
