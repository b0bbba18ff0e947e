import { useState, type ReactNode } from "react";
import { ScrollView, StyleSheet, View, type StyleProp, type ViewStyle } from "react-native";

import { useColours } from "../theme/theme";

/** How far a table may stick out before it is said to go on, in pixels: sizes are rounded. */
const SLACK = 2;

/** What is wider than its place, moved sideways by hand or keys; a shade at an edge says that it goes on there. */
export function Sideways(props: {
  label?: string;
  role?: "region";
  style?: StyleProp<ViewStyle>;
  contentStyle?: StyleProp<ViewStyle>;
  children: ReactNode;
}) {
  const { label, role, style, contentStyle, children } = props;
  const colours = useColours();
  const [at, setAt] = useState(0);
  const [width, setWidth] = useState(0);
  const [whole, setWhole] = useState(0);
  const isMoreBefore = at > SLACK;
  const isMoreAfter = width > 0 && whole - width - at > SLACK;
  const shades = [
    isMoreBefore ? `inset 14px 0 10px -10px ${colours.shade}` : null,
    isMoreAfter ? `inset -14px 0 10px -10px ${colours.shade}` : null,
  ].filter((shade) => shade !== null);
  return (
    <View style={style}>
      <ScrollView
        horizontal
        // Moved by keys too, also where nothing within is pressed.
        tabIndex={0}
        role={role}
        aria-label={label}
        contentContainerStyle={contentStyle}
        scrollEventThrottle={100}
        onScroll={({ nativeEvent }) => setAt(nativeEvent.contentOffset.x)}
        onLayout={({ nativeEvent }) => setWidth(nativeEvent.layout.width)}
        onContentSizeChange={setWhole}
      >
        {children}
      </ScrollView>
      {shades.length === 0 ? null : <View style={[styles.shade, { boxShadow: shades.join(", ") }]} />}
    </View>
  );
}

const styles = StyleSheet.create({
  shade: { ...StyleSheet.absoluteFill, pointerEvents: "none" },
});
