import type { RecordCount } from "@cfa/contract/uploads";
import { StyleSheet, View } from "react-native";

import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

const FATES = ["new", "changed", "unchanged", "older", "gone"] as const;
const LOOKS: Record<(typeof FATES)[number], TagKind> = {
  new: "good",
  changed: "warn",
  unchanged: "neutral",
  older: "neutral",
  gone: "bad",
};

/** How many records of each kind there are, and what each is to the books. */
export function FileCounts({ counts }: { counts: readonly RecordCount[] }) {
  const words = useWords();
  const colours = useColours();
  if (counts.length === 0) return null;
  return (
    <View role="list" style={[styles.box, { borderColor: colours.line }]}>
      {counts.map((count, at) => (
        <View
          key={count.kind}
          role="listitem"
          testID={`count-${count.kind}`}
          style={[styles.row, at > 0 && { borderColor: colours.line, borderTopWidth: 1 }]}
        >
          <Text type="smallStrong" style={styles.kind}>
            {words.upload.recordKinds[count.kind]}
          </Text>
          <View style={styles.tags}>
            {FATES.filter((fate) => count[fate] > 0).map((fate) => (
              <Tag key={fate} title={words.upload.fates[fate](countText(count[fate]))} kind={LOOKS[fate]} />
            ))}
          </View>
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  box: { borderWidth: 1, borderRadius: RADIUS.m },
  row: {
    flexDirection: "row",
    alignItems: "center",
    flexWrap: "wrap",
    gap: SPACE.s,
    paddingHorizontal: SPACE.m,
    paddingVertical: SPACE.s,
  },
  kind: { width: 120 },
  tags: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s, flexShrink: 1 },
});
