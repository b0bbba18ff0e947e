import { EXCLUSION_CAUSES, PINNED_CLASSES } from "@cfa/contract/correction-kinds";
import type { Party } from "@cfa/contract/reads";

import { Field } from "../../components/field";
import { LANGUAGES } from "../../locale/languages";
import { useWords } from "../../locale/locale";
import { OneOf } from "../drafts/one-of";
import type { CorrectionForm, FormFaults, FormField } from "./form-state";
import { PartyChoice } from "./party-choice";

const DAYS: ReadonlySet<FormField> = new Set(["dueDate", "day", "date", "fromDate", "until"]);
const SUMS: ReadonlySet<FormField> = new Set(["amount", "limit"]);
const NUMBERS: ReadonlySet<FormField> = new Set(["days", "rate"]);

type PlainField = Exclude<FormField, "of" | "cause" | "class" | "into" | "parts" | "language">;

/** One field of a correction's form, by its name. */
export function FieldOf(props: {
  field: FormField;
  form: CorrectionForm;
  faults: FormFaults;
  party: Party | null;
  onChange: (part: Partial<CorrectionForm>) => void;
}) {
  const { field, form, faults, party, onChange } = props;
  const words = useWords();
  const { form: w, causes, bases, paying } = words.corrections;
  if (field === "cause") {
    return (
      <OneOf
        label={w.cause}
        options={EXCLUSION_CAUSES.map((key) => ({ key, title: causes[key] }))}
        chosen={form.cause}
        onChoose={(key) => onChange({ cause: key })}
        testID="field-cause"
      />
    );
  }
  if (field === "class") {
    return (
      <OneOf
        label={w.class}
        options={PINNED_CLASSES.map((key) => ({ key, title: paying[key] }))}
        chosen={form.class}
        onChoose={(key) => onChange({ class: key })}
        testID="field-class"
      />
    );
  }
  if (field === "of") {
    return (
      <OneOf
        label={w.of}
        options={(["taxable", "gross"] as const).map((key) => ({ key, title: bases[key] }))}
        chosen={form.of}
        onChoose={(key) => onChange({ of: key })}
        testID="field-of"
      />
    );
  }
  if (field === "language") {
    return (
      <OneOf
        label={w.language}
        options={Object.entries(LANGUAGES).map(([key, title]) => ({ key, title }))}
        chosen={form.language}
        onChoose={(key) => onChange({ language: key === form.language ? "" : key })}
        testID="field-language"
      />
    );
  }
  if (field === "into") {
    return <PartyChoice form={form} fault={faults.into === true} besides={party} onChange={onChange} />;
  }
  if (field === "parts") return null;
  return <Plain field={field} form={form} fault={faults[field] === true} onChange={onChange} />;
}

function Plain(props: {
  field: PlainField;
  form: CorrectionForm;
  fault: boolean;
  onChange: (part: Partial<CorrectionForm>) => void;
}) {
  const { field, form, fault, onChange } = props;
  const { form: w } = useWords().corrections;
  const wrong = DAYS.has(field)
    ? w.dateWrong
    : SUMS.has(field)
      ? w.amountWrong
      : NUMBERS.has(field)
        ? w.numberWrong
        : w.something;
  return (
    <Field
      label={w[field]}
      value={form[field]}
      onChange={(text) => onChange({ [field]: text })}
      {...(SUMS.has(field) || field === "rate" ? { numeric: "decimal" as const } : {})}
      {...(field === "days" ? { numeric: true } : {})}
      error={fault ? wrong : undefined}
      testID={`field-${field}`}
    />
  );
}
