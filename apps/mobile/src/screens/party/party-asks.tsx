import type { NudgeAsk } from "@cfa/contract/nudge-asks";
import { ASKED_KINDS } from "@cfa/contract/nudge-kinds";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { momentText } from "../../locale/moment-text";
import { useAskNudge, useNudgeAsks } from "../../queries/use-nudge-asks";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { askedText } from "../nudges/nudge-text";
import { useSay } from "../nudges/use-say";

/** A statement, or a reminder now, by hand: what was asked last, and what came of it or why nothing goes. */
export function PartyAsks({ partyId }: { partyId: string }) {
  const { own } = useSay();
  const of = { companyId: useCompanyId(), partyId };
  const rows = useNudgeAsks(of).data?.rows ?? [];
  const ask = useAskNudge(of);
  const asking = ask.isPending ? ask.variables.kind : null;
  const isWaiting = (kind: NudgeAsk["kind"]): boolean =>
    asking === kind || rows.some((row) => row.kind === kind && row.state === "waiting");
  return (
    <Card heading={own.ask.heading} hint={own.ask.text} testID="party-asks">
      <View style={styles.stack}>
        <View style={styles.row}>
          {ASKED_KINDS.toReversed().map((kind) => (
            <Button
              key={kind}
              title={own.ask.deeds[kind]}
              busy={isWaiting(kind)}
              onPress={() => ask.mutate({ ...of, kind })}
              testID={`ask-${kind}`}
            />
          ))}
        </View>
        <Refused error={ask.error} testID="ask-refused" />
        {rows.map((row) => (
          <Asked key={row.kind} ask={row} />
        ))}
      </View>
    </Card>
  );
}

function Asked({ ask }: { ask: NudgeAsk }) {
  const say = useSay();
  const { ask: words } = say.own;
  const companyId = useCompanyId();
  const { kind, by, at, nudge } = ask;
  return (
    <View style={styles.asked}>
      <View accessibilityLiveRegion="polite">
        <Text testID={`asked-${kind}`}>{askedText(ask, say)}</Text>
      </View>
      <Text type="small" tone="textMuted">
        {words.by(by, momentText(at))}
      </Text>
      {nudge === null ? null : (
        <View style={styles.row}>
          <Way
            title={words.look}
            href={{
              pathname: "/[companyId]/nudges/[nudgeId]",
              params: { companyId, nudgeId: nudge.nudgeId },
            }}
            testID={`asked-${kind}-nudge`}
          />
        </View>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  row: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  asked: { gap: SPACE.xs },
});
