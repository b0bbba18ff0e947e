import { useMutation } from "@tanstack/react-query";
import { usePathname } from "expo-router";
import { View } from "react-native";

import { useWords } from "../../locale/locale";
import { needsSignIn } from "../../queries/failure";
import { useSession } from "../../queries/use-session";
import { GOOGLE_LEAVES_PAGE, hasGoogle } from "../../session/google";
import { signInToDemo } from "../../session/sign-in";
import { SPACE } from "../../theme/tokens";
import { Button } from "../button";
import { Refused } from "../refused";
import { Sheet } from "../sheet";
import { Text } from "../text";
import { GoogleButton } from "./google-button";
import { MailCodeForm } from "./mail-code-form";

/** Something that was tried, as its mutation holds it. */
type Deed<V> = {
  error: Error | null;
  variables: V | undefined;
  mutate: (variables: V) => void;
  reset: () => void;
};

/** The demo's people have no address that mail reaches. */
const DEMO_ADDRESS = ".invalid";

/** Where a deed needs a sign-in of the last ten minutes: asks for it, then does the deed once more. */
export function SignInAgain<V>({ deed }: { deed: Deed<V> }) {
  const words = useWords();
  const isAsked = needsSignIn(deed.error);
  const repeat = () => {
    if (deed.variables !== undefined) deed.mutate(deed.variables);
  };
  return (
    <Sheet open={isAsked} title={words.start.again.heading} onClose={deed.reset}>
      <View style={{ gap: SPACE.l }} testID="sign-in-again">
        <Text>{words.start.again.text}</Text>
        <Ways onSignedIn={repeat} onSomebodyElse={deed.reset} />
      </View>
    </Sheet>
  );
}

/** `onSomebodyElse`: at Google a person may choose another account, and what was tried is not that one's deed. */
function Ways(props: { onSignedIn: () => void; onSomebodyElse: () => void }) {
  const { onSignedIn, onSomebodyElse } = props;
  const words = useWords();
  const here = usePathname();
  const session = useSession().data;
  const demo = useMutation({ mutationFn: () => signInToDemo("owner"), onSuccess: onSignedIn });
  if (!session?.user) return null;
  const { ways, user } = session;
  if (user.email.endsWith(DEMO_ADDRESS)) {
    return (
      <View style={{ gap: SPACE.m }}>
        <Refused error={demo.error} />
        <Button
          title={words.start.again.demo}
          kind="primary"
          busy={demo.isPending}
          onPress={() => demo.mutate()}
          testID="demo-again"
        />
      </View>
    );
  }
  return (
    <View style={{ gap: SPACE.l }}>
      {ways.mailCode ? <MailCodeForm of={user.email} onSignedIn={onSignedIn} /> : null}
      {hasGoogle(ways) ? (
        <View style={{ gap: SPACE.xs }}>
          <GoogleButton
            returnTo={here}
            onSignedIn={(isSamePerson) => (isSamePerson ? onSignedIn() : onSomebodyElse())}
          />
          {GOOGLE_LEAVES_PAGE ? (
            <Text type="small" tone="textMuted">
              {words.start.again.textGoogle}
            </Text>
          ) : null}
        </View>
      ) : null}
    </View>
  );
}
