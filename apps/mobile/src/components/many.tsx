import { StyleSheet, View } from "react-native";

import { SPACE } from "../theme/tokens";
import { Button } from "./button";
import { Text } from "./text";

/** A word about all that are chosen. */
type Deed = { title: string; kind?: "primary"; onPress: () => void; testID: string };

/** Several rows of a list at once: how many are chosen, the way to choose all or none, and what may be done with them. */
export function Many(props: {
  /** How many are chosen, of how many. */
  chosen: number;
  of: number;
  text: string;
  all: string;
  onAll: () => void;
  clear: string;
  onClear: () => void;
  deeds: readonly Deed[];
  /** Before the names of its parts in tests. */
  testID: string;
}) {
  const { chosen, of, text, all, onAll, clear, onClear, deeds, testID } = props;
  return (
    <View style={styles.many}>
      <View role="status" style={styles.words}>
        <Text type="strong" testID={`${testID}-chosen`}>
          {text}
        </Text>
      </View>
      {chosen < of ? <Button title={all} onPress={onAll} testID={`${testID}-all`} /> : null}
      {chosen > 0 ? (
        <>
          {deeds.map((deed) => (
            <Button key={deed.testID} {...deed} />
          ))}
          <Button title={clear} onPress={onClear} testID={`${testID}-none`} />
        </>
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  many: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  words: { flexGrow: 1, flexShrink: 1, flexBasis: 160 },
});
