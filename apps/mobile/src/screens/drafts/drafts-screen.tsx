import type { Draft } from "@cfa/contract/drafts";
import { useLocalSearchParams, useRouter } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Icon } from "../../components/icon";
import { LoadMore } from "../../components/load-more";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { Press } from "../../components/press";
import { ReadState } from "../../components/read-state";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useDrafts } from "../../queries/use-drafts";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { DraftSheet } from "./draft-sheet";
import { stateOf } from "./draft-state";

/** Vouchers on their way to Tally, and the sheet of the one in the address. */
export function DraftsScreen() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  const { draft: draftId } = useLocalSearchParams<{ draft?: string }>();
  const read = useDrafts(companyId);
  const show = (draft: string | undefined): void => router.setParams({ draft });
  return (
    <Page title={words.drafts.heading} subtitle={words.drafts.subtitle} back narrow onRefresh={read.refetch}>
      <Card flush testID="drafts">
        <ReadState read={read} skeleton={[4]}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            if (rows.length === 0)
              return <Empty title={words.drafts.none} text={words.drafts.noneText} testID="drafts-empty" />;
            return (
              <View role="list">
                {rows.map((row, at) => (
                  <DraftRow key={row.draftId} draft={row} at={at} onPress={() => show(row.draftId)} />
                ))}
              </View>
            );
          }}
        </ReadState>
        <LoadMore hasMore={read.hasNextPage} busy={read.isFetchingNextPage} onPress={read.fetchNextPage} />
      </Card>
      {draftId === undefined ? null : (
        <DraftSheet companyId={companyId} draftId={draftId} onClose={() => show(undefined)} />
      )}
    </Page>
  );
}

function DraftRow(props: { draft: Draft; at: number; onPress: () => void }) {
  const { draft, at, onPress } = props;
  const words = useWords();
  const colours = useColours();
  const { key, kind } = stateOf(draft);
  return (
    <View role="listitem">
      <Press
        onPress={onPress}
        testID={`draft-row-${at}`}
        style={[styles.row, { borderColor: colours.line }, at === 0 && styles.first]}
      >
        <View style={styles.words}>
          <Text type="strong" lines={2}>
            {draft.party.name}
          </Text>
          <Text type="small" tone="textMuted">
            {`${words.drafts.kinds[draft.kind]} ${words.drafts.forBill(draft.bill.name)}`}
          </Text>
          <Text type="small" tone="textMuted">
            {`${dayText(draft.date)} · ${draft.marker}`}
          </Text>
          <Tag title={words.drafts.states[key]} kind={kind} testID={`draft-state-${at}`} />
        </View>
        <Money paise={draft.amount} type="strong" align="right" />
        <Icon name="forward" color={colours.textMuted} size={16} />
      </Press>
    </View>
  );
}

const styles = StyleSheet.create({
  row: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    paddingLeft: SPACE.l,
    paddingRight: SPACE.m,
    paddingVertical: SPACE.m,
    borderTopWidth: 1,
  },
  first: { borderTopWidth: 0 },
  words: { flex: 1, minWidth: 0, gap: 2 },
});
