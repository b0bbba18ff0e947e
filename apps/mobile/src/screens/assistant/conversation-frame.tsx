import { useRef, type ReactNode } from "react";
import { KeyboardAvoidingView, ScrollView, StyleSheet, View } from "react-native";

import { PageHead } from "../../components/page-head";
import { usePageFrame } from "../../components/page";
import { useKeptScroll } from "../../platform/kept-scroll";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** A page whose newest part is at its end: that is brought into sight when it comes, and what stands at the foot never leaves it. */
export function ConversationFrame(props: {
  title: string;
  aside: ReactNode;
  foot: ReactNode;
  children: (bringIntoSight: (top: number) => void) => ReactNode;
}) {
  const { title, aside, foot, children } = props;
  const colours = useColours();
  const frame = usePageFrame(true);
  const own = useRef<ScrollView>(null);
  const { ref = own } = useKeptScroll<ScrollView>();
  const top = useRef(0);
  const bringIntoSight = (within: number): void =>
    ref.current?.scrollTo({ y: top.current + within, animated: false });
  return (
    <KeyboardAvoidingView behavior="padding" style={[styles.fill, { backgroundColor: colours.ground }]}>
      <ScrollView
        ref={ref}
        role="main"
        style={styles.fill}
        contentContainerStyle={frame}
        keyboardShouldPersistTaps="handled"
      >
        <PageHead title={title} back aside={aside} />
        <View
          style={styles.body}
          onLayout={({ nativeEvent }) => {
            top.current = nativeEvent.layout.y;
          }}
        >
          {children(bringIntoSight)}
        </View>
      </ScrollView>
      <View style={[styles.foot, { borderColor: colours.line }]}>
        <View style={[frame, styles.low]}>{foot}</View>
      </View>
    </KeyboardAvoidingView>
  );
}

const styles = StyleSheet.create({
  fill: { flex: 1 },
  body: { gap: SPACE.xl },
  foot: { borderTopWidth: 1 },
  low: { paddingTop: SPACE.s, paddingBottom: SPACE.s },
});
