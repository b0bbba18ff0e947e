import { Redirect, useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { CompanyForm } from "../../components/company/company-form";
import { FirstPage } from "../../components/first-page";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { SignOut } from "../../components/sign-in/sign-out";
import { Text } from "../../components/text";
import { useLocale } from "../../locale/locale";
import { useCompanies } from "../../queries/use-companies";
import { useRegister } from "../../queries/use-profile";
import { useSession } from "../../queries/use-session";
import { SPACE } from "../../theme/tokens";

/** Registers a company; its owner goes on to connect Tally. */
export function NewCompanyScreen() {
  const { words } = useLocale();
  const { company } = words.start;
  return (
    <FirstPage title={company.heading} subtitle={company.intro}>
      <ReadState read={useSession()} skeleton={[5]}>
        {({ user }) => (user === null ? <Redirect href="/sign-in" /> : <Registration email={user.email} />)}
      </ReadState>
    </FirstPage>
  );
}

function Registration({ email }: { email: string }) {
  const { language, words } = useLocale();
  const { company } = words.start;
  const router = useRouter();
  const register = useRegister({
    onDone: (companyId) => router.replace({ pathname: "/[companyId]/connect", params: { companyId } }),
  });
  return (
    <View style={{ gap: SPACE.l }}>
      <Card>
        <View style={{ gap: SPACE.l }}>
          <CompanyForm
            first={{ name: "", gstin: null, financialYearFrom: 4, language }}
            submit={company.register}
            busy={register.isPending || register.isSuccess}
            onSubmit={(facts) => register.mutate(facts)}
          />
          <Refused error={register.error} own={{ "too-many": company.many }} testID="register-failed" />
        </View>
      </Card>
      <WayBack email={email} />
    </View>
  );
}

/** For who came here by mistake: back to their companies, or out. */
function WayBack({ email }: { email: string }) {
  const { words } = useLocale();
  const router = useRouter();
  const has = (useCompanies().data?.companies.length ?? 0) > 0;
  return (
    <View style={{ gap: SPACE.m }}>
      {has ? null : <Text tone="textMuted">{words.start.company.invited}</Text>}
      <Text type="small" tone="textMuted">
        {words.start.company.signedInAs(email)}
      </Text>
      {has ? (
        <Button title={words.common.back} onPress={() => router.replace("/")} testID="to-companies" />
      ) : (
        <SignOut title={words.settings.signOut} onSignedOut={() => router.replace("/sign-in")} />
      )}
    </View>
  );
}
