import { Pressable, StyleSheet, View } from "react-native";

import { RANGE_PRESS } from "../platform/range-press";
import { useColours } from "../theme/theme";
import { RADIUS, TARGET } from "../theme/tokens";
import { Icon } from "./icon";

/** A box to tick; its words stand beside it or in its label. `onPress` hears of the keys that were held. */
export function Tick(props: {
  label: string;
  ticked: boolean;
  onPress: (event: unknown) => void;
  testID?: string;
}) {
  const { label, ticked, onPress, testID } = props;
  const colours = useColours();
  return (
    <Pressable
      {...RANGE_PRESS}
      role="checkbox"
      aria-label={label}
      aria-checked={ticked}
      onPress={onPress}
      testID={testID}
      style={styles.target}
    >
      <View
        style={[
          styles.box,
          ticked
            ? { backgroundColor: colours.brand, borderColor: colours.brand }
            : { backgroundColor: colours.surface, borderColor: colours.lineStrong },
        ]}
      >
        {ticked ? <Icon name="check" color={colours.onBrand} size={16} /> : null}
      </View>
    </Pressable>
  );
}

const styles = StyleSheet.create({
  target: { width: TARGET, height: TARGET, alignItems: "center", justifyContent: "center" },
  box: {
    width: 22,
    height: 22,
    alignItems: "center",
    justifyContent: "center",
    borderRadius: RADIUS.s,
    borderWidth: 2,
  },
});
