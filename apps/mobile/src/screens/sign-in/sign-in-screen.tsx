import { useMutation } from "@tanstack/react-query";
import { Redirect, useRouter } from "expo-router";
import { useEffect } from "react";
import { ScrollView, StyleSheet, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";

import { Button } from "../../components/button";
import { Icon, Mark } from "../../components/icon";
import { LanguageChoice } from "../../components/language-choice";
import { Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { showTitle } from "../../platform/document";
import { sentenceOf } from "../../queries/failure";
import { useSession } from "../../queries/use-session";
import { signInToDemo, type DemoRole } from "../../session/sign-in";
import { DARK } from "../../theme/colours";
import { useColours, useLayout } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** The first page: what the product promises, and the ways in. */
export function SignInScreen() {
  const colours = useColours();
  const layout = useLayout();
  const session = useSession();
  const wide = layout === "desktop";
  const words = useWords();
  useEffect(() => showTitle(`${words.signIn.heading} · ${words.app.name}`), [words]);
  if (session.data?.user) return <Redirect href="/" />;
  return (
    <ScrollView
      role="main"
      style={{ backgroundColor: colours.ground }}
      contentContainerStyle={[styles.page, wide && styles.pageWide]}
    >
      <ProductPromise wide={wide} />
      <View style={[styles.side, wide && styles.sideWide]}>
        <View style={styles.ways}>
          <ReadState read={session} skeleton={[3]}>
            {({ demo }) => (demo ? <DemoWays /> : <DemoOff />)}
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
      <View style={styles.promiseInner}>
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

function DemoWays() {
  const words = useWords();
  const router = useRouter();
  const enter = useMutation({
    mutationFn: (role: DemoRole) => signInToDemo(role),
    onSuccess: () => router.replace("/"),
  });
  const roles = [
    { role: "owner", title: words.signIn.demoOwner, hint: words.signIn.demoOwnerHint },
    { role: "accountant", title: words.signIn.demoAccountant, hint: words.signIn.demoAccountantHint },
  ] as const;
  return (
    <View style={styles.demo}>
      <Text type="title" heading={2}>
        {words.signIn.heading}
      </Text>
      <Text tone="textMuted">{words.signIn.demoIntro}</Text>
      {enter.error ? (
        <Notice icon="bad" kind="bad" testID="sign-in-failed">
          {`${words.signIn.failed} ${words.failure[sentenceOf(enter.error)]}`}
        </Notice>
      ) : null}
      {roles.map(({ role, title, hint }) => (
        <View key={role} style={styles.way}>
          <Button
            title={title}
            kind={role === "owner" ? "primary" : "secondary"}
            busy={enter.isPending && enter.variables === role}
            onPress={() => enter.mutate(role)}
            testID={`demo-${role}`}
          />
          <Text type="small" tone="textMuted" align="center">
            {hint}
          </Text>
        </View>
      ))}
    </View>
  );
}

function DemoOff() {
  const words = useWords();
  return (
    <Notice icon="none" kind="neutral" testID="demo-off">
      {words.signIn.demoOff}
    </Notice>
  );
}

const styles = StyleSheet.create({
  page: { flexGrow: 1 },
  pageWide: { flexDirection: "row" },
  promise: { paddingHorizontal: SPACE.xl, paddingBottom: SPACE.xxl },
  promiseWide: { flex: 1.2, justifyContent: "center", paddingHorizontal: SPACE.xxxl },
  promiseInner: { gap: SPACE.l, maxWidth: 620, width: "100%", alignSelf: "center" },
  brand: { flexDirection: "row", alignItems: "center", gap: SPACE.m },
  onDeep: { color: "#FFFFFF" },
  points: { gap: SPACE.s, marginTop: SPACE.s },
  point: { flexDirection: "row", gap: SPACE.s, alignItems: "flex-start" },
  pointWords: { color: "#DDE9E3", flex: 1 },
  side: { padding: SPACE.xl, flexGrow: 1 },
  sideWide: { flex: 1, justifyContent: "center" },
  ways: { gap: SPACE.xl, maxWidth: 420, width: "100%", alignSelf: "center" },
  demo: { gap: SPACE.l, borderRadius: RADIUS.l },
  way: { gap: SPACE.xs },
});
