import { useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useCompanies } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { AgentCard } from "./agent-card";
import { SampleCard } from "./sample-card";
import { TallyHelp } from "./tally-trouble";

/** The three ways books come in: an agent beside Tally, files, or the sample's for a look. */
export function ConnectScreen() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  const { connect } = words.start;
  const params = { companyId };
  return (
    <Page title={connect.heading} subtitle={connect.intro} narrow>
      <ReadState read={useCompanies()} skeleton={[6, 2]}>
        {({ companies }) => {
          const role = companies.find((one) => one.companyId === companyId)?.role;
          if (role !== "owner" && role !== "accountant") {
            return (
              <Notice icon="none" kind="neutral" testID="connect-not-allowed">
                {connect.notAllowed}
              </Notice>
            );
          }
          return (
            <View style={{ gap: SPACE.l }}>
              <AgentCard companyId={companyId} />
              <TallyHelp />
              <Card heading={connect.files} hint={connect.filesHint}>
                <Button
                  title={words.upload.pick}
                  icon="upload"
                  onPress={() => router.push({ pathname: "/[companyId]/upload", params })}
                  testID="connect-files"
                />
              </Card>
              <SampleCard companyId={companyId} />
              <Button
                title={connect.later}
                onPress={() => router.replace({ pathname: "/[companyId]", params })}
                testID="connect-later"
              />
            </View>
          );
        }}
      </ReadState>
    </Page>
  );
}
