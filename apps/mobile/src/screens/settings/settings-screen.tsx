import { useMutation } from "@tanstack/react-query";
import { useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Choice } from "../../components/choice";
import { LanguageChoice } from "../../components/language-choice";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { sentenceOf } from "../../queries/failure";
import { useCompanies } from "../../queries/use-companies";
import { useSession } from "../../queries/use-session";
import { signOut } from "../../session/sign-in";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** Language, company, and the way out. */
export function SettingsScreen() {
  const words = useWords();
  const router = useRouter();
  const user = useSession().data?.user;
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => router.replace("/sign-in") });
  return (
    <Page title={words.settings.heading} narrow>
      <Card heading={words.settings.language}>
        <LanguageChoice />
      </Card>
      <Card heading={words.settings.company}>
        <Companies />
      </Card>
      <Card>
        <View style={{ gap: SPACE.m }}>
          {user ? <Text tone="textMuted">{words.settings.signedInAs(user.name)}</Text> : null}
          {leave.error ? (
            <Notice icon="bad" kind="bad">
              {words.failure[sentenceOf(leave.error)]}
            </Notice>
          ) : null}
          <Button
            title={words.settings.signOut}
            busy={leave.isPending}
            onPress={() => leave.mutate()}
            testID="sign-out"
          />
        </View>
      </Card>
    </Page>
  );
}

function Companies() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  return (
    <ReadState read={useCompanies()} skeleton={[2]}>
      {({ companies }) => (
        <View role="group" aria-label={words.settings.company} style={{ gap: SPACE.s }}>
          {companies.map((company) => (
            <Choice
              key={company.companyId}
              title={company.name}
              note={words.settings.roles[company.role]}
              chosen={company.companyId === companyId}
              onPress={() =>
                router.replace({ pathname: "/[companyId]", params: { companyId: company.companyId } })
              }
            />
          ))}
        </View>
      )}
    </ReadState>
  );
}
