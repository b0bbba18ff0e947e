import type { ReportPage } from "@cfa/contract/reports";
import { localDateAt, type LocalDate } from "@cfa/values/local-date";
import { abs, formatRupees, formatRupeesShort, type Paise } from "@cfa/values/money";

/* Every figure that the API's answers hold, in each form in which a person may read it. */

/** Fields whose digits are a name, not a sum. */
const NAMED =
  /^(?:name|number|reference|narration|phone|email|gstin|pan|guid|title|titles|samples|label|value|code|message|fix|machine|version|release|reason|key|ref|ledger|party|which|marker|xml|person|note|words|cursor|nextCursor|seen)$/;

/** Where a link is put into a text when it goes out: the page says that there is one. */
export const LINK_PLACE = "{{link}}";

type Sign = "+" | "-";

export type Figures = {
  /** Each form of a sum without its sign, with the signs it has. */
  readonly sums: ReadonlyMap<string, ReadonlySet<Sign>>;
  /** The same of what goes out, which is shown as taken off. */
  readonly outgoing: ReadonlySet<string>;
  readonly days: ReadonlySet<string>;
  readonly months: ReadonlySet<string>;
  /** Times of the day in India, of hours and minutes of a day. */
  readonly clocks: ReadonlySet<string>;
  readonly moments: readonly number[];
  readonly numbers: ReadonlySet<number>;
  /** Numbers that may be a share: of one, or hundredths of a percent. */
  readonly shares: ReadonlySet<string>;
  /** Texts with digits that stand on the page as they are, the longest first. */
  readonly names: readonly string[];
};

/** What is in no answer and is worked out again by the test. */
export type Derived = {
  readonly sums: Paise[];
  readonly numbers: number[];
  readonly shares: string[];
  readonly days: string[];
};

type Found = {
  sums: Map<string, Set<Sign>>;
  outgoing: Set<string>;
  days: Set<string>;
  months: Set<string>;
  clocks: Set<string>;
  moments: number[];
  numbers: Set<number>;
  shares: Set<string>;
  names: Set<string>;
};

/** All that stands in the answers and in what was derived from them. */
export function figuresOf(answers: readonly unknown[], derived: Derived, asOf: LocalDate): Figures {
  const found: Found = {
    sums: new Map(),
    outgoing: new Set(),
    days: new Set([asOf, ...derived.days]),
    months: new Set(),
    clocks: new Set(),
    moments: [],
    numbers: new Set(derived.numbers),
    shares: new Set(derived.shares),
    names: new Set(),
  };
  for (const answer of answers) gather(answer, { key: "", isOut: false }, found);
  for (const paise of derived.sums) addSum(paise, false, found);
  for (const moment of found.moments) found.days.add(localDateAt(new Date(moment)));
  for (const day of found.days) found.months.add(day.slice(0, 7));
  return { ...found, names: [...found.names].toSorted((a, b) => b.length - a.length) };
}

type At = { readonly key: string; readonly isOut: boolean };

function gather(value: unknown, at: At, found: Found): void {
  if (Array.isArray(value)) {
    found.numbers.add(value.length);
    for (const one of value) gather(one, at, found);
  } else if (typeof value === "object" && value !== null) {
    if ("columns" in value && "totals" in value) gatherReport(value as ReportPage, found);
    else {
      const one = value as Record<string, unknown>;
      const isOut = at.isOut || one["direction"] === "out" || one["side"] === "payable" || "due" in one;
      for (const [key, inner] of Object.entries(one)) gather(inner, { key, isOut }, found);
    }
  } else if (typeof value === "number") {
    addNumber(value, found);
    if (/^(?:hour|from|to)$|Minute$/.test(at.key))
      found.clocks.add(clockOf(at.key === "hour" ? value * 60 : value));
  } else if (typeof value === "string") gatherText(value, at, found);
}

function gatherText(text: string, { key, isOut }: At, found: Found): void {
  // A text of a message: where its link goes, the page says that there is one. Without its values it is no JSON.
  const texts = /^(?:body|subject)$/.test(key) ? text.split(LINK_PLACE) : [];
  for (const part of texts) if (/\d/.test(part)) found.names.add(part.trim());
  if (text.startsWith("{{")) return;
  if (/^-?\d{1,18}$/.test(text) && !NAMED.test(key)) addSum(BigInt(text), isOut, found);
  else if (/^\d{4}-\d{2}-\d{2}$/.test(text)) found.days.add(text);
  else if (/^\d{4}-\d{2}-\d{2}T/.test(text)) found.moments.push(Date.parse(text));
  else if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)) found.months.add(text);
  else if (/^[{[]/.test(text)) gather(JSON.parse(text), { key: "", isOut }, found);
  else if (/\d/.test(text)) found.names.add(text);
}

/** "09:30" of a minute of the day. */
function clockOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The cells of a report by the kind of their column. */
function gatherReport({ head, columns, rows, totals, none }: ReportPage, found: Found): void {
  for (const text of [head.company, head.title, none, ...columns.map(({ title }) => title)])
    gatherText(text, { key: "name", isOut: false }, found);
  for (const { label, value } of head.lines) {
    found.names.add(label);
    // A day by itself is no name: the moment it was made on begins so.
    if (/^\d{2}-\d{2}-\d{4}$/.test(value)) found.days.add(value.split("-").toReversed().join("-"));
    else found.names.add(value);
  }
  found.numbers.add(rows.length);
  for (const cells of [...rows.map((row) => row.cells), totals ?? []]) {
    for (const [at, cell] of cells.entries()) {
      if (cell === null) continue;
      const kind = columns[at]?.kind;
      if (kind === "money" || kind === "balance") addSum(BigInt(cell), false, found);
      else if (kind === "percent") found.shares.add((Number(cell) / 100).toFixed(2));
      else if (kind === "days") found.numbers.add(Number((Number(cell) / 10).toFixed(1)));
      else if (kind === "count") found.numbers.add(Number(cell));
      else if (kind === "day") found.days.add(String(cell));
      else if (/\d/.test(String(cell))) found.names.add(String(cell));
    }
  }
}

function addSum(paise: Paise, isOut: boolean, found: Found): void {
  for (const text of formsOf(paise)) {
    const signs = found.sums.get(text) ?? new Set();
    signs.add(paise < 0n ? "-" : "+");
    found.sums.set(text, signs);
    if (isOut) found.outgoing.add(text);
  }
}

function addNumber(number: number, found: Found): void {
  for (const one of [number, Math.abs(number), Math.round(Math.abs(number)), Number(number.toFixed(1))])
    found.numbers.add(one);
  // A chance is said in whole percent, never as 0 or 100 of what is only nearly so; a rate in hundredths of a percent.
  if (number >= 0 && number <= 1) {
    const whole = Math.round(number * 100);
    found.shares.add(
      whole === 0 && number > 0 ? "< 1" : whole === 100 && number < 1 ? "> 99" : String(whole),
    );
  }
  found.shares.add(String(Number((Math.abs(number) / 100).toFixed(2))));
}

/** The forms of one size, without a sign: in full, in whole rupees, short in either language. */
export function formsOf(paise: Paise): string[] {
  const size = abs(paise);
  const short = formatRupeesShort(size);
  return [
    formatRupees(size),
    formatRupees(size, { paise: false }),
    short,
    short.replace(/Cr$/, "करोड़").replace(/L$/, "लाख"),
  ];
}
