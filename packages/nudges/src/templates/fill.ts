import { daysBetween, partsOf, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, type Paise } from "@cfa/values/money";

import type { PlannedBill } from "../facts.ts";
import type { Language, Tag, VariableName } from "../kinds.ts";
import type { Rendered } from "../plan.ts";
import type { TemplateFact, TextLimits, TextRules } from "../rules.ts";
import { costOf } from "./cost.ts";
import { TEXTS, VARIABLE } from "./shipped.ts";
import { alphanumericText, lineText, referenceText } from "./tags.ts";
import { unitsOf } from "./units.ts";

/** What a message has to say, as the books hold it. The first bill is the one that its stage is about. */
export type Said = {
  party: string;
  bills: readonly PlannedBill[];
  amount: Paise;
  /** The day it goes out. */
  day: LocalDate;
  offer: { pay: Paise; off: Paise; until: LocalDate } | null;
};

/** Stands for the link until the message is sent: its address is made then and kept nowhere. */
export const LINK_PLACE = "{{link}}";
/** How long a value may be where no tag says so. */
export const LONGEST_LINE = 60;

const MOST_NAMED = 10;
/** As long as the link that will stand there: a page's path and its 22 signs. */
const SAMPLE_PATH = `/pay/${"x".repeat(22)}`;

/** A template with its values in it, each made to fit its tag; where the link goes, its place. */
export function fill(template: TemplateFact, said: Said, rules: TextRules): Rendered {
  const values = template.variables.map(({ name, tag }) => ({
    name,
    tag,
    text: valueOf(name, tag, { said, template, limits: rules.limits }),
  }));
  const texts = new Map<string, string>(values.map(({ name, text }) => [name, text]));
  texts.set("brand", lineText(rules.brand, LONGEST_LINE));
  // In one go, so that what a value holds is never taken for a variable.
  const put = (text: string) => text.replaceAll(VARIABLE, (_, name: string) => texts.get(name) ?? "");
  const body = put(template.body);
  const units =
    template.way === "sms"
      ? unitsOf(body.replaceAll(LINK_PLACE, `https://${rules.linkHost}${SAMPLE_PATH}`), rules.limits)
      : 1;
  return {
    subject: template.subject === null ? null : put(template.subject),
    body,
    values,
    units,
    cost: costOf(template, units, rules.costs),
    hasLink: body.includes(LINK_PLACE),
  };
}

/** A rendered text with its link, in its body and among its values. */
export function withLink(rendered: Rendered, link: string): Rendered {
  return {
    ...rendered,
    body: rendered.body.replaceAll(LINK_PLACE, () => link),
    values: rendered.values.map((each) => (each.name === "link" ? { ...each, text: link } : each)),
  };
}

type Filling = { said: Said; template: TemplateFact; limits: TextLimits };

function valueOf(name: VariableName, tag: Tag, filling: Filling): string {
  const { said, template, limits } = filling;
  const [head] = said.bills;
  switch (name) {
    case "amount":
      return sumText(said.amount, tag);
    case "pay":
      return sumText(said.offer?.pay ?? null, tag);
    case "off":
      return sumText(said.offer?.off ?? null, tag);
    case "count":
      return String(said.bills.length);
    case "days":
      return String(Math.max(...said.bills.map(({ dueDate }) => daysBetween(dueDate, said.day)), 0));
    case "dueDay":
      return dueText(said.bills, tag, template.language);
    case "until":
      return dayText(said.offer?.until ?? null, tag, template.language);
    case "bill":
      return head ? billText(head, tag, limits) : "";
    case "bills":
      return billsText(tag, filling);
    case "link":
      return LINK_PLACE;
    case "party":
      return tag === "text"
        ? lineText(said.party, LONGEST_LINE) || TEXTS[template.language].customer
        : alphanumericText(said.party, limits);
    case "brand":
      return "";
  }
}

/** Digits of whole rupees, never more than the sum; for people with its paise where it has some. */
function sumText(amount: Paise | null, tag: Tag): string {
  if (amount === null) return "";
  return tag === "text" ? formatRupees(amount, { paise: amount % 100n !== 0n }) : String(amount / 100n);
}

/** "7 Apr 2026"; digits alone where the tag wants them. */
function dayText(date: LocalDate | null, tag: Tag, language: Language): string {
  if (date === null) return "";
  const { year, month, day } = partsOf(date);
  if (tag === "numeric") return `${date.slice(8, 10)}${date.slice(5, 7)}${year}`;
  const months = TEXTS[tag === "text" ? language : "en"].months;
  return `${day} ${months[month - 1]} ${year}`;
}

/** The day all bills are due, or the first of several and that there are others. */
function dueText(bills: readonly PlannedBill[], tag: Tag, language: Language): string {
  const days = [...new Set(bills.map(({ dueDate }) => dueDate))].toSorted();
  const first = dayText(days[0] ?? null, tag, language);
  const words = TEXTS[tag === "text" ? language : "en"];
  return days.length > 1 && tag !== "numeric" ? words.onwards(first) : first;
}

function billText({ name, bill }: PlannedBill, tag: Tag, limits: TextLimits): string {
  const reference = referenceText(name, bill.billDate, limits);
  return tag === "text" ? lineText(name, LONGEST_LINE) || reference : reference;
}

/** In mail and in letters a line for each; elsewhere as many names as there is room for, and how many more there are. */
function billsText(tag: Tag, { said, template, limits }: Filling): string {
  const { bills } = said;
  if (tag === "numeric") return String(bills.length);
  if (template.way === "email" || template.way === "print") return billLines(said, template.language);
  const isText = tag === "text";
  const words = TEXTS[isText ? template.language : "en"];
  const most = isText ? LONGEST_LINE : limits.alphanumeric;
  const names = bills.map((each) => billText(each, tag, limits));
  const listOf = (named: number) => {
    const rest = names.length - named;
    return [names.slice(0, named).join(isText ? ", " : " "), ...(rest > 0 ? [words.more(rest)] : [])].join(
      " ",
    );
  };
  for (let named = Math.min(names.length, MOST_NAMED); named > 0; named--) {
    if (listOf(named).length <= most) return listOf(named);
  }
  // Not even one name has room beside the rest: it is cut, the count is not.
  const rest = names.length > 1 ? ` ${words.more(names.length - 1)}` : "";
  const first = names[0] ?? "";
  return `${isText ? lineText(first, most - rest.length) : first.slice(rest.length - most)}${rest}`;
}

function billLines({ bills }: Said, language: Language): string {
  const words = TEXTS[language];
  const lines = bills.slice(0, MOST_NAMED).map((each) => {
    const name = billText(each, "text", { alphanumeric: LONGEST_LINE, gsm: [1, 1], unicode: [1, 1] });
    if (each.amount === 0n) return name;
    return `${name}, ${words.due(dayText(each.dueDate, "text", language))}: ${sumText(each.amount, "text")}`;
  });
  const rest = bills.length - lines.length;
  return [...lines, ...(rest > 0 ? [words.more(rest)] : [])].join("\n");
}
