import { StyleSheet, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";

import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { CompanyInitials, CompanySwitch } from "../company-switch";
import { Mark } from "../icon";
import { PressLink } from "../press";
import { Text } from "../text";
import { useDestinations } from "./destinations";
import { PlaceIcon } from "./place-icon";

/** The main places at the left: with their names and the company on a desktop, a narrow rail on a tablet. */
export function SideNav({ compact }: { compact: boolean }) {
  const words = useWords();
  const colours = useColours();
  const insets = useSafeAreaInsets();
  return (
    <View
      role="navigation"
      aria-label={words.nav.main}
      style={[
        styles.bar,
        compact ? styles.rail : styles.wide,
        { backgroundColor: colours.surface, borderColor: colours.line, paddingTop: insets.top + SPACE.l },
      ]}
    >
      <View style={[styles.brand, compact && styles.centre]}>
        <Mark color={colours.brand} accent={colours.ageing[1]} size={30} />
        {compact ? null : <Text type="heading">{words.app.name}</Text>}
      </View>
      {compact ? <CompanyInitials /> : <CompanySwitch />}
      <View style={styles.places}>
        {useDestinations().map(({ key, icon, href, current, waiting, title }) => (
          <PressLink
            key={key}
            href={href}
            current={current}
            testID={`nav-${key}`}
            style={[
              compact ? styles.railPlace : styles.place,
              current && { backgroundColor: colours.brandSoft },
            ]}
          >
            <PlaceIcon icon={icon} current={current} waiting={waiting} />
            <Text
              type={compact ? "label" : current ? "strong" : "body"}
              tone={current ? "brand" : compact ? "textMuted" : "text"}
              align={compact ? "center" : "left"}
            >
              {title(words)}
            </Text>
          </PressLink>
        ))}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  bar: { borderRightWidth: 1, paddingBottom: SPACE.l, gap: SPACE.l },
  wide: { width: 248, paddingHorizontal: SPACE.m },
  rail: { width: 92, paddingHorizontal: SPACE.s },
  brand: { flexDirection: "row", alignItems: "center", gap: SPACE.s, paddingHorizontal: SPACE.s, height: 40 },
  centre: { justifyContent: "center", paddingHorizontal: 0 },
  places: { gap: SPACE.xs },
  place: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
  },
  railPlace: {
    alignItems: "center",
    justifyContent: "center",
    gap: 2,
    paddingVertical: SPACE.s,
    borderRadius: RADIUS.m,
  },
});
