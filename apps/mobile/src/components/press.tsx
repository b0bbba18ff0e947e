import { Link, type Href } from "expo-router";
import { useState, type ReactNode } from "react";
import { Pressable, StyleSheet, type StyleProp, type ViewStyle } from "react-native";

import { useColours } from "../theme/theme";
import { TARGET } from "../theme/tokens";

type Common = {
  children: ReactNode;
  label?: string | undefined;
  testID?: string;
  style?: StyleProp<ViewStyle>;
  /** The ground while pressed or pointed at. */
  pressedGround?: string;
};

/** Something that is pressed to do something. At least 44 px, reachable by keyboard, tinted while pressed or pointed at. */
export function Press(
  props: Common & {
    onPress: () => void;
    disabled?: boolean;
    selected?: boolean;
  },
) {
  const { children, onPress, label, disabled = false, selected, testID, style, pressedGround } = props;
  const colours = useColours();
  return (
    <Pressable
      role="button"
      aria-label={label}
      aria-disabled={disabled}
      {...(selected === undefined ? {} : { "aria-pressed": selected })}
      disabled={disabled}
      onPress={onPress}
      testID={testID}
      style={(state) => [{ minHeight: TARGET }, style, tint(state, pressedGround ?? colours.brandSoft)]}
    >
      {children}
    </Pressable>
  );
}

/** Something that leads to another page: a true link on the web. It is never wider than what it stands in. */
export function PressLink(props: Common & { href: Href; current?: boolean; dismissTo?: boolean }) {
  const { children, href, label, current = false, dismissTo = false, testID, style, pressedGround } = props;
  const colours = useColours();
  const [active, setActive] = useState(false);
  const ground = active ? { backgroundColor: pressedGround ?? colours.brandSoft } : null;
  return (
    <Link href={href} dismissTo={dismissTo} asChild>
      <Pressable
        role="link"
        aria-label={label}
        {...(current ? { "aria-current": "page" } : {})}
        testID={testID}
        onHoverIn={() => setActive(true)}
        onHoverOut={() => setActive(false)}
        onPressIn={() => setActive(true)}
        onPressOut={() => setActive(false)}
        style={StyleSheet.flatten([{ minHeight: TARGET, maxWidth: "100%" }, style, ground])}
      >
        {children}
      </Pressable>
    </Link>
  );
}

function tint(state: { pressed: boolean; hovered?: boolean }, colour: string): ViewStyle | null {
  return state.pressed || state.hovered === true ? { backgroundColor: colour } : null;
}
