import type { CashItem, ItemWord } from "@cfa/contract/cash-items";
import { useState } from "react";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { itemDraft, itemWord, type Often } from "./item-form-state";

const OFTEN: readonly Often[] = ["week", "month", "quarter", "year"];

/** How much, how often and when next, as a person says it. */
export function ItemForm(props: { item: CashItem; busy: boolean; onSave: (word: ItemWord) => void }) {
  const { item, busy, onSave } = props;
  const words = useWords();
  const text = words.cash.items;
  const [draft, setDraft] = useState(() => itemDraft(item));
  const [wrong, setWrong] = useState({ amount: false, next: false });
  const titles = {
    week: text.everyWeek,
    month: text.everyMonth,
    quarter: text.everyQuarter,
    year: text.everyYear,
  };
  const save = () => {
    const said = itemWord(draft, item);
    if ("word" in said) onSave(said.word);
    else setWrong(said.wrong);
  };
  return (
    <>
      <Field
        label={text.amount}
        value={draft.amount}
        onChange={(amount) => setDraft({ ...draft, amount })}
        numeric="decimal"
        error={wrong.amount ? text.amountWrong : undefined}
        testID="item-amount"
      />
      <Field
        label={text.nextDay}
        value={draft.next}
        onChange={(next) => setDraft({ ...draft, next })}
        error={wrong.next ? text.nextWrong : undefined}
        testID="item-next"
      />
      <Text type="smallStrong" tone="textMuted">
        {text.rhythm}
      </Text>
      {OFTEN.map((often) => (
        <Choice
          key={often}
          title={titles[often as keyof typeof titles]}
          chosen={draft.often === often}
          onPress={() => setDraft({ ...draft, often })}
          testID={`item-${often}`}
        />
      ))}
      <Button title={text.save} kind="primary" busy={busy} onPress={save} testID="item-save" />
    </>
  );
}
