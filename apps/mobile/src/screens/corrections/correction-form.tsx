import type { Bill, Party } from "@cfa/contract/reads";
import { localDateAt } from "@cfa/values/local-date";
import { useState, type ReactNode } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { typedAmount } from "../../locale/typed-money";
import { useNow } from "../../platform/now";
import { SPACE } from "../../theme/tokens";
import { FieldOf } from "./form-field";
import {
  EMPTY_FORM,
  FIELDS,
  readForm,
  type CorrectionForm,
  type FormFaults,
  type FormTarget,
} from "./form-state";
import { SaveCorrection } from "./save-correction";

/** A correction's fields, its reason, what it would change, and the button that makes it. */
export function CorrectionFormCard(props: {
  target: FormTarget;
  bill: Bill | null;
  party: Party | null;
  initial?: Partial<CorrectionForm>;
  replaces?: string | undefined;
  children?: (form: CorrectionForm, change: (part: Partial<CorrectionForm>) => void) => ReactNode;
}) {
  const { target, bill, party, initial, replaces = null, children } = props;
  const words = useWords();
  const today = localDateAt(new Date(useNow()));
  const [faults, setFaults] = useState<FormFaults>({});
  const [form, setForm] = useState<CorrectionForm>({ ...startOf(bill, party, today), ...initial });
  const change = (part: Partial<CorrectionForm>): void => {
    setForm({ ...form, ...part });
    setFaults({});
  };
  const { form: w } = words.corrections;
  return (
    <Card testID="correction-form">
      <View style={{ gap: SPACE.l }}>
        {children === undefined
          ? FIELDS[target.kind].map((field) => (
              <FieldOf
                key={field}
                field={field}
                form={form}
                faults={faults}
                onChange={change}
                party={party}
              />
            ))
          : children(form, change)}
        {faults.parts ? (
          <Text type="small" tone="bad">
            {w.amountWrong}
          </Text>
        ) : null}
        <View style={{ gap: SPACE.xs }}>
          <Field
            label={w.reason}
            value={form.reason}
            onChange={(reason) => change({ reason })}
            error={faults.reason ? w.reasonWrong : undefined}
            testID="field-reason"
          />
          <Text type="small" tone="textMuted">
            {w.reasonHint}
          </Text>
        </View>
        <SaveCorrection
          key={JSON.stringify(form)}
          replaces={replaces}
          read={() => {
            const asked = readForm(form, target, today);
            if ("faults" in asked) setFaults(asked.faults);
            return asked;
          }}
        />
      </View>
    </Card>
  );
}

/** What a customer would promise: what is overdue, else all that it owes; null: nothing. */
function toAsk(party: Party | null): string | null {
  const { overdue, outstanding } = party?.receivable ?? { overdue: "0", outstanding: "0" };
  return [overdue, outstanding].find((paise) => BigInt(paise) > 0n) ?? null;
}

function startOf(bill: Bill | null, party: Party | null, today: string): CorrectionForm {
  return {
    ...EMPTY_FORM,
    amount: typedAmount(bill?.open ?? toAsk(party)),
    dueDate: bill === null ? "" : dayText(bill.dueDate),
    date: dayText(today),
    fromDate: dayText(today),
    limit: typedAmount(party?.creditLimit),
    phone: party?.phone ?? "",
    email: party?.email ?? "",
  };
}
