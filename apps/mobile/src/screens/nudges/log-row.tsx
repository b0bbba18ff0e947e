import type { Nudge } from "@cfa/contract/nudges";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import { momentText } from "../../locale/moment-text";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { endOfText, endText, failureText, stageText, stateText, sumText } from "./nudge-text";
import { useSay } from "./use-say";

/** A message in a list: to whom, which, by which way, and what became of it. */
export function LogRow({ nudge, at }: { nudge: Nudge; at: number }) {
  const say = useSay();
  const { own, names, words } = say;
  const companyId = useCompanyId();
  const { nudgeId, party, amount, stage, attempts, sendAt, ways } = nudge;
  const last = attempts.at(-1);
  const failure = last?.failure ?? null;
  const cost = last?.cost ?? null;
  const about = [
    momentText(last?.at ?? sendAt),
    last === undefined ? ways.map((way) => names.ways[way]).join(own.orElse) : names.ways[last.way],
    last === undefined ? null : endOfText(last, say),
    cost === null || cost === "0" ? null : own.costs(sumText(paiseFromJson(cost), words)),
  ].filter((text) => text !== null);
  const why = endText(nudge, say) ?? (failure === null ? null : own.notSent(failureText(failure, say)));
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/nudges/[nudgeId]", params: { companyId, nudgeId } }}
      isFirst={at === 0}
      aside={<Money paise={amount} type="strong" align="right" />}
      testID={`nudge-row-${at}`}
    >
      <View style={styles.head}>
        <Text type="strong" style={styles.name}>
          {party?.name ?? own.gone}
        </Text>
        <StateTag nudge={nudge} testID={`nudge-state-${at}`} />
      </View>
      <Text type="small">{stageText(stage, say)}</Text>
      <Text type="small" tone="textMuted">
        {about.join(" · ")}
      </Text>
      {why === null ? null : (
        <Text type="small" tone="textMuted">
          {why}
        </Text>
      )}
    </LinkRow>
  );
}

/** How far a message has got, as a word on a row. */
export function StateTag({ nudge, testID }: { nudge: Nudge; testID: string }) {
  return (
    <View>
      <Tag title={stateText(nudge, useSay())} kind={lookOf(nudge)} testID={testID} />
    </View>
  );
}

function lookOf({ state, attempts }: Nudge): TagKind {
  if (state === "proposed") return "warn";
  if (state === "queued" || state === "sending" || state === "ended") return "neutral";
  const last = attempts.at(-1);
  if (state === "failed" || last?.state === "failed") return "bad";
  // A letter is somebody's to print.
  const isToPrint = last?.way === "print" && last.state === "accepted";
  return isToPrint || last?.state === "unknown" ? "warn" : "good";
}

const styles = StyleSheet.create({
  head: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  name: { maxWidth: "100%" },
});
