import type { WaysIn as Ways } from "@cfa/contract/auth";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { failureText } from "../../locale/failure-text";
import { useWords } from "../../locale/locale";
import { hasGoogle } from "../../session/google";
import { signInToDemo, type DemoRole } from "../../session/sign-in";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { Button } from "../button";
import { Notice } from "../notice";
import { Text } from "../text";
import { GoogleButton } from "./google-button";
import { MailCodeForm } from "./mail-code-form";

/** The ways in that the server has, or the one that was begun. A browser comes back from Google to `returnTo`; all else says when it is in. */
export function WaysIn(props: { ways: Ways; demo: boolean; returnTo: string; onSignedIn: () => void }) {
  const { ways, demo, returnTo, onSignedIn } = props;
  const words = useWords();
  const [awaitsCode, setAwaitsCode] = useState(false);
  const google = hasGoogle(ways);
  if (!google && !ways.mailCode && !demo) {
    return (
      <Notice icon="none" kind="neutral" testID="no-way-in">
        {ways.google ? words.start.ways.onlyGoogle : words.start.ways.none}
      </Notice>
    );
  }
  return (
    <View style={styles.stack}>
      {google && !awaitsCode ? (
        <GoogleButton returnTo={returnTo} primary={!ways.mailCode} onSignedIn={onSignedIn} />
      ) : null}
      {google && ways.mailCode && !awaitsCode ? <Or /> : null}
      {ways.mailCode ? <MailCodeForm isNewWelcome onAwaits={setAwaitsCode} onSignedIn={onSignedIn} /> : null}
      {demo && !awaitsCode ? <DemoWays isAlone={!google && !ways.mailCode} onSignedIn={onSignedIn} /> : null}
    </View>
  );
}

function Or() {
  const words = useWords();
  const colours = useColours();
  const line = [styles.line, { backgroundColor: colours.line }];
  return (
    <View style={styles.or}>
      <View style={line} />
      <Text type="small" tone="textMuted">
        {words.start.ways.or}
      </Text>
      <View style={line} />
    </View>
  );
}

function DemoWays({ isAlone, onSignedIn }: { isAlone: boolean; onSignedIn: () => void }) {
  const words = useWords();
  const enter = useMutation({ mutationFn: (role: DemoRole) => signInToDemo(role), onSuccess: onSignedIn });
  const roles = [
    { role: "owner", title: words.signIn.demoOwner, hint: words.signIn.demoOwnerHint },
    { role: "accountant", title: words.signIn.demoAccountant, hint: words.signIn.demoAccountantHint },
  ] as const;
  return (
    <View style={styles.stack}>
      {isAlone ? null : (
        <Text type="heading" heading={3}>
          {words.start.ways.demo}
        </Text>
      )}
      <Text tone="textMuted">{words.signIn.demoIntro}</Text>
      {enter.error ? (
        <Notice icon="bad" kind="bad" testID="sign-in-failed">
          {`${words.signIn.failed} ${failureText(enter.error, words)}`}
        </Notice>
      ) : null}
      {roles.map(({ role, title, hint }) => (
        <View key={role} style={styles.way}>
          <Button
            title={title}
            kind={isAlone && role === "owner" ? "primary" : "secondary"}
            busy={enter.isPending && enter.variables === role}
            onPress={() => {
              if (!enter.isPending) enter.mutate(role);
            }}
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

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  or: { flexDirection: "row", alignItems: "center", gap: SPACE.m },
  line: { flex: 1, height: 1 },
  way: { gap: SPACE.xs },
});
