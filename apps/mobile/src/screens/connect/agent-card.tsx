import { useLocalSearchParams, useRouter } from "expo-router";
import { useState, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Segmented } from "../../components/segmented";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { AGENT_NAMES } from "../../locale/agent-names/words";
import { useWords, useWordsOf } from "../../locale/locale";
import { pairingUnderWay, usePairingDeeds } from "../../queries/use-pairing";
import { SPACE } from "../../theme/tokens";
import { PairingStanding } from "./pairing-standing";
import { ShowCode } from "./show-code";
import { TakeCode } from "./take-code";

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
          <Download companyId={companyId} />
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

function Download({ companyId }: { companyId: string }) {
  const router = useRouter();
  const names = useWordsOf(AGENT_NAMES);
  return (
    <>
      <Text>{names.getText}</Text>
      <Button
        title={names.get}
        onPress={() => router.push({ pathname: "/[companyId]/agent", params: { companyId } })}
        testID="to-agent"
      />
    </>
  );
}

const styles = StyleSheet.create({
  steps: { gap: SPACE.xl },
  step: { gap: SPACE.m },
});
