import type { CorrectionKind, ExclusionCause, PinnedClass, Proposal } from "@cfa/contract/corrections";

import { typedDay } from "../../locale/moment-text";
import { typedPaise } from "../../locale/typed-money";

/** What has been typed into the form of a correction; each kind uses some of it. */
export type CorrectionForm = {
  readonly amount: string;
  readonly dueDate: string;
  readonly day: string;
  readonly date: string;
  readonly fromDate: string;
  readonly days: string;
  readonly limit: string;
  readonly rate: string;
  readonly of: "taxable" | "gross";
  readonly person: string;
  readonly phone: string;
  readonly email: string;
  readonly language: string;
  readonly owner: string;
  readonly cause: ExclusionCause;
  readonly class: PinnedClass;
  readonly into: { readonly partyId: string; readonly name: string } | null;
  readonly parts: Readonly<Record<string, string>>; // by bill
  readonly reason: string;
  readonly until: string;
};

/** A form in which nothing has been typed; of what is chosen, the first choice. */
export const EMPTY_FORM: CorrectionForm = {
  amount: "",
  dueDate: "",
  day: "",
  date: "",
  fromDate: "",
  days: "",
  limit: "",
  rate: "",
  of: "taxable",
  person: "",
  phone: "",
  email: "",
  language: "",
  owner: "",
  cause: "related",
  class: "prompt",
  into: null,
  parts: {},
  reason: "",
  until: "",
};

/** What a form is about: a bill, a party, a voucher's line of a party. */
export type FormTarget = {
  readonly kind: CorrectionKind;
  readonly partyId: string;
  readonly billId: string | null;
  readonly money: { readonly voucherId: string; readonly lineNo: number } | null;
};

export type FormField = keyof CorrectionForm;
export type FormFaults = Partial<Record<FormField, true>>;

/** The plain fields of each kind, in order; the rest of a form is the same for all. */
export const FIELDS: Readonly<Record<CorrectionKind, readonly FormField[]>> = {
  rematch: ["parts"],
  "due-date": ["dueDate"],
  dispute: ["amount", "owner"],
  "write-off": ["amount", "date"],
  terms: ["days", "fromDate"],
  merge: ["into"],
  exclude: ["cause", "until"],
  "class-pin": ["class", "until"],
  contact: ["person", "phone", "email", "language"],
  "credit-limit": ["limit"],
  "tds-profile": ["rate", "of", "fromDate"],
  promise: ["amount", "day"],
};

export type ReadForm =
  | { readonly faults: FormFaults }
  | { readonly proposal: Proposal; readonly reason: string; readonly untilDate: string | null };

/** What a form asks for, or what is wrong with it. The server judges whether it can be. */
export function readForm(form: CorrectionForm, target: FormTarget, today: string): ReadForm {
  const faults: FormFaults = {};
  const proposal = PROPOSALS[target.kind](reader(form, faults), target, today);
  const reason = form.reason.trim().slice(0, 500);
  if (reason === "") faults.reason = true;
  const untilDate = form.until.trim() === "" ? null : typedDay(form.until);
  if (form.until.trim() !== "" && untilDate === null) faults.until = true;
  if (proposal === null || Object.keys(faults).length > 0) return { faults };
  return { proposal, reason, untilDate };
}

type Reader = {
  form: CorrectionForm;
  money: (field: "amount" | "limit") => string;
  day: (field: "dueDate" | "day" | "date" | "fromDate") => string;
  number: (field: "days" | "rate") => number;
  text: (field: "person" | "phone" | "email" | "language" | "owner") => string | null;
  fault: (field: FormField) => null;
};

function reader(form: CorrectionForm, faults: FormFaults): Reader {
  const fault = (field: FormField): null => {
    faults[field] = true;
    return null;
  };
  return {
    form,
    fault,
    money: (field) => {
      const paise = typedPaise(form[field]);
      if (paise === null) fault(field);
      return (paise ?? 0n).toString();
    },
    day: (field) => {
      const day = typedDay(form[field]);
      if (day === null) fault(field);
      return day ?? "";
    },
    number: (field) => {
      const text = form[field].trim().replace("%", "").trim();
      const isGood = field === "days" ? /^\d{1,3}$/.test(text) : /^\d{1,2}(\.\d{1,2})?$/.test(text);
      if (!isGood) fault(field);
      return isGood ? Number(text) : 0;
    },
    text: (field) => {
      const text = form[field].trim();
      return text === "" ? null : text.slice(0, 200);
    },
  };
}

type Make = (read: Reader, target: FormTarget, today: string) => Proposal | null;

const PROPOSALS: Readonly<Record<CorrectionKind, Make>> = {
  rematch: (read, { partyId, money }) => {
    const typed = Object.entries(read.form.parts).filter(([, text]) => text.trim() !== "");
    const parts = typed.map(([billId, text]) => ({ billId, amount: typedPaise(text)?.toString() ?? "" }));
    if (money === null || parts.length === 0 || parts.some((part) => part.amount === "")) {
      return read.fault("parts");
    }
    return { kind: "rematch", partyId, ...money, parts };
  },
  "due-date": (read, { billId }) => ({
    kind: "due-date",
    billId: billId ?? "",
    dueDate: read.day("dueDate"),
  }),
  dispute: (read, { billId }) => ({
    kind: "dispute",
    billId: billId ?? "",
    amount: read.money("amount"),
    owner: read.text("owner"),
  }),
  "write-off": (read, { billId }) => ({
    kind: "write-off",
    billId: billId ?? "",
    amount: read.money("amount"),
    date: read.day("date"),
  }),
  terms: (read, { partyId }) => ({
    kind: "terms",
    partyId,
    days: read.number("days"),
    fromDate: read.day("fromDate"),
  }),
  merge: (read, { partyId }) => {
    const { into } = read.form;
    return into === null ? read.fault("into") : { kind: "merge", partyId, intoPartyId: into.partyId };
  },
  exclude: (read, { partyId }) => ({ kind: "exclude", partyId, cause: read.form.cause }),
  "class-pin": (read, { partyId }) => ({ kind: "class-pin", partyId, class: read.form.class }),
  contact: (read, { partyId }) => {
    const [person, phone, email, language] = (["person", "phone", "email", "language"] as const).map(
      read.text,
    );
    if (!person && !phone && !email && !language) return read.fault("phone");
    return {
      kind: "contact",
      partyId,
      person: person ?? null,
      phone: phone ?? null,
      email: email ?? null,
      language: language ?? null,
    };
  },
  "credit-limit": (read, { partyId }) => ({
    kind: "credit-limit",
    partyId,
    limit: read.form.limit.trim() === "" ? null : read.money("limit"),
  }),
  "tds-profile": (read, { partyId }) => ({
    kind: "tds-profile",
    partyId,
    rate: Math.round(read.number("rate") * 100),
    of: read.form.of,
    threshold: null,
    fromDate: read.day("fromDate"),
  }),
  promise: (read, { partyId }, today) => ({
    // Said again, a promise was given on its own day.
    kind: "promise",
    partyId,
    amount: read.money("amount"),
    day: read.day("day"),
    fromDate: typedDay(read.form.fromDate) ?? today,
  }),
};
