import type { PairingView } from "@cfa/contract/pairing";
import { Redirect } from "expo-router";
import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Busy } from "../../components/busy";
import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { ApiFailure } from "../../queries/failure";
import { usePairing } from "../../queries/use-pairing";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { ConfirmMachine } from "./confirm-machine";

type Standing = { companyId: string; whileOpen: ReactNode; onAgain: () => void };

/** How far a pairing is: waiting for an agent, for a person's word, for the key to be fetched, or at its end. */
export function PairingStanding(props: Standing & { pairingId: string }) {
  const { pairingId, ...standing } = props;
  const read = usePairing(props.companyId, pairingId);
  const code = read.error instanceof ApiFailure ? read.error.code : null;
  if (code === "not-found" || code === "bad-input") return <Ended state="expired" onAgain={props.onAgain} />;
  return (
    <ReadState read={read} skeleton={[3]}>
      {(view) => <At view={view} {...standing} />}
    </ReadState>
  );
}

function At({ view, companyId, whileOpen, onAgain }: Standing & { view: PairingView }) {
  const words = useWords();
  const { connect } = words.start;
  switch (view.state) {
    case "open":
      return (
        <View style={styles.stack}>
          {whileOpen}
          <Waiting text={connect.waiting} />
        </View>
      );
    case "claimed":
      return <ConfirmMachine companyId={companyId} view={view} />;
    case "confirmed":
      return <Waiting text={connect.confirm.confirmed} />;
    case "paired":
      return <Redirect href={{ pathname: "/[companyId]/first-figures", params: { companyId } }} />;
    case "refused":
    case "expired":
      return <Ended state={view.state} onAgain={onAgain} />;
  }
}

/** It came to nothing: why, and the way to begin again. */
function Ended({ state, onAgain }: { state: "refused" | "expired"; onAgain: () => void }) {
  const words = useWords();
  const { confirm } = words.start.connect;
  return (
    <View style={styles.stack}>
      <Notice icon="warn" kind="warn" testID={`pairing-${state}`}>
        {confirm[state]}
      </Notice>
      <Button title={confirm.again} kind="primary" onPress={onAgain} testID="pair-again" />
    </View>
  );
}

function Waiting({ text }: { text: string }) {
  const colours = useColours();
  return (
    <View role="status" style={styles.waiting} testID="pairing-waiting">
      <Busy color={colours.brand} />
      <Text tone="textMuted">{text}</Text>
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  waiting: { flexDirection: "row", alignItems: "center", gap: SPACE.s },
});
