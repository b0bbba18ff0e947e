import type { AgentKey } from "@cfa/contract/keys";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { agoText, momentText } from "../../locale/moment-text";
import { useNow } from "../../platform/now";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

const LOOKS: Record<AgentKey["state"], TagKind> = {
  unused: "warn",
  live: "good",
  replaced: "warn",
  expired: "neutral",
  revoked: "bad",
};

/** One key: its name, its end, when it was made and used, and what an owner does with it. */
export function KeyRow(props: {
  row: AgentKey;
  isFirst: boolean;
  onAsk?: (what: "rotate" | "revoke") => void;
}) {
  const { row, isFirst, onAsk } = props;
  const words = useWords();
  const colours = useColours();
  const now = useNow();
  const { keys } = words.settings;
  const isOver = row.state === "expired" || row.state === "revoked";
  const canRotate = row.state === "live" || row.state === "unused";
  return (
    <View
      role="listitem"
      style={[styles.row, { borderColor: colours.line }, isFirst && styles.first]}
      testID={`key-${row.lastFour}`}
    >
      <View style={styles.words}>
        <View style={styles.name}>
          <Text type="strong">{row.name}</Text>
          <Tag title={keys.states[row.state]} kind={LOOKS[row.state]} />
        </View>
        <Text type="small" tone="textMuted">
          {aboutKey(row, { now, words }).join(" · ")}
        </Text>
      </View>
      {onAsk && !isOver ? (
        <View style={styles.deeds}>
          {canRotate ? (
            <Button
              title={keys.rotate}
              of={row.name}
              onPress={() => onAsk("rotate")}
              testID={`rotate-${row.lastFour}`}
            />
          ) : null}
          <Button
            title={keys.revoke}
            of={row.name}
            onPress={() => onAsk("revoke")}
            testID={`revoke-${row.lastFour}`}
          />
        </View>
      ) : null}
    </View>
  );
}

function aboutKey(row: AgentKey, { now, words }: { now: number; words: Catalogue }): string[] {
  const { keys } = words.settings;
  const made = momentText(row.createdAt);
  const used = row.lastUsedAt === null ? null : agoText(Date.parse(row.lastUsedAt), { now, words });
  const ends = row.endsAt === null ? [] : [momentText(row.endsAt)];
  return [
    keys.endsWith(row.lastFour),
    row.by === null ? keys.made(made) : keys.madeBy(made, row.by),
    used === null ? keys.unused : keys.used(used),
    ...ends.map((moment) => (row.state === "replaced" ? keys.ends(moment) : keys.ended(moment))),
  ];
}

const styles = StyleSheet.create({
  row: { gap: SPACE.m, paddingHorizontal: SPACE.l, paddingVertical: SPACE.m, borderTopWidth: 1 },
  first: { borderTopWidth: 0 },
  words: { gap: 2 },
  name: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
