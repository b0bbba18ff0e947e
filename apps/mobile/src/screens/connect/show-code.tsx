import { PAIRING_QR, showCode } from "@cfa/contract/pairing-code";
import { View } from "react-native";

import { Button } from "../../components/button";
import { CopyButton } from "../../components/copy-button";
import { Notice } from "../../components/notice";
import { Qr } from "../../components/qr";
import { Refused } from "../../components/refused";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { baseUrl } from "../../platform/base-url";
import { useSecondsLeft } from "../../platform/seconds-left";
import type { usePairingDeeds } from "../../queries/use-pairing";
import { SPACE } from "../../theme/tokens";
import { clockText, pairCommand } from "./agent-command";

/** A code for the agent, as letters, as a command and as a QR, with the time it has left. */
export function ShowCode(props: {
  companyId: string;
  open: ReturnType<typeof usePairingDeeds>["open"];
  /** The pairing under way: perhaps one whose code was shown before the page was loaded. */
  pairingId: string | undefined;
}) {
  const { companyId, open, pairingId } = props;
  const words = useWords();
  const { connect } = words.start;
  const shown = open.data?.pairingId === pairingId ? open.data : undefined;
  return (
    <View style={{ gap: SPACE.m }}>
      <Refused error={open.error} testID="show-code-failed" />
      {shown ? <Shown code={shown.code} token={shown.token} expiresAt={shown.expiresAt} /> : null}
      {pairingId && !shown ? (
        <Notice icon="none" kind="neutral" testID="shown-before">
          {connect.shownBefore}
        </Notice>
      ) : null}
      <Button
        title={pairingId ? connect.newCode : connect.showCode}
        kind={pairingId ? "secondary" : "primary"}
        busy={open.isPending}
        onPress={() => open.mutate({ companyId })}
        testID="show-code"
      />
    </View>
  );
}

function Shown({ code, token, expiresAt }: { code: string; token: string; expiresAt: string }) {
  const words = useWords();
  const { connect } = words.start;
  const left = useSecondsLeft(Date.parse(expiresAt));
  if (left === 0) {
    return (
      <Notice icon="warn" kind="warn" testID="code-over">
        {connect.over}
      </Notice>
    );
  }
  const command = pairCommand(baseUrl(), showCode(code));
  return (
    <View style={{ gap: SPACE.m }}>
      <View role="group" aria-label={connect.codeSpoken(Array.from(code).join(" "))}>
        <ShownText label={connect.codeLabel} large testID="pairing-code">
          {showCode(code)}
        </ShownText>
      </View>
      <Text type="small" tone="textMuted" align="center" testID="code-left">
        {connect.holds(clockText(left))}
      </Text>
      <Qr text={`${PAIRING_QR}${token}`} label={connect.qrLabel} />
      <Text tone="textMuted">{connect.typeIt}</Text>
      <ShownText testID="pair-command">{command}</ShownText>
      <CopyButton title={connect.copyCommand} text={command} testID="copy-command" />
    </View>
  );
}
