import type { ReactNode } from "react";
import { Modal, Pressable, ScrollView, StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { useLocked } from "../platform/device-lock";
import { useEscape } from "../platform/escape";
import { SHEET_MOTION } from "../platform/sheet-motion";
import { useColours, useLayout } from "../theme/theme";
import { RADIUS, SPACE, TARGET } from "../theme/tokens";
import { Icon } from "./icon";
import { Press } from "./press";
import { Text } from "./text";

/** A question above the page: from the bottom on a phone, in the middle elsewhere. Escape, back and the ground close it. */
export function Sheet(props: { open: boolean; title: string; onClose: () => void; children: ReactNode }) {
  const { open, title, onClose, children } = props;
  const colours = useColours();
  const words = useWords();
  const phone = useLayout() === "phone";
  const isLocked = useLocked(); // a sheet lies above everything, the lock too
  useEscape(open, onClose);
  return (
    <Modal
      visible={open && !isLocked}
      transparent
      aria-label={title}
      animationType={SHEET_MOTION}
      onRequestClose={onClose}
    >
      <View style={[styles.ground, phone ? styles.low : styles.middle]}>
        <Pressable
          aria-hidden
          tabIndex={-1}
          onPress={onClose}
          style={[StyleSheet.absoluteFill, { backgroundColor: colours.scrim }]}
        />
        <View
          style={[
            styles.sheet,
            phone ? styles.sheetLow : styles.sheetMiddle,
            { backgroundColor: colours.surface, borderColor: colours.line },
          ]}
        >
          <View style={styles.head}>
            <Text type="heading" heading={2} style={styles.title}>
              {title}
            </Text>
            <Press label={words.common.close} onPress={onClose} style={styles.close} testID="sheet-close">
              <Icon name="close" color={colours.textMuted} />
            </Press>
          </View>
          <ScrollView contentContainerStyle={styles.body} keyboardShouldPersistTaps="handled">
            {children}
          </ScrollView>
        </View>
      </View>
    </Modal>
  );
}

const styles = StyleSheet.create({
  ground: { flex: 1 },
  low: { justifyContent: "flex-end" },
  middle: { justifyContent: "center", alignItems: "center" },
  sheet: { maxHeight: "85%", borderWidth: 1 },
  sheetLow: { borderTopLeftRadius: RADIUS.l, borderTopRightRadius: RADIUS.l, paddingBottom: SPACE.l },
  sheetMiddle: { width: 420, maxWidth: "92%", borderRadius: RADIUS.l },
  head: { flexDirection: "row", alignItems: "center", paddingLeft: SPACE.l, paddingTop: SPACE.s },
  title: { flex: 1 },
  close: {
    width: TARGET + SPACE.s,
    alignItems: "center",
    justifyContent: "center",
    borderRadius: RADIUS.pill,
  },
  body: { padding: SPACE.l, paddingTop: SPACE.s, gap: SPACE.s },
});
