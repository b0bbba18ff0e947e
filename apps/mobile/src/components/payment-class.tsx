import type { PaymentClass } from "@cfa/contract/payment-class";
import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Icon, type IconName } from "./icon";
import { Tag } from "./tag";
import { Text } from "./text";

type Look = { kind: "good" | "neutral" | "warn" | "bad"; icon: IconName };

const LOOKS: Record<PaymentClass, Look> = {
  prompt: { kind: "good", icon: "good" },
  "on-time": { kind: "good", icon: "check" },
  late: { kind: "warn", icon: "warn" },
  risky: { kind: "bad", icon: "bad" },
  new: { kind: "neutral", icon: "none" },
};

/** How a party pays, as a word on a row. */
export function PaymentClassTag({ of, testID }: { of: PaymentClass; testID?: string }) {
  const words = useWords();
  return (
    <Tag
      title={words.payments.classes[of]}
      kind={LOOKS[of].kind}
      {...(testID === undefined ? {} : { testID })}
    />
  );
}

/** How a party pays, as the first thing that a card says: a sign and a word. */
export function PaymentClassChip({ of, testID }: { of: PaymentClass; testID: string }) {
  const words = useWords();
  const colours = useColours();
  const { kind, icon } = LOOKS[of];
  const look = {
    good: { ground: colours.goodSoft, tone: "good" },
    neutral: { ground: colours.raised, tone: "textMuted" },
    warn: { ground: colours.warnSoft, tone: "warn" },
    bad: { ground: colours.badSoft, tone: "bad" },
  } as const;
  const { ground, tone } = look[kind];
  return (
    <View style={[styles.chip, { backgroundColor: ground }]} testID={testID}>
      <Icon name={icon} color={colours[tone]} size={20} />
      <Text type="heading" tone={tone}>
        {words.payments.classes[of]}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  chip: {
    flexDirection: "row",
    alignItems: "center",
    alignSelf: "flex-start",
    gap: SPACE.s,
    paddingLeft: SPACE.m,
    paddingRight: SPACE.l,
    paddingVertical: SPACE.s,
    borderRadius: RADIUS.pill,
  },
});
