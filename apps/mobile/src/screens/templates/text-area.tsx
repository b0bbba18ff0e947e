import { useState } from "react";
import { StyleSheet, TextInput, View } from "react-native";

import { Text } from "../../components/text";
import { fontOf } from "../../theme/font";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE, TYPE } from "../../theme/tokens";

export type Cursor = { start: number; end: number };

const LINES = { one: 48, many: 190 } as const;

/** A text to write, that tells where its cursor is. */
export function TextArea(props: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  onCursor: (cursor: Cursor) => void;
  lines?: keyof typeof LINES;
  error?: string | undefined;
  testID: string;
}) {
  const { label, value, onChange, onCursor, lines = "many", error, testID } = props;
  const [focused, setFocused] = useState(false);
  const colours = useColours();
  return (
    <View style={styles.field}>
      <Text type="smallStrong" tone="textMuted">
        {label}
      </Text>
      <View
        style={[
          styles.box,
          { backgroundColor: colours.surface, borderColor: colours.lineStrong },
          focused && { borderColor: colours.brand, boxShadow: `0 0 0 2px ${colours.brand}` },
        ]}
      >
        <TextInput
          aria-label={label}
          value={value}
          onChangeText={onChange}
          onSelectionChange={({ nativeEvent }) => onCursor(nativeEvent.selection)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          multiline={lines === "many"}
          testID={testID}
          style={[
            TYPE.body,
            fontOf(TYPE.body),
            styles.input,
            { color: colours.text, minHeight: LINES[lines] },
          ]}
        />
      </View>
      {error === undefined ? null : (
        <View role="status">
          <Text type="small" tone="bad">
            {error}
          </Text>
        </View>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  field: { gap: SPACE.xs },
  box: { borderRadius: RADIUS.m, borderWidth: 1 },
  input: { padding: SPACE.m, textAlignVertical: "top" },
});
