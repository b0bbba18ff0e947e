import { useLocalSearchParams, useRouter } from "expo-router";
import { useState, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { laterPart } from "../../components/later";
import { Segmented } from "../../components/segmented";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { pairingUnderWay, usePairingDeeds } from "../../queries/use-pairing";
import { SPACE } from "../../theme/tokens";
import { PairingStanding } from "./pairing-standing";
import { ShowCode } from "./show-code";
import { TakeCode } from "./take-code";

const AgentLink = laterPart(async () => (await import("../agent/all")).agentParts.AgentLink);

/**
 * The agent: how Tally is made to answer, where the agent comes from, and the pairing. Which pairing is under way stands in the
 * address and is kept on the device, so that a page that is loaded anew, or left and opened again, goes on with it.
 */
export function AgentCard({ companyId }: { companyId: string }) {
  const words = useWords();
  const { connect } = words.start;
  const router = useRouter();
  const [underWay, setUnderWay] = useState(() => pairingUnderWay(companyId));
  const { pairing = underWay } = useLocalSearchParams<{ pairing?: string }>();
  const deeds = usePairingDeeds(companyId, (pairingId) => router.setParams({ pairing: pairingId }));
  const [way, setWay] = useState<"app" | "agent">("app");
  const again = () => {
    deeds.open.reset();
    deeds.take.reset();
    setUnderWay(undefined);
    router.setParams({ pairing: undefined });
  };
  const begin = (
    <View style={styles.step}>
      <Segmented
        label={connect.which}
        options={[
          { key: "app", title: connect.appShows },
          { key: "agent", title: connect.agentShows },
        ]}
        chosen={way}
        onChoose={setWay}
        testID="code-by"
      />
      {way === "app" ? (
        <ShowCode companyId={companyId} open={deeds.open} pairingId={pairing} />
      ) : (
        <TakeCode companyId={companyId} take={deeds.take} />
      )}
    </View>
  );
  return (
    <Card heading={connect.agent} hint={connect.agentHint} testID="connect-agent">
      <View style={styles.steps}>
        <Step number={1} text={connect.steps.tally}>
          <Text>{connect.steps.tallyText}</Text>
          <ShownText testID="tally-settings">{connect.steps.settings}</ShownText>
        </Step>
        <Step number={2} text={connect.steps.agent}>
          <AgentLink withText />
        </Step>
        <Step number={3} text={connect.steps.pair}>
          {pairing ? (
            <PairingStanding companyId={companyId} pairingId={pairing} whileOpen={begin} onAgain={again} />
          ) : (
            begin
          )}
        </Step>
      </View>
    </Card>
  );
}

function Step(props: { number: number; text: string; children: ReactNode }) {
  const { number, text, children } = props;
  return (
    <View style={styles.step}>
      <Text type="strong">{`${number}. ${text}`}</Text>
      {children}
    </View>
  );
}

const styles = StyleSheet.create({
  steps: { gap: SPACE.xl },
  step: { gap: SPACE.m },
});
