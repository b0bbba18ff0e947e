import type { ReactNode } from "react";
import { RefreshControl, ScrollView, StyleSheet, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";

import { useKeptScroll } from "../platform/kept-scroll";
import { useColours, useLayout } from "../theme/theme";
import { SPACE } from "../theme/tokens";
import { PageHead } from "./page-head";

/** The frame of a page: heading, safe edges, a readable width, pull to refresh. */
export function Page(props: {
  title: string;
  instead?: ReactNode;
  subtitle?: string;
  aside?: ReactNode;
  back?: boolean;
  narrow?: boolean;
  onRefresh?: () => Promise<unknown>;
  children: ReactNode;
}) {
  const { title, instead, subtitle, aside, back, narrow = false, onRefresh, children } = props;
  const colours = useColours();
  const frame = usePageFrame(narrow);
  return (
    <ScrollView
      {...useKeptScroll<ScrollView>()}
      role="main"
      style={{ backgroundColor: colours.ground }}
      contentContainerStyle={frame}
      keyboardShouldPersistTaps="handled"
      {...(onRefresh
        ? { refreshControl: <RefreshControl refreshing={false} onRefresh={() => void onRefresh()} /> }
        : {})}
    >
      <PageHead title={title} instead={instead} subtitle={subtitle} aside={aside} back={back} />
      <View style={styles.body}>{children}</View>
    </ScrollView>
  );
}

/** A page before it is known what stands on it. */
export function BarePage({ children }: { children: ReactNode }) {
  const colours = useColours();
  return (
    <View role="main" style={{ flex: 1, backgroundColor: colours.ground }}>
      <View style={usePageFrame()}>{children}</View>
    </View>
  );
}

/** Padding and width of a page's content, for scroll views and lists alike. */
export function usePageFrame(narrow = false) {
  const layout = useLayout();
  const insets = useSafeAreaInsets();
  const side = layout === "phone" ? SPACE.l : SPACE.xxl;
  return {
    paddingHorizontal: side,
    paddingTop: (layout === "phone" ? SPACE.s : SPACE.xl) + insets.top,
    paddingBottom: SPACE.xxxl,
    width: "100%" as const,
    maxWidth: narrow ? 920 : 1240,
    alignSelf: "center" as const,
  };
}

const styles = StyleSheet.create({ body: { gap: SPACE.l } });
