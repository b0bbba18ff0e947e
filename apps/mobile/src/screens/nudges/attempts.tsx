import type { Nudge } from "@cfa/contract/nudges";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Icon, type IconName } from "../../components/icon";
import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { momentText } from "../../locale/moment-text";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { attemptText, endOfText, failureText, sumText } from "./nudge-text";
import { useSay } from "./use-say";

type Attempt = Nudge["attempts"][number];

/** What became of a message, attempt by attempt as they were made. */
export function Attempts({ nudge: { attempts } }: { nudge: Pick<Nudge, "attempts"> }) {
  const { own } = useSay();
  return (
    <Card heading={own.one.attempts} testID="nudge-attempts">
      {attempts.length === 0 ? (
        <Text tone="textMuted">{own.one.noAttempts}</Text>
      ) : (
        <View style={styles.attempts}>
          <View role="list" style={styles.attempts}>
            {attempts.map((attempt) => (
              <One key={attempt.no} attempt={attempt} />
            ))}
          </View>
          {attempts.some(({ toEnd }) => toEnd !== null) ? (
            <Text type="small" tone="textMuted">
              {own.one.cut}
            </Text>
          ) : null}
        </View>
      )}
    </Card>
  );
}

function One({ attempt }: { attempt: Attempt }) {
  const say = useSay();
  const { own, names, words } = say;
  const colours = useColours();
  const { no, way, at, toldAt, cost, failure, markedBy } = attempt;
  const { icon, ink } = lookOf(attempt);
  const to = endOfText(attempt, say);
  const about = [
    momentText(at),
    ...(to === null ? [] : [to]),
    ...(toldAt === null || markedBy !== null ? [] : [own.one.told(momentText(toldAt))]),
    ...(toldAt === null || markedBy === null ? [] : [own.letters.marked(markedBy, momentText(toldAt))]),
    ...(cost === null || cost === "0" ? [] : [own.costs(sumText(paiseFromJson(cost), words))]),
  ];
  return (
    <View role="listitem" style={styles.attempt} testID={`attempt-${no}`}>
      <Icon name={icon} color={colours[ink]} size={20} />
      <View style={styles.words}>
        <Text type="strong">{`${countText(no)}. ${names.ways[way]} · ${attemptText(attempt, say)}`}</Text>
        <Text type="small" tone="textMuted">
          {about.join(" · ")}
        </Text>
        {failure === null ? null : <Text type="small">{own.notSent(failureText(failure, say))}</Text>}
      </View>
    </View>
  );
}

function lookOf({ state, way }: Attempt): { icon: IconName; ink: "good" | "warn" | "bad" | "textMuted" } {
  if (state === "failed") return { icon: "bad", ink: "bad" };
  if (state === "unknown" || (way === "print" && state === "accepted")) return { icon: "warn", ink: "warn" };
  if (state === "delivered" || state === "read" || state === "printed") return { icon: "good", ink: "good" };
  return { icon: "none", ink: "textMuted" };
}

const styles = StyleSheet.create({
  attempts: { gap: SPACE.m },
  attempt: { flexDirection: "row", gap: SPACE.m },
  words: { flex: 1, minWidth: 0, gap: 2 },
});
