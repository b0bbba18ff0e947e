import type { Nudge } from "@cfa/contract/nudges";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { momentText } from "../../locale/moment-text";
import { useConsentStanding } from "../../queries/use-consent";
import { useNudgeSettings } from "../../queries/use-nudge-settings";
import { usePartyNudges, useSilentReasons } from "../../queries/use-nudges";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { StateTag } from "./log-row";
import { silenceText, silentBillsTexts, stageText } from "./nudge-text";
import { useSay } from "./use-say";

/** What one customer is written next, or that nothing is planned; what went out last, and why the last that was not sent was not. */
export function PartyNudges({ partyId }: { partyId: string }) {
  const say = useSay();
  const { own, names } = say;
  const companyId = useCompanyId();
  const of = { companyId, partyId };
  const settings = useNudgeSettings(companyId).data?.settings;
  const waiting = usePartyNudges(of, { list: "waiting", enabled: true });
  const queued = usePartyNudges(of, { list: "queued", enabled: true });
  const [sent] = usePartyNudges(of, { list: "sent", enabled: true }) ?? [];
  const [ended] = usePartyNudges(of, { list: "ended", enabled: true }) ?? [];
  const consent = useConsentStanding(of, { enabled: true }) ?? [];
  const silent = silentBillsTexts(useSilentReasons(of) ?? [], say);
  if (settings === undefined || waiting === undefined || queued === undefined) return null;
  const next = [...queued, ...waiting];
  const stopped = consent.filter(
    ({ kind, party, stopped: n }) => kind === "reminder" && (party === "withdrawn" || n > 0),
  );
  const rows = [...next, ...(sent === undefined ? [] : [sent])];
  return (
    <Card heading={own.party.heading} testID="party-nudges" flush>
      {next.length > 0 ? null : (
        <Text tone="textMuted" style={styles.none} testID="party-nudges-none">
          {[
            settings.isOn ? own.party.none : own.party.off,
            ...(silent.length > 0 || ended === undefined || ended.ended === null
              ? []
              : [own.party.silent(stageText(ended.stage, say), silenceText(ended.ended.code, say))]),
          ].join(" ")}
        </Text>
      )}
      {silent.length === 0 || !settings.isOn ? null : (
        <Text tone="textMuted" style={styles.none} testID="party-nudges-silent">
          {silent.join(" ")}
        </Text>
      )}
      {stopped.length === 0 ? null : (
        <Text style={styles.none} testID="party-nudges-stopped">
          {own.party.stopped(stopped.map(({ way }) => names.ways[way]).join(", "))}
        </Text>
      )}
      {rows.length === 0 ? null : (
        <View role="list">
          {rows.map((nudge, at) => (
            <Row key={nudge.nudgeId} nudge={nudge} isFirst={at === 0 && next.length > 0} />
          ))}
        </View>
      )}
      <View style={styles.ways}>
        <Way
          title={own.party.toAll}
          href={{
            pathname: "/[companyId]/nudges",
            params: {
              companyId,
              partyId,
              list: waiting.length > 0 ? "waiting" : queued.length > 0 ? "queued" : "sent",
            },
          }}
          testID="party-to-nudges"
        />
        <Way
          title={own.party.toConsent}
          href={{ pathname: "/[companyId]/consent", params: { companyId, partyId } }}
          testID="party-to-consent"
        />
      </View>
    </Card>
  );
}

function Row({ nudge, isFirst }: { nudge: Nudge; isFirst: boolean }) {
  const say = useSay();
  const { party: w } = say.own;
  const companyId = useCompanyId();
  const { nudgeId, state, stage, sendAt, attempts } = nudge;
  const [name, at] = [stageText(stage, say), momentText(attempts.at(-1)?.at ?? sendAt)];
  const text =
    state === "proposed" ? w.waits(name, at) : state === "queued" ? w.next(name, at) : `${name} · ${at}`;
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/nudges/[nudgeId]", params: { companyId, nudgeId } }}
      isFirst={isFirst}
      testID={`party-nudge-${state}`}
    >
      <Text type="strong">{text}</Text>
      <StateTag nudge={nudge} testID={`party-nudge-state-${state}`} />
    </LinkRow>
  );
}

const styles = StyleSheet.create({
  none: { paddingHorizontal: SPACE.l, paddingVertical: SPACE.m },
  ways: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s, padding: SPACE.l, paddingTop: SPACE.m },
});
