import type { CashItem } from "@cfa/contract/cash-items";
import { useState } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { ListRow } from "../../components/list-row";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCashItems } from "../../queries/use-cash";
import { useMyRole } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { ItemSheet } from "./item-sheet";
import { believed, itemTexts, saidText } from "./item-text";

/** Sums that come back by the calendar; a person confirms, changes or ends each. */
export function CashItemsScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const read = useCashItems(companyId);
  const [chosen, setChosen] = useState<string | null>(null);
  const item = read.data?.items.find((one) => keyOf(one) === chosen);
  return (
    <Page title={words.cash.items.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.cash.items.hint}</Text>
      <ReadState read={read} skeleton={[6]}>
        {({ items }) =>
          items.length === 0 ? (
            <Card testID="items-empty">
              <Empty title={words.cash.items.empty} />
            </Card>
          ) : (
            <Items items={items} onChoose={setChosen} />
          )
        }
      </ReadState>
      {item ? <ItemSheet key={chosen} item={item} onClose={() => setChosen(null)} /> : null}
    </Page>
  );
}

function keyOf({ ledgerId, direction, every }: CashItem): string {
  return `${ledgerId} ${direction} ${every}`;
}

function Items(props: { items: readonly CashItem[]; onChoose: (key: string) => void }) {
  const { items, onChoose } = props;
  const mayWrite = useMyRole(useCompanyId()) !== "viewer";
  return (
    <Card flush testID="cash-items">
      <View role="list">
        {items.map((item, at) => (
          <Item
            key={keyOf(item)}
            item={item}
            at={at}
            {...(mayWrite ? { onPress: () => onChoose(keyOf(item)) } : {})}
          />
        ))}
      </View>
    </Card>
  );
}

function Item(props: { item: CashItem; at: number; onPress?: () => void }) {
  const { item, at, onPress } = props;
  const words = useWords();
  const about = itemTexts(item, words);
  const said = saidText(item, words);
  const { amount } = believed(item);
  const sum = amount ? (
    <Money
      paise={amount}
      form="whole"
      type="strong"
      tone={item.direction === "in" ? "good" : "text"}
      minus={item.direction === "out"}
      align="right"
    />
  ) : null;
  if (onPress === undefined) {
    return (
      <ListRow title={item.name} about={about} isFirst={at === 0} testID={`cash-item-${at}`}>
        {sum}
      </ListRow>
    );
  }
  return (
    <LinkRow to={onPress} aside={sum} isFirst={at === 0} testID={`cash-item-${at}`}>
      <Text type="strong" lines={2}>
        {item.name}
      </Text>
      <Text type="small" tone="textMuted">
        {about.join(" · ")}
      </Text>
      {said === null ? null : (
        <Tag
          title={said}
          kind={item.said?.word.kind === "ended" ? "neutral" : "good"}
          testID={`cash-item-${at}-said`}
        />
      )}
    </LinkRow>
  );
}
