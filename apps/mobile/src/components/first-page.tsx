import type { ReactNode } from "react";
import { ScrollView, StyleSheet, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";

import { useWords } from "../locale/locale";
import { useColours } from "../theme/theme";
import { SPACE } from "../theme/tokens";
import { Mark } from "./icon";
import { LanguageChoice } from "./language-choice";
import { PageHead } from "./page-head";
import { Text } from "./text";

/** The frame of a page that stands outside every company: whose it is, its one question, and the language. */
export function FirstPage(props: { title: string; subtitle?: string; children: ReactNode }) {
  const { title, subtitle, children } = props;
  const words = useWords();
  const colours = useColours();
  const insets = useSafeAreaInsets();
  return (
    <ScrollView
      role="main"
      style={{ backgroundColor: colours.ground }}
      contentContainerStyle={[styles.page, { paddingTop: insets.top + SPACE.l }]}
      keyboardShouldPersistTaps="handled"
    >
      <View style={styles.brand}>
        <Mark color={colours.brand} accent={colours.ageing[1]} size={30} />
        <Text type="heading">{words.app.name}</Text>
        <View style={styles.language}>
          <LanguageChoice />
        </View>
      </View>
      <PageHead title={title} subtitle={subtitle} />
      <View style={styles.body}>{children}</View>
    </ScrollView>
  );
}

const styles = StyleSheet.create({
  page: {
    width: "100%",
    maxWidth: 600,
    alignSelf: "center",
    paddingHorizontal: SPACE.l,
    paddingBottom: SPACE.xxxl,
  },
  brand: { flexDirection: "row", alignItems: "center", gap: SPACE.s, minHeight: 56 },
  language: { marginLeft: "auto" },
  body: { gap: SPACE.l },
});
