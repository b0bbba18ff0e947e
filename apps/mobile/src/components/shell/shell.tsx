import { StyleSheet, View } from "react-native";

import { Navigator } from "../../platform/navigator";
import { useColours, useLayout } from "../../theme/theme";
import { WithSwitching } from "../company/switching";
import { BottomBar } from "./bottom-bar";
import { SideNav } from "./side-nav";

/** What stands around every page of a company: a side bar where there is room, a bar at the bottom on a phone. */
export function Shell() {
  return (
    <WithSwitching>
      <Around />
    </WithSwitching>
  );
}

function Around() {
  const layout = useLayout();
  const colours = useColours();
  if (layout === "phone") {
    return (
      <View style={[styles.fill, { backgroundColor: colours.ground }]}>
        <View style={styles.fill}>
          <Navigator />
        </View>
        <BottomBar />
      </View>
    );
  }
  return (
    <View style={[styles.row, { backgroundColor: colours.ground }]}>
      <SideNav compact={layout === "tablet"} />
      <View style={styles.fill}>
        <Navigator />
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  fill: { flex: 1, minWidth: 0 },
  row: { flex: 1, flexDirection: "row" },
});
