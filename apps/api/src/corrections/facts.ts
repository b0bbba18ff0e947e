import type { CorrectionFact, CorrectionKind } from "@cfa/contract/corrections";

import type { BillKeyText, Names } from "./names.ts";

/** A correction's JSON: what was said, what stood there then, what stands there now. Sums are paise as text. */
export type Said = {
  readonly kind: CorrectionKind;
  readonly value: unknown;
  readonly base: unknown;
  readonly now: unknown;
};

type Json = Readonly<Record<string, unknown>>;
type Field = CorrectionFact["field"];
type Form = CorrectionFact["form"];

/**
 * What a correction says, field by field, beside what the books said and say. Which fields of value and base belong together is
 * told here and nowhere else.
 */
export function factsOf(said: Said, names: Names): CorrectionFact[] {
  const value = said.value as Json;
  const base = said.base as Json;
  const now = said.now as Json | null;
  const fact = (field: Field, form: Form, from: { mine?: string; base?: string } = {}): CorrectionFact => ({
    field,
    about: "",
    form,
    mine: from.mine === undefined ? null : textOf(value[from.mine]),
    was: from.base === undefined ? null : textOf(base[from.base]),
    now: from.base === undefined || now === null ? null : textOf(now[from.base]),
  });
  const facts: Record<CorrectionKind, () => CorrectionFact[]> = {
    rematch: () => [
      ...partFacts(said, names),
      unsigned(fact("amount", "money", { base: "amount" })),
      fact("date", "day", { base: "date" }),
    ],
    "due-date": () => [fact("dueDate", "day", { mine: "dueDate", base: "dueDate" })],
    terms: () => [fact("days", "number", { mine: "days" }), fact("terms", "text", { base: "creditPeriod" })],
    dispute: () => [
      fact("amount", "money", { mine: "amount", base: "amount" }),
      fact("open", "money", { base: "open" }),
      fact("owner", "text", { mine: "owner" }),
    ],
    "write-off": () => [
      fact("amount", "money", { mine: "amount", base: "amount" }),
      fact("open", "money", { base: "open" }),
      fact("date", "day", { mine: "date" }),
    ],
    merge: () => [
      {
        ...fact("party", "text"),
        mine: names.party(String(value["intoGuid"]))?.name ?? nameIn(base["into"]),
        was: nameIn(base["into"]),
        now: now === null ? null : nameIn(now["into"]),
      },
      { ...fact("name", "text"), was: nameIn(base["from"]), now: now === null ? null : nameIn(now["from"]) },
    ],
    exclude: () => [fact("cause", "text", { mine: "cause" }), fact("name", "text", { base: "name" })],
    contact: () => [
      fact("person", "text", { mine: "person" }),
      fact("phone", "text", { mine: "phone", base: "phone" }),
      fact("email", "text", { mine: "email", base: "email" }),
      fact("language", "text", { mine: "language" }),
    ],
    "credit-limit": () => [fact("limit", "money", { mine: "limit", base: "limit" })],
    "tds-profile": () => [
      fact("rate", "percent", { mine: "rate" }),
      fact("of", "text", { mine: "of" }),
      fact("threshold", "money", { mine: "threshold" }),
    ],
    promise: () => [
      fact("amount", "money", { mine: "amount" }),
      fact("day", "day", { mine: "day" }),
      fact("outstanding", "money", { base: "outstanding" }),
    ],
    "class-pin": () => [fact("class", "text", { mine: "class" })],
  };
  return facts[said.kind]().filter(({ mine, was, now: is }) => mine !== null || was !== null || is !== null);
}

type Allocation = { name: string; type: string; amount: string };

/** A rematch bill by bill: ours beside what Tally has allocated there. */
function partFacts({ value, base, now }: Said, names: Names): CorrectionFact[] {
  const parts = (value as { parts: { bill: BillKeyText; amount: string }[] }).parts;
  const mine = new Map(
    parts.map(({ bill, amount }) => [names.bill(bill)?.name ?? bill.nameKey, amount] as const),
  );
  const was = allocatedIn(base);
  const is = allocatedIn(now);
  return [...new Set([...mine.keys(), ...was.keys(), ...is.keys()])].map((name) => ({
    field: "bill",
    about: name,
    form: "money",
    mine: mine.get(name) ?? null,
    was: was.get(name) ?? null,
    now: is.get(name) ?? null,
  }));
}

function allocatedIn(base: unknown): Map<string, string> {
  const allocations = (base as { allocations?: Allocation[] } | null)?.allocations ?? [];
  return new Map(
    allocations
      .filter((one) => one.name !== "")
      .map(({ name, amount }) => [name, amount.replace("-", "")] as const),
  );
}

/** A voucher's amount is debit positive; how much it is says enough. */
function unsigned(fact: CorrectionFact): CorrectionFact {
  return { ...fact, was: fact.was?.replace("-", "") ?? null, now: fact.now?.replace("-", "") ?? null };
}

function nameIn(known: unknown): string | null {
  return textOf((known as { name?: unknown } | null | undefined)?.name);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : null;
}
