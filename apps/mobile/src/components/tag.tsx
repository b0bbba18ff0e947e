import { StyleSheet, View } from "react-native";

import type { Colours } from "../theme/colours";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Text, type Tone } from "./text";

export type TagKind = "neutral" | "good" | "warn" | "bad" | "inferred";

/** A short word about a row, on a tinted ground. */
export function Tag(props: { title: string; kind?: TagKind; testID?: string }) {
  const { title, kind = "neutral", testID } = props;
  const colours = useColours();
  const { ground, tone } = LOOKS[kind];
  return (
    <View
      testID={testID}
      style={[
        styles.tag,
        { backgroundColor: colours[ground] },
        kind === "inferred" && { borderColor: colours.unapplied, borderStyle: "dashed" },
      ]}
    >
      <Text type="label" tone={tone}>
        {title}
      </Text>
    </View>
  );
}

const LOOKS: Record<TagKind, { ground: keyof Omit<Colours, "ageing">; tone: Tone }> = {
  neutral: { ground: "raised", tone: "textMuted" },
  good: { ground: "goodSoft", tone: "good" },
  warn: { ground: "warnSoft", tone: "warn" },
  bad: { ground: "badSoft", tone: "bad" },
  inferred: { ground: "unappliedSoft", tone: "unapplied" },
};

const styles = StyleSheet.create({
  tag: {
    alignSelf: "flex-start",
    paddingHorizontal: SPACE.s,
    paddingVertical: 1,
    borderRadius: RADIUS.s,
    borderWidth: 1,
    borderColor: "transparent",
  },
});
