import type { CashItem, ItemWord } from "@cfa/contract/cash-items";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";
import { paiseFromJson } from "@cfa/values/money";
import { useSayItem } from "../../queries/use-cash";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { ItemForm } from "./item-form";

/** What a person says of a recurring item: it goes on, it has ended, it is otherwise. */
export function ItemSheet({ item, onClose }: { item: CashItem; onClose: () => void }) {
  const words = useWords();
  const text = words.cash.items;
  const companyId = useCompanyId();
  const [edits, setEdits] = useState(false);
  const say = useSayItem({ onDone: onClose });
  const { ledgerId, direction, every, said } = item;
  const put = (word: ItemWord | null) => say.mutate({ companyId, ledgerId, direction, every, word });
  return (
    <Sheet open title={item.name} onClose={onClose}>
      <LastTimes item={item} />
      {edits ? (
        <ItemForm item={item} busy={say.isPending} onSave={put} />
      ) : (
        <>
          {said?.word.kind === "confirmed" || item.rhythm === null ? null : (
            <Button
              title={text.confirm}
              kind="primary"
              busy={say.isPending}
              onPress={() => put({ kind: "confirmed" })}
              testID="item-confirm"
            />
          )}
          <Button title={text.edit} onPress={() => setEdits(true)} testID="item-edit" />
          {said?.word.kind === "ended" ? null : (
            <Button
              title={text.end}
              busy={say.isPending}
              onPress={() => put({ kind: "ended" })}
              testID="item-end"
            />
          )}
          {said === null ? null : (
            <Button
              title={text.takeBack}
              busy={say.isPending}
              onPress={() => put(null)}
              testID="item-take-back"
            />
          )}
        </>
      )}
      <Refused error={say.error} testID="item-refused" />
    </Sheet>
  );
}

function LastTimes({ item: { hits } }: { item: CashItem }) {
  const words = useWords();
  if (hits.length === 0) return null;
  return (
    <View style={{ gap: SPACE.xs }}>
      <Text type="smallStrong" tone="textMuted">
        {words.cash.items.lastTimes}
      </Text>
      {hits
        .slice(-4)
        .toReversed()
        .map(({ day, amount }) => (
          <Text key={`${day} ${amount}`} type="small">
            {`${dayText(day)} · ${moneyText(paiseFromJson(amount), { form: "full", words })}`}
          </Text>
        ))}
    </View>
  );
}
