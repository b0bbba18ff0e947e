import type { Href } from "expo-router";
import { StyleSheet } from "react-native";

import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { PressLink } from "./press";
import { Text } from "./text";

/** One of several ways on from something: a link in a frame. */
export function Way({ title, href, testID }: { title: string; href: Href; testID: string }) {
  const colours = useColours();
  return (
    <PressLink href={href} testID={testID} style={[styles.way, { borderColor: colours.lineStrong }]}>
      <Text type="smallStrong">{title}</Text>
    </PressLink>
  );
}

const styles = StyleSheet.create({
  way: {
    maxWidth: "100%",
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
