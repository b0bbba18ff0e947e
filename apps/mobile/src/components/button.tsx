import { ActivityIndicator, StyleSheet } from "react-native";

import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Icon, type IconName } from "./icon";
import { Press } from "./press";
import { Text } from "./text";

/** A button with words. `primary` is used once on a page at most. */
export function Button(props: {
  title: string;
  onPress: () => void;
  kind?: "primary" | "secondary";
  icon?: IconName;
  busy?: boolean;
  testID?: string;
}) {
  const { title, onPress, kind = "secondary", icon, busy = false, testID } = props;
  const colours = useColours();
  const primary = kind === "primary";
  const ink = primary ? colours.onBrand : colours.text;
  return (
    <Press
      onPress={onPress}
      disabled={busy}
      testID={testID}
      pressedGround={primary ? colours.good : colours.brandSoft}
      style={[
        styles.button,
        primary
          ? { backgroundColor: colours.brand, borderColor: colours.brand }
          : { backgroundColor: colours.surface, borderColor: colours.lineStrong },
      ]}
    >
      {busy ? <ActivityIndicator color={ink} /> : null}
      {icon && !busy ? <Icon name={icon} color={ink} size={20} /> : null}
      <Text type="strong" tone={primary ? "onBrand" : "text"} style={styles.title}>
        {title}
      </Text>
    </Press>
  );
}

const styles = StyleSheet.create({
  button: {
    flexDirection: "row",
    alignItems: "center",
    justifyContent: "center",
    gap: SPACE.s,
    minHeight: 48,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.s,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
  title: { flexShrink: 1, textAlign: "center" },
});
