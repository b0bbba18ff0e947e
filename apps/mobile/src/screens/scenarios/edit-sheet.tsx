import type { ScenarioEdit } from "@cfa/contract/cash-scenarios";
import { useState } from "react";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Sheet } from "../../components/sheet";
import { useWords } from "../../locale/locale";
import type { Catalogue } from "../../locale/en";
import { BillsField, PartyField } from "./choosing";
import {
  editOf,
  emptyDraft,
  FIELDS,
  KINDS,
  type EditDraft,
  type EditField,
  type EditKind,
} from "./edit-form-state";

/** Chooses one thing to try, and says it. */
export function EditSheet(props: { asOf: string; onPut: (edit: ScenarioEdit) => void; onClose: () => void }) {
  const { asOf, onPut, onClose } = props;
  const words = useWords();
  const text = words.cash.scenarios;
  const [draft, setDraft] = useState<EditDraft | null>(null);
  return (
    <Sheet open title={draft === null ? text.add : text.kinds[draft.kind]} onClose={onClose}>
      {draft === null ? (
        KINDS.map((kind) => (
          <Choice
            key={kind}
            title={text.kinds[kind]}
            chosen={false}
            onPress={() => setDraft(emptyDraft(kind))}
            testID={`edit-kind-${kind}`}
          />
        ))
      ) : (
        <EditForm asOf={asOf} draft={draft} onChange={setDraft} onPut={onPut} />
      )}
    </Sheet>
  );
}

function EditForm(props: {
  asOf: string;
  draft: EditDraft;
  onChange: (draft: EditDraft) => void;
  onPut: (edit: ScenarioEdit) => void;
}) {
  const { asOf, draft, onChange, onPut } = props;
  const words = useWords();
  const [wrong, setWrong] = useState<ReadonlySet<EditField>>(new Set());
  const put = () => {
    const said = editOf(draft, asOf);
    if ("wrong" in said) setWrong(said.wrong);
    else onPut(said.edit);
  };
  return (
    <>
      {FIELDS[draft.kind].map((field) => (
        <OneField key={field} {...{ field, draft, onChange }} isWrong={wrong.has(field)} />
      ))}
      <Button title={words.cash.scenarios.put} kind="primary" onPress={put} testID="edit-put" />
    </>
  );
}

function OneField(props: {
  field: EditField;
  draft: EditDraft;
  isWrong: boolean;
  onChange: (draft: EditDraft) => void;
}) {
  const { field, draft, isWrong, onChange } = props;
  const words = useWords();
  const text = words.cash.scenarios;
  if (field === "party") {
    return (
      <PartyField
        side={draft.kind === "delay-payable" ? "payable" : "receivable"}
        chosen={draft.party}
        error={isWrong ? text.wrong : undefined}
        onChoose={(party) => onChange({ ...draft, party, bills: [] })}
      />
    );
  }
  if (field === "bills") {
    return (
      <BillsField
        party={draft.party}
        side={draft.kind === "offer" ? "receivable" : "payable"}
        isOne={draft.kind === "delay-payable"}
        chosen={draft.bills}
        error={isWrong ? text.wrong : undefined}
        onChoose={(bills) => onChange({ ...draft, bills })}
      />
    );
  }
  return (
    <Field
      label={labelOf(field, draft.kind, words)}
      value={draft[field]}
      onChange={(value) => onChange({ ...draft, [field]: value })}
      error={isWrong ? text.help[field] : undefined}
      testID={`edit-${field}`}
    />
  );
}

function labelOf(field: Exclude<EditField, "party" | "bills">, kind: EditKind, words: Catalogue): string {
  const text = words.cash.scenarios;
  switch (field) {
    case "days":
      return text.days;
    case "percent":
      return kind === "offer" ? text.discount : text.percent;
    case "chance":
      return text.chance;
    case "amount":
      return kind === "hire" ? text.monthly : kind === "one-off" ? text.amountSigned : text.amount;
    case "day":
      return kind === "hire"
        ? text.from
        : kind === "offer"
          ? text.payBy
          : kind === "delay-payable"
            ? text.payOn
            : text.day;
    case "instalments":
      return text.instalments;
  }
}
