import type { QuarantineRow } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { PagedList } from "../../components/paged-list";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { useQuarantine } from "../../queries/use-quarantine";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** What could not be taken from Tally, each with its reason. */
export function Quarantine({ companyId }: { companyId: string }) {
  const words = useWords();
  return (
    <Card heading={words.sync.quarantine} hint={words.sync.quarantineHint} testID="quarantine" flush>
      <View style={{ paddingTop: SPACE.s }}>
        <PagedList
          read={useQuarantine(companyId)}
          skeleton={[3]}
          empty={<Empty icon="good" title={words.sync.noQuarantine} testID="quarantine-empty" />}
          row={(row, at) => <Row key={`${row.kind}-${row.guid ?? ""}-${at}`} row={row} at={at} />}
        />
      </View>
    </Card>
  );
}

function Row({ row, at }: { row: QuarantineRow; at: number }) {
  const words = useWords();
  const colours = useColours();
  return (
    <View role="listitem" testID={`quarantine-row-${at}`} style={[styles.row, { borderColor: colours.line }]}>
      <View style={styles.head}>
        <Tag title={kindText(row.kind, words)} kind="warn" />
        <Text type="strong" style={styles.name}>
          {row.name ?? row.guid ?? words.common.notStated}
        </Text>
      </View>
      <Text>{row.reason}</Text>
      <Text type="small" tone="textMuted">
        {[words.sync.seen(momentText(row.seenAt)), ...(row.guid ? [row.guid] : [])].join(" · ")}
      </Text>
    </View>
  );
}

function kindText(kind: string, words: Catalogue): string {
  const known = Object.entries(words.sync.kinds).find(([name]) => name === kind);
  return known ? known[1] : words.sync.kinds.other;
}

const styles = StyleSheet.create({
  row: { paddingHorizontal: SPACE.l, paddingVertical: SPACE.m, gap: SPACE.xs, borderTopWidth: 1 },
  head: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  name: { flexShrink: 1 },
});
