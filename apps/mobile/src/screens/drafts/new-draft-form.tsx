import type { DraftChoices } from "@cfa/contract/drafts";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import { useRouter } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { typedAmount } from "../../locale/typed-money";
import { dayText } from "../../locale/moment-text";
import { newRequestId } from "../../platform/request-id";
import { useDraftDeeds } from "../../queries/use-drafts";
import { SPACE } from "../../theme/tokens";
import { DeedFailed } from "./deed-failed";
import { readForm, totalOf, type DraftForm, type FormFaults } from "./draft-form-state";
import { GstChoice } from "./gst-choice";
import { OneOf } from "./one-of";

/** Amount, day and ledger of a new draft. What is made here is only looked at until somebody accepts it. */
export function NewDraftForm(props: { choices: DraftChoices; day: string; companyId: string }) {
  const { choices, day, companyId } = props;
  const words = useWords();
  const router = useRouter();
  const { create } = useDraftDeeds(companyId);
  const [requestId] = useState(newRequestId);
  const [faults, setFaults] = useState<FormFaults>({});
  const [form, setForm] = useState<DraftForm>({
    amount: choices.kind === "receipt" ? typedAmount(choices.open) : "",
    date: dayText(day),
    ledgerId: choices.ledgers[0]?.ledgerId ?? "",
    type: choices.voucherTypes[0] ?? "",
    gst: "financial",
    tax: {},
    note: "",
  });
  const change = (part: Partial<DraftForm>): void => {
    setForm({ ...form, ...part });
    setFaults({});
  };
  const make = (): void => {
    const read = readForm(form, choices);
    if ("faults" in read) {
      setFaults(read.faults);
      return;
    }
    create.mutate(
      { companyId, requestId, ...read.draft },
      {
        onSuccess: ({ draft }) =>
          router.replace({
            pathname: "/[companyId]/drafts",
            params: { companyId, draft: draft.draftId },
          }),
      },
    );
  };
  return (
    <Card testID="new-draft">
      <View style={styles.stack}>
        <View style={styles.pair}>
          <View style={styles.half}>
            <Field
              label={words.drafts.form.amount}
              value={form.amount}
              onChange={(amount) => change({ amount })}
              numeric="decimal"
              error={faults.amount ? words.drafts.form.amountWrong : undefined}
              testID="draft-amount-field"
            />
            <Text type="small" tone="textMuted">
              {words.drafts.form.amountOf(formatRupees(paiseFromJson(choices.open)))}
            </Text>
          </View>
          <View style={styles.half}>
            <Field
              label={words.drafts.form.date}
              value={form.date}
              onChange={(date) => change({ date })}
              error={faults.date ? words.drafts.form.dateWrong : undefined}
              testID="draft-date-field"
            />
            <Text type="small" tone="textMuted">
              {words.drafts.form.latest(dayText(day))}
            </Text>
          </View>
        </View>
        <OneOf
          label={words.drafts.form.ledger[choices.kind]}
          options={choices.ledgers.map(({ ledgerId, name }) => ({ key: ledgerId, title: name }))}
          chosen={form.ledgerId}
          onChoose={(ledgerId) => change({ ledgerId })}
          testID="draft-ledger"
        />
        {choices.kind === "credit-note" ? (
          <GstChoice choices={choices} form={form} fault={faults.tax === true} onChange={change} />
        ) : null}
        {choices.voucherTypes.length > 1 ? (
          <OneOf
            label={words.drafts.form.type}
            options={choices.voucherTypes.map((type) => ({ key: type, title: type }))}
            chosen={form.type}
            onChoose={(type) => change({ type })}
            testID="draft-type"
          />
        ) : null}
        <Field label={words.drafts.form.note} value={form.note} onChange={(note) => change({ note })} />
        <View style={styles.total}>
          <Text tone="textMuted">{words.drafts.form.total}</Text>
          <Money paise={totalOf(form, choices).toString()} type="strong" testID="draft-total" />
        </View>
        <DeedFailed error={create.error} />
        <Button
          title={words.drafts.form.make}
          kind="primary"
          busy={create.isPending}
          onPress={make}
          testID="make-draft"
        />
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  pair: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.l },
  half: { flexGrow: 1, flexBasis: 240, gap: SPACE.xs },
  total: { flexDirection: "row", justifyContent: "space-between", gap: SPACE.m },
});
