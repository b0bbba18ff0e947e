import { onlineManager } from "@tanstack/react-query";
import { useEffect } from "react";
import { ScrollView, StyleSheet, View } from "react-native";

import { usePageFrame } from "../components/page";
import { Text } from "../components/text";
import { Way } from "../components/way";
import { WithSwitching } from "../components/company/switching";
import { useWords } from "../locale/locale";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { DOWNLOADS } from "./downloads";
import { FIGURES } from "./figures";
import { FORMS } from "./forms";
import { FRAMES } from "./frames";
import type { Group, Shown } from "./group";
import { LISTS } from "./lists";
import { COMPANY_ID, GALLERY_TITLE } from "./made-up";
import { PRESSES } from "./presses";
import { OFFLINE, SHEETS } from "./sheets";
import { STATES } from "./states";
import { WORDS } from "./words";

const GROUPS: readonly Group[] = [WORDS, PRESSES, FORMS, STATES, DOWNLOADS, FIGURES, LISTS, FRAMES];

/** Every component in its states; sheets, which lie above the page, one at a time. */
export function GalleryPage({ sheet, isOffline }: { sheet: string | undefined; isOffline: boolean }) {
  const colours = useColours();
  const frame = usePageFrame();
  useEffect(() => onlineManager.setOnline(!isOffline), [isOffline]);
  const open = SHEETS.filter(({ of }) => of === sheet);
  const shown = sheet !== undefined ? open : isOffline ? OFFLINE : GROUPS.flat();
  return (
    <WithSwitching>
      <ScrollView
        role="main"
        style={{ backgroundColor: colours.ground }}
        contentContainerStyle={[frame, styles.page]}
      >
        <Text type="title" heading={1}>
          {GALLERY_TITLE}
        </Text>
        {sheet === undefined && !isOffline ? <SheetLinks /> : null}
        {shown.map((one) => (
          <Section key={one.of} {...one} />
        ))}
      </ScrollView>
    </WithSwitching>
  );
}

/** The ways to what lies above the page. */
function SheetLinks() {
  return (
    <View style={styles.states}>
      {SHEETS.map(({ of }) => (
        <Way key={of} title={of} href={`/gallery/${COMPANY_ID}?sheet=${of}`} testID={`gallery-sheet-${of}`} />
      ))}
    </View>
  );
}

function Section({ of, states }: Shown) {
  const words = useWords();
  const colours = useColours();
  return (
    <View testID={`gallery-${of}`} style={styles.section}>
      <Text type="heading" heading={2}>
        {of}
      </Text>
      <View style={styles.states}>
        {Object.entries(states).map(([name, show]) => (
          <View key={name} style={[styles.state, { borderColor: colours.line }]}>
            <Text type="label" tone="textMuted">
              {name}
            </Text>
            {show(words)}
          </View>
        ))}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  page: { gap: SPACE.xxl },
  section: { gap: SPACE.m },
  states: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.l },
  state: {
    flexGrow: 1,
    flexShrink: 1,
    flexBasis: 340,
    minWidth: 0,
    gap: SPACE.s,
    padding: SPACE.m,
    borderWidth: 1,
    borderRadius: RADIUS.m,
    borderStyle: "dashed",
  },
});
