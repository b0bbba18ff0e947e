import { INVITATION_TOKEN } from "@cfa/contract/typed";
import { useLocalSearchParams } from "expo-router";
import { View } from "react-native";

import { Card } from "../../components/card";
import { FirstPage } from "../../components/first-page";
import { ReadState } from "../../components/read-state";
import { WaysIn } from "../../components/sign-in/ways-in";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useSession } from "../../queries/use-session";
import { SPACE } from "../../theme/tokens";
import { Gone } from "./gone";
import { Invited } from "./invited";

/** Where the link of an invitation leads: who is not signed in does that here, then sees what it is. */
export function InvitationScreen() {
  const words = useWords();
  const { token } = useLocalSearchParams<{ token: string }>();
  const session = useSession();
  const { invitation } = words.start;
  return (
    <FirstPage title={invitation.heading}>
      {INVITATION_TOKEN.test(token) ? (
        <ReadState read={session} skeleton={[4]}>
          {({ user, ways }) =>
            user === null ? (
              <Card>
                <View style={{ gap: SPACE.l }} testID="invitation-sign-in">
                  <Text>{invitation.signInFirst}</Text>
                  <WaysIn
                    ways={ways}
                    demo={false}
                    returnTo={`/invitations/${token}`}
                    onSignedIn={() => void session.refetch()}
                  />
                </View>
              </Card>
            ) : (
              <Invited token={token} email={user.email} onSignedOut={() => void session.refetch()} />
            )
          }
        </ReadState>
      ) : (
        <Gone />
      )}
    </FirstPage>
  );
}
