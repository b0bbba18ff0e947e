import { MOST_DECISIONS } from "@cfa/contract/approval-kinds";
import type { Approval, Decision } from "@cfa/contract/approvals";
import { paiseFromJson, paiseToJson, sum } from "@cfa/values/money";
import { useState } from "react";

import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText, typedDay } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import { typedAmount, typedPaise } from "../../locale/typed-money";
import { useApprovalDeeds } from "../../queries/use-approvals";
import { refusalText } from "../corrections/failure-text";

export type Deciding = {
  readonly decide: "approve" | "refuse";
  readonly approvals: readonly Approval[];
};

/** An owner's word on one or several: how much it is about, a reason, and of one also another sum or day. */
export function DecideSheet(props: {
  deciding: Deciding;
  companyId: string;
  onClose: () => void;
  onDone: (counts: { done: number; left: number }) => void;
}) {
  const { companyId, onClose, onDone } = props;
  const { decide, approvals: all } = props.deciding;
  const approvals = all.slice(0, MOST_DECISIONS);
  const words = useWords();
  const w = words.approvals;
  const [first] = approvals;
  const single = approvals.length === 1 ? first : undefined;
  const [why, setWhy] = useState("");
  const [isTried, setTried] = useState(false);
  const [amount, setAmount] = useState(typedAmount(single?.amount));
  const [day, setDay] = useState(single?.day ? dayText(single.day) : "");
  const deeds = useApprovalDeeds();
  const isRefusing = decide === "refuse";
  const paise = typedPaise(amount);
  const on = typedDay(day);
  const isEditable = single !== undefined && !isRefusing;
  const isWrong = isRefusing ? why.trim() === "" : isEditable && (paise === null || on === null);
  const sumOf = isEditable && paise !== null ? paise : sum(approvals.map((one) => paiseFromJson(one.amount)));
  const total = moneyText(sumOf, { form: "full", words });
  const change =
    isEditable && paise !== null && on !== null && (paiseToJson(paise) !== single.amount || on !== single.day)
      ? { amount: paiseToJson(paise), day: on }
      : null;
  const decisions = approvals.map(({ approvalId }): Decision =>
    isRefusing
      ? { decide, approvalId, why: why.trim() }
      : { decide, approvalId, change, why: why.trim() || null },
  );
  const say = (): void => {
    setTried(true);
    if (isWrong || deeds.decide.isPending) return;
    deeds.decide.mutate(
      { companyId, decisions },
      {
        onSuccess: ({ items }) => {
          const done = items.filter(({ outcome }) => outcome === "done").length;
          if (single === undefined || done > 0) onDone({ done, left: items.length - done });
        },
      },
    );
  };
  const refused = single === undefined ? null : (deeds.decide.data?.items[0]?.refusal ?? null);
  return (
    <Sheet
      open
      title={isRefusing ? w.refuseTitle(approvals.length) : w.approveTitle(approvals.length)}
      onClose={onClose}
    >
      <Text testID="decide-text">{isRefusing ? w.refuseText(total) : w.approveText(total)}</Text>
      {isEditable ? (
        <>
          <Field
            label={words.corrections.form.amount}
            value={amount}
            onChange={setAmount}
            numeric="decimal"
            error={paise === null ? words.corrections.form.amountWrong : undefined}
            testID="decide-amount"
          />
          <Field
            label={words.corrections.form.date}
            value={day}
            onChange={setDay}
            numeric
            hint={w.editHint}
            error={on === null ? words.corrections.form.dateWrong : undefined}
            testID="decide-day"
          />
        </>
      ) : null}
      <Field
        label={w.why}
        value={why}
        onChange={setWhy}
        onSubmit={say}
        expects="name"
        {...(isRefusing ? {} : { hint: w.whyHint })}
        error={isTried && isRefusing && why.trim() === "" ? w.whyWrong : undefined}
        testID="decide-why"
      />
      {refused === null ? null : (
        <Notice icon="bad" kind="bad" testID="decide-refused">
          {refusalText(refused.code, words) ?? w.done(0, 1)}
        </Notice>
      )}
      <Refused error={deeds.decide.error} />
      <Button
        title={isRefusing ? w.refuse : w.approve}
        kind={isRefusing ? "danger" : "primary"}
        busy={deeds.decide.isPending}
        onPress={say}
        testID="decide-say"
      />
      <Button title={words.common.cancel} onPress={onClose} testID="decide-cancel" />
    </Sheet>
  );
}
