import { GOOGLE_REFUSALS } from "@cfa/contract/sign-in";
import { oneOf } from "@cfa/contract/typed";
import { Redirect, useLocalSearchParams, useRouter } from "expo-router";
import { useEffect } from "react";
import { ScrollView, StyleSheet, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";

import { Icon, Mark } from "../../components/icon";
import { LanguageChoice } from "../../components/language-choice";
import { Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { WaysIn } from "../../components/sign-in/ways-in";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { showTitle } from "../../platform/document";
import { goOn } from "../../platform/go-on";
import { useSession } from "../../queries/use-session";
import { homeOf, pageAfterSignIn } from "../../session/after-sign-in";
import { DARK } from "../../theme/colours";
import { useColours, useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** The first page: what the product promises, and the ways in. */
export function SignInScreen() {
  const colours = useColours();
  const layout = useLayout();
  const session = useSession();
  const wide = layout === "desktop";
  const words = useWords();
  const router = useRouter();
  useEffect(() => showTitle(`${words.signIn.heading} · ${words.app.name}`), [words]);
  const next = pageAfterSignIn(useLocalSearchParams<{ to?: string }>().to);
  if (session.data?.user) return <Redirect href={homeOf(next)} />;
  return (
    <ScrollView
      role="main"
      style={{ backgroundColor: colours.ground }}
      contentContainerStyle={[styles.page, wide && styles.pageWide]}
    >
      <ProductPromise wide={wide} />
      <View style={[styles.side, wide && styles.sideWide]}>
        <View style={styles.ways}>
          <Text type="title" heading={2}>
            {words.signIn.heading}
          </Text>
          <GoogleRefused />
          <ReadState read={session} skeleton={[3]}>
            {({ demo, ways }) => (
              <WaysIn
                ways={ways}
                demo={demo}
                returnTo={next}
                onSignedIn={() => (next === "/" ? router.replace("/") : goOn(next))}
              />
            )}
          </ReadState>
          <LanguageChoice />
        </View>
      </View>
    </ScrollView>
  );
}

function ProductPromise({ wide }: { wide: boolean }) {
  const words = useWords();
  const colours = useColours();
  const insets = useSafeAreaInsets();
  return (
    <View
      style={[
        styles.promise,
        wide && styles.promiseWide,
        { backgroundColor: colours.brandDeep, paddingTop: insets.top + SPACE.xxl },
      ]}
    >
      <View style={[styles.promiseInner, wide && styles.promiseInnerWide]}>
        <View style={styles.brand}>
          <Mark color="#FFFFFF" accent={DARK.ageing[1]} size={40} />
          <Text type="title" style={styles.onDeep}>
            {words.app.name}
          </Text>
        </View>
        <Text type={wide ? "hero" : "title"} heading={1} style={styles.onDeep}>
          {words.app.promise}
        </Text>
        <View style={styles.points}>
          {words.signIn.points.map((point) => (
            <View key={point} style={styles.point}>
              <Icon name="check" color={DARK.brand} size={18} />
              <Text type="small" style={styles.pointWords}>
                {point}
              </Text>
            </View>
          ))}
        </View>
      </View>
    </View>
  );
}

/** What Google's way back says, where it did not end in a sign-in. */
function GoogleRefused() {
  const words = useWords();
  const { why } = useLocalSearchParams<{ why?: string }>();
  const refusal = oneOf(GOOGLE_REFUSALS, why);
  if (refusal === undefined) return null;
  return (
    <Notice icon="warn" kind="warn" testID="google-refused">
      {words.start.googleRefused[refusal]}
    </Notice>
  );
}

/** The promise stands above the ways in, and is as wide. */
const WAYS = 420;

const styles = StyleSheet.create({
  page: { flexGrow: 1 },
  pageWide: { flexDirection: "row" },
  promise: { paddingHorizontal: SPACE.xl, paddingBottom: SPACE.xxl },
  promiseWide: { flex: 1.2, justifyContent: "center", paddingHorizontal: SPACE.xxxl },
  promiseInner: { gap: SPACE.l, maxWidth: WAYS, width: "100%", alignSelf: "center" },
  promiseInnerWide: { maxWidth: 620 },
  brand: { flexDirection: "row", alignItems: "center", gap: SPACE.m },
  onDeep: { color: "#FFFFFF" },
  points: { gap: SPACE.s, marginTop: SPACE.s },
  point: { flexDirection: "row", gap: SPACE.s, alignItems: "flex-start" },
  pointWords: { color: "#DDE9E3", flex: 1 },
  side: { padding: SPACE.xl, flexGrow: 1 },
  sideWide: { flex: 1, justifyContent: "center" },
  ways: { gap: SPACE.xl, maxWidth: WAYS, width: "100%", alignSelf: "center" },
});
