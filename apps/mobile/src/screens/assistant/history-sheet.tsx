import type { Turn } from "@cfa/contract/assistant";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { ListRow } from "../../components/list-row";
import { Empty } from "../../components/notice";
import { PagedList } from "../../components/paged-list";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { useWords, useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import {
  useConversations,
  useOpenConversation,
  useRemoveConversation,
  useRemoveConversations,
} from "../../queries/use-assistant";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** What this member asked before: to open again, or to delete. */
export function HistorySheet(props: {
  /** The conversation on the page. */
  openId: string | null;
  onClose: () => void;
  onOpen: (turns: readonly Turn[]) => void;
  /** What is on the page is deleted. */
  onGone: () => void;
}) {
  const { openId, onClose, onOpen, onGone } = props;
  const { history: own } = useWordsOf(ASSISTANT_WORDS);
  const companyId = useCompanyId();
  const read = useConversations(companyId);
  const reopen = useOpenConversation(onOpen);
  const remove = useRemoveConversation((id) => id === openId && onGone());
  return (
    <Sheet open title={own.heading} onClose={onClose}>
      <Text type="small" tone="textMuted">
        {own.hint}
      </Text>
      <Refused error={reopen.error ?? remove.error} testID="history-refused" />
      <PagedList
        read={read}
        skeleton={[3]}
        empty={<Empty icon="none" title={own.none} testID="history-none" />}
        row={({ conversationId, question, turns, lastAt }, at) => (
          <ListRow
            key={conversationId}
            title={question}
            about={[own.questions(turns), momentText(lastAt)]}
            isFirst={at === 0}
            testID={`history-${at}`}
          >
            <Ways
              question={question}
              at={at}
              onOpen={() => reopen.mutate({ companyId, conversationId })}
              onRemove={() => remove.mutate({ companyId, conversationId })}
            />
          </ListRow>
        )}
      />
      <RemoveAll onGone={onGone} />
    </Sheet>
  );
}

function Ways(props: { question: string; at: number; onOpen: () => void; onRemove: () => void }) {
  const { question, at, onOpen, onRemove } = props;
  const { history: own } = useWordsOf(ASSISTANT_WORDS);
  return (
    <View style={styles.ways}>
      <Button title={own.open} of={question} onPress={onOpen} testID={`history-${at}-open`} />
      <Button title={own.remove} of={question} onPress={onRemove} testID={`history-${at}-remove`} />
    </View>
  );
}

/** All at once, after a question in the same sheet. */
function RemoveAll({ onGone }: { onGone: () => void }) {
  const { history: own } = useWordsOf(ASSISTANT_WORDS);
  const words = useWords();
  const companyId = useCompanyId();
  const [isAsked, setAsked] = useState(false);
  const remove = useRemoveConversations(onGone);
  if (!isAsked)
    return <Button title={own.removeAll} onPress={() => setAsked(true)} testID="history-remove-all" />;
  return (
    <View style={styles.sure}>
      <Text>{own.removeAllSure}</Text>
      <Refused error={remove.error} testID="history-remove-all-refused" />
      <Button
        title={own.removeAll}
        kind="danger"
        busy={remove.isPending}
        onPress={() => remove.mutate({ companyId })}
        testID="history-remove-all-yes"
      />
      <Button title={words.common.cancel} onPress={() => setAsked(false)} />
    </View>
  );
}

const styles = StyleSheet.create({
  ways: { flexDirection: "row", gap: SPACE.s },
  sure: { gap: SPACE.s },
});
