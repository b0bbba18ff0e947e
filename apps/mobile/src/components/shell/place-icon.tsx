import { StyleSheet, View } from "react-native";

import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS } from "../../theme/tokens";
import { Icon, type IconName } from "../icon";
import { Text } from "../text";

/** The picture of a main place, with how much waits there. */
export function PlaceIcon(props: { icon: IconName; current: boolean; waiting?: number | undefined }) {
  const { icon, current, waiting = 0 } = props;
  const words = useWords();
  const colours = useColours();
  return (
    <View style={styles.place}>
      <Icon name={icon} color={current ? colours.brand : colours.textMuted} />
      {waiting > 0 ? (
        <View
          role="img"
          aria-label={words.approvals.count(waiting)}
          testID="nav-waiting"
          style={[styles.badge, { backgroundColor: colours.bad }]}
        >
          <Text type="label" tone="onBrand">
            {waiting > 99 ? "99+" : countText(waiting)}
          </Text>
        </View>
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  place: { alignSelf: "center" },
  badge: {
    position: "absolute",
    top: -8,
    // Grows to the left: the place's name stands at the right.
    right: -10,
    minWidth: 20,
    height: 18,
    paddingHorizontal: 4,
    alignItems: "center",
    justifyContent: "center",
    borderRadius: RADIUS.pill,
  },
});
