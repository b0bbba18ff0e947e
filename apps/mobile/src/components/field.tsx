import { useState, type Ref } from "react";
import { StyleSheet, TextInput, View } from "react-native";

import { fontOf } from "../theme/font";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE, TYPE } from "../theme/tokens";
import { Icon, type IconName } from "./icon";
import { Press } from "./press";
import { Text } from "./text";

/** A line to type into, with its label, an optional icon, and what is wrong with it. */
export function Field(props: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  onSubmit?: () => void;
  icon?: IconName;
  clearLabel?: string;
  hideLabel?: boolean;
  numeric?: boolean | "decimal";
  /** What is typed, for the keyboard and for what the device fills in by itself. */
  expects?: keyof typeof EXPECTED;
  /** Ready to be typed into as soon as it is there. */
  isFirst?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  /** The line itself, to put the cursor into. */
  inputRef?: Ref<TextInput>;
  testID?: string;
}) {
  const { label, value, onChange, onSubmit, icon, clearLabel, hideLabel = false, numeric, testID } = props;
  const { expects, isFirst = false, hint, error, inputRef } = props;
  const [focused, setFocused] = useState(false);
  const colours = useColours();
  return (
    <View style={styles.field}>
      {hideLabel ? null : (
        <Text type="smallStrong" tone="textMuted">
          {label}
        </Text>
      )}
      <View
        style={[
          styles.box,
          { backgroundColor: colours.surface, borderColor: colours.lineStrong },
          focused && { borderColor: colours.brand, boxShadow: `0 0 0 2px ${colours.brand}` },
        ]}
      >
        {icon ? <Icon name={icon} color={colours.textMuted} size={20} /> : null}
        <TextInput
          {...(inputRef === undefined ? {} : { ref: inputRef })}
          aria-label={label}
          value={value}
          onChangeText={onChange}
          onSubmitEditing={onSubmit}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          placeholder={hideLabel ? label : undefined}
          placeholderTextColor={colours.textMuted}
          autoFocus={isFirst}
          autoCapitalize="none"
          autoCorrect={false}
          inputMode={numeric === "decimal" ? "decimal" : numeric ? "numeric" : "search"}
          {...(expects ? EXPECTED[expects] : {})}
          testID={testID}
          style={[TYPE.body, fontOf(TYPE.body), styles.input, { color: colours.text }]}
        />
        {clearLabel && value !== "" ? (
          <Press label={clearLabel} onPress={() => onChange("")} style={styles.clear}>
            <Icon name="close" color={colours.textMuted} size={18} />
          </Press>
        ) : null}
      </View>
      <Below error={error} hint={hint} />
    </View>
  );
}

/** What is wrong with what was typed, or a word of help while nothing is. */
function Below({ error, hint }: { error: string | undefined; hint: string | undefined }) {
  if (!error && !hint) return null;
  return (
    <View role="status">
      <Text type="small" tone={error ? "bad" : "textMuted"}>
        {error || hint}
      </Text>
    </View>
  );
}

const EXPECTED = {
  mail: { inputMode: "email", autoComplete: "email" },
  code: { inputMode: "numeric", autoComplete: "one-time-code" },
  name: { inputMode: "text", autoCapitalize: "words" },
  secret: { inputMode: "text", autoComplete: "new-password", secureTextEntry: true },
  capitals: { inputMode: "text", autoCapitalize: "characters" },
} as const;

const styles = StyleSheet.create({
  field: { gap: SPACE.xs },
  box: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    minHeight: 48,
    paddingLeft: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
  input: { flex: 1, minWidth: 0, minHeight: 46, paddingVertical: 0, lineHeight: undefined },
  clear: { width: 44, alignItems: "center", justifyContent: "center", borderRadius: RADIUS.m },
});
