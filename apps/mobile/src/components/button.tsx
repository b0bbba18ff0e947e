import { StyleSheet } from "react-native";

import { Busy } from "./busy";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Icon, type IconName } from "./icon";
import { Press } from "./press";
import { Text } from "./text";

/**
 * A button with words. `primary` is used once on a page at most; `danger` takes away what does not come back. `of` tells those who do not
 * see the page which row of a list it belongs to.
 */
export function Button(props: {
  title: string;
  onPress: () => void;
  kind?: "primary" | "secondary" | "danger";
  icon?: IconName;
  busy?: boolean;
  of?: string | undefined;
  testID?: string;
}) {
  const { title, onPress, kind = "secondary", icon, busy = false, of, testID } = props;
  const colours = useColours();
  const ink = kind === "secondary" ? colours.text : colours.onBrand;
  const look = {
    primary: { backgroundColor: colours.brand, borderColor: colours.brand },
    secondary: { backgroundColor: colours.surface, borderColor: colours.lineStrong },
    danger: { backgroundColor: colours.bad, borderColor: colours.bad },
  }[kind];
  const pressed = { primary: colours.good, secondary: colours.brandSoft, danger: colours.bad }[kind];
  return (
    <Press
      onPress={onPress}
      disabled={busy}
      label={of === undefined ? undefined : `${title}: ${of}`}
      testID={testID}
      pressedGround={pressed}
      style={[styles.button, look]}
    >
      {busy ? <Busy color={ink} /> : null}
      {icon && !busy ? <Icon name={icon} color={ink} size={20} /> : null}
      <Text type="strong" tone={kind === "secondary" ? "text" : "onBrand"} style={styles.title}>
        {title}
      </Text>
    </Press>
  );
}

const styles = StyleSheet.create({
  button: {
    maxWidth: "100%",
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
