import { pairingCodeOf } from "@cfa/contract/pairing-code";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { baseUrl } from "../../platform/base-url";
import { ScanCode } from "../../platform/scan-code";
import type { usePairingDeeds } from "../../queries/use-pairing";
import { SPACE } from "../../theme/tokens";
import { pairCommand } from "./agent-command";

/** The code that an agent shows: typed, or scanned where there is a camera. */
export function TakeCode(props: { companyId: string; take: ReturnType<typeof usePairingDeeds>["take"] }) {
  const { companyId, take } = props;
  const words = useWords();
  const { connect } = words.start;
  const [typed, setTyped] = useState("");
  const [isBad, setBad] = useState(false);
  const [scans, setScans] = useState(false);
  const send = (text: string) => {
    const code = pairingCodeOf(text);
    setBad(code === undefined);
    if (code !== undefined && !take.isPending) take.mutate({ companyId, code });
  };
  const own = {
    "not-found": connect.wrongCode,
    "bad-input": connect.badCode,
    "too-many": connect.manyCodes,
  };
  return (
    <View style={{ gap: SPACE.m }}>
      <Text tone="textMuted">{connect.typeHint}</Text>
      <ShownText testID="show-own-command">{pairCommand(baseUrl())}</ShownText>
      <Field
        label={connect.typeCode}
        value={typed}
        onChange={setTyped}
        onSubmit={() => send(typed)}
        expects="capitals"
        error={isBad ? connect.badCode : undefined}
        testID="agent-code"
      />
      <Refused error={take.error} own={own} testID="take-failed" />
      <Button
        title={connect.take}
        kind="primary"
        busy={take.isPending}
        onPress={() => send(typed)}
        testID="take-code"
      />
      {ScanCode ? <Button title={connect.scan} onPress={() => setScans(true)} testID="scan-code" /> : null}
      {ScanCode && scans ? (
        <Sheet open title={connect.scan} onClose={() => setScans(false)}>
          <Text>{connect.scanHint}</Text>
          <ScanCode
            denied={<Text tone="bad">{connect.scanDenied}</Text>}
            onScanned={(text) => {
              setScans(false);
              setTyped(text);
              send(text);
            }}
          />
        </Sheet>
      ) : null}
    </View>
  );
}
