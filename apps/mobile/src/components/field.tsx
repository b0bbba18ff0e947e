import { useState } from "react";
import { StyleSheet, TextInput, View } from "react-native";

import { FONT_FAMILY } from "../theme/font";
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
  error?: string | undefined;
  testID?: string;
}) {
  const {
    label,
    value,
    onChange,
    onSubmit,
    icon,
    clearLabel,
    hideLabel = false,
    numeric,
    error,
    testID,
  } = props;
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
          aria-label={label}
          value={value}
          onChangeText={onChange}
          onSubmitEditing={onSubmit}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          placeholder={hideLabel ? label : undefined}
          placeholderTextColor={colours.textMuted}
          autoCapitalize="none"
          autoCorrect={false}
          inputMode={numeric === "decimal" ? "decimal" : numeric ? "numeric" : "search"}
          testID={testID}
          style={[TYPE.body, styles.input, { color: colours.text, fontFamily: FONT_FAMILY }]}
        />
        {clearLabel && value !== "" ? (
          <Press label={clearLabel} onPress={() => onChange("")} style={styles.clear}>
            <Icon name="close" color={colours.textMuted} size={18} />
          </Press>
        ) : null}
      </View>
      {error ? (
        <Text type="small" tone="bad">
          {error}
        </Text>
      ) : null}
    </View>
  );
}

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
