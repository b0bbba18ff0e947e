import { StyleSheet, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";

import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { PressLink } from "../press";
import { Text } from "../text";
import { useDestinations } from "./destinations";
import { PlaceIcon } from "./place-icon";

/** The main places on a phone, within reach of the thumb. */
export function BottomBar() {
  const words = useWords();
  const colours = useColours();
  const insets = useSafeAreaInsets();
  return (
    <View
      role="navigation"
      aria-label={words.nav.main}
      style={[
        styles.bar,
        { backgroundColor: colours.surface, borderColor: colours.line, paddingBottom: insets.bottom },
      ]}
    >
      {useDestinations()
        .filter(({ isWide }) => !isWide)
        .map(({ key, icon, href, current, waiting, title }) => (
          <PressLink
            key={key}
            href={href}
            dismissTo
            current={current}
            testID={`nav-${key}`}
            style={styles.place}
          >
            <PlaceIcon icon={icon} current={current} waiting={waiting} />
            <Text type="label" tone={current ? "brand" : "textMuted"} lines={1}>
              {title(words)}
            </Text>
          </PressLink>
        ))}
    </View>
  );
}

const styles = StyleSheet.create({
  bar: { flexDirection: "row", borderTopWidth: 1 },
  place: { flex: 1, alignItems: "center", justifyContent: "center", paddingVertical: SPACE.s, gap: 2 },
});
