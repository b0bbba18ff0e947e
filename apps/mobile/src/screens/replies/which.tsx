import type { Inbound } from "@cfa/contract/inbound";
import { paiseFromJson } from "@cfa/values/money";
import { useState, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import { REPLY_WORDS } from "../../locale/replies/words";
import { useBills } from "../../queries/use-bills";
import { useParties } from "../../queries/use-parties";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import type { Named } from "./take-draft";

const MOST = 6;

/** Whose an answer is where that is not known: of those who have the address, or found by its name. */
export function WhichParty(props: {
  candidates: Inbound["candidates"];
  chosen: Named | null;
  isWrong: boolean;
  onChoose: (party: Named | null) => void;
}) {
  const { candidates, chosen, isWrong, onChoose } = props;
  const words = useWordsOf(REPLY_WORDS);
  const companyId = useCompanyId();
  const [search, setSearch] = useState("");
  const read = useParties({ companyId, asOf: null, side: "receivable", search });
  const found: readonly Named[] = search.trim() === "" ? candidates : (read.data?.pages[0]?.rows ?? []);
  const others = found.filter(({ partyId }) => partyId !== chosen?.partyId).slice(0, MOST);
  return (
    <Part title={words.party}>
      {chosen === null ? null : (
        <Choice title={chosen.name} chosen onPress={() => onChoose(null)} testID="take-party-chosen" />
      )}
      <Field
        label={words.partySearch}
        hideLabel
        icon="search"
        value={search}
        onChange={setSearch}
        error={isWrong ? words.partyWrong : undefined}
        testID="take-party-search"
      />
      {others.map(({ partyId, name }, at) => (
        <Choice
          key={partyId}
          title={name}
          chosen={false}
          onPress={() => onChoose({ partyId, name })}
          testID={`take-party-${at}`}
        />
      ))}
    </Part>
  );
}

/** The open bills of a customer, one of which is disputed. */
export function BillToDispute(props: {
  partyId: string;
  chosen: string | null;
  isWrong: boolean;
  onChoose: (billId: string) => void;
}) {
  const { partyId, chosen, isWrong, onChoose } = props;
  const words = useWordsOf(REPLY_WORDS);
  const app = useWords();
  const read = useBills({ companyId: useCompanyId(), partyId, asOf: null, state: "open" });
  const bills = read.data?.pages.flatMap(({ rows }) => rows).filter(({ side }) => side === "receivable");
  return (
    <Part title={words.bill}>
      {bills?.length ? (
        bills.map(({ billId, name, dueDate, open }, at) => (
          <Choice
            key={billId}
            title={words.billText(
              name === "" ? app.bill.unnamed : name,
              dayText(dueDate),
              moneyText(paiseFromJson(open), { form: "full", words: app }),
            )}
            chosen={chosen === billId}
            onPress={() => onChoose(billId)}
            testID={`take-bill-${at}`}
          />
        ))
      ) : (
        <Text tone="textMuted">{bills === undefined ? words.billsLoading : words.noBills}</Text>
      )}
      {isWrong ? (
        <Text type="small" tone="bad">
          {words.billWrong}
        </Text>
      ) : null}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <View role="group" aria-label={title} style={styles.part}>
      <Text type="smallStrong" tone="textMuted">
        {title}
      </Text>
      {children}
    </View>
  );
}

const styles = StyleSheet.create({ part: { gap: SPACE.s } });
