import { useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty, Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { SignOut } from "../../components/sign-in/sign-out";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { ApiFailure } from "../../queries/failure";
import { useAccept, useInvitation } from "../../queries/use-members";
import { SPACE } from "../../theme/tokens";
import { Gone } from "./gone";

/** What the signed-in person is asked to join; accepted, it leads straight into that company. */
export function Invited(props: { token: string; email: string; onSignedOut: () => void }) {
  const { token, email, onSignedOut } = props;
  const read = useInvitation(token);
  const code = read.error instanceof ApiFailure ? read.error.code : null;
  if (code === "not-found") return <Gone />;
  if (code === "not-allowed") return <WrongPerson email={email} onSignedOut={onSignedOut} />;
  return (
    <ReadState read={read} skeleton={[4]}>
      {(invitation) => <Asked token={token} invitation={invitation} />}
    </ReadState>
  );
}

type Invitation = NonNullable<ReturnType<typeof useInvitation>["data"]>;

function Asked({ token, invitation }: { token: string; invitation: Invitation }) {
  const words = useWords();
  const router = useRouter();
  const said = words.start.invitation;
  const { company, by, role, expiresAt, isMember, companyId: mine } = invitation;
  const open = (companyId: string) => router.replace({ pathname: "/[companyId]", params: { companyId } });
  const accept = useAccept(open);
  return (
    <Card>
      <View style={{ gap: SPACE.m }} testID="invitation">
        <Text type="title" heading={2}>
          {said.asks(by, company)}
        </Text>
        <Text type="strong">{said.asRole(words.settings.roles[role])}</Text>
        <Text>{said.may[role]}</Text>
        {isMember ? (
          <Notice icon="good" kind="neutral" testID="is-member">
            {said.isMember}
          </Notice>
        ) : (
          <Text type="small" tone="textMuted">
            {said.until(momentText(expiresAt))}
          </Text>
        )}
        <Refused error={accept.error} own={{ "not-found": said.gone }} testID="accept-refused" />
        {isMember ? null : (
          <Button
            title={said.accept}
            kind="primary"
            icon="check"
            busy={accept.isPending || accept.isSuccess}
            onPress={() => accept.mutate({ token })}
            testID="accept"
          />
        )}
        <Button
          title={isMember ? said.open : said.decline}
          kind={isMember ? "primary" : "secondary"}
          onPress={() => (mine === null ? router.replace("/") : open(mine))}
          testID="decline"
        />
      </View>
    </Card>
  );
}

/** Somebody else's invitation: says who one is signed in as, and the way to sign in as another. */
function WrongPerson({ email, onSignedOut }: { email: string; onSignedOut: () => void }) {
  const words = useWords();
  const said = words.start.invitation;
  return (
    <Card>
      <Empty
        icon="warn"
        title={said.wrong}
        text={said.wrongText(email)}
        action={
          <View style={{ gap: SPACE.s }}>
            {/* Signed out, the page itself offers the ways in. */}
            <SignOut
              title={said.wrongAction}
              kind="primary"
              onSignedOut={onSignedOut}
              testID="sign-in-as-other"
            />
          </View>
        }
        testID="wrong-person"
      />
    </Card>
  );
}
