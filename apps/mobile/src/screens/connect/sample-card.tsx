import { useMutation } from "@tanstack/react-query";
import { useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCompanies } from "../../queries/use-companies";
import { useSession } from "../../queries/use-session";
import { signInToDemo } from "../../session/sign-in";
import { SPACE } from "../../theme/tokens";

/** A look at the sample's books: mine, or the demo's where the server has it. */
export function SampleCard({ companyId }: { companyId: string }) {
  const words = useWords();
  const router = useRouter();
  const { connect } = words.start;
  const session = useSession().data;
  const mine = useCompanies().data?.companies.find((one) => one.isDemo && one.companyId !== companyId);
  const enter = useMutation({
    mutationFn: () => signInToDemo("owner"),
    onSuccess: () => router.replace("/"),
  });
  if (mine === undefined && session?.demo !== true) return null;
  const look = () => {
    if (mine === undefined) enter.mutate();
    else router.replace({ pathname: "/[companyId]", params: { companyId: mine.companyId } });
  };
  return (
    <Card heading={connect.demo} hint={connect.demoHint}>
      <View style={{ gap: SPACE.m }}>
        {mine === undefined ? (
          <Text type="small" tone="textMuted">
            {connect.demoLeaves}
          </Text>
        ) : null}
        <Refused error={enter.error} />
        <Button title={connect.demoOpen} busy={enter.isPending} onPress={look} testID="connect-demo" />
      </View>
    </Card>
  );
}
