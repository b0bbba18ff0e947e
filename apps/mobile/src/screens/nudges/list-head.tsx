import { NUDGE_KINDS } from "@cfa/contract/nudge-kinds";
import { paiseFromJson } from "@cfa/values/money";
import { useRouter } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Chips } from "../../components/chips";
import { Notice } from "../../components/notice";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { countText } from "../../locale/count-text";
import { useKeepsBooks, useMyRole } from "../../queries/use-companies";
import { useNudgeSettings } from "../../queries/use-nudge-settings";
import { useNudgeStanding, type NudgeKind } from "../../queries/use-nudges";
import { useParty } from "../../queries/use-party";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { stoppedText, sumText } from "./nudge-text";
import { useSay } from "./use-say";

/** The lists of messages, and that of letters to be printed between what goes out and what went out. */
export const LISTS = ["waiting", "queued", "letters", "sent", "ended"] as const;
type List = (typeof LISTS)[number];

/** Which list, with how many are in each, and which kind. */
export function Choices(props: { list: List; kind: NudgeKind | undefined; onChoose: (list: List) => void }) {
  const { list, kind, onChoose } = props;
  const { own, names, words } = useSay();
  const router = useRouter();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const standing = useNudgeStanding(companyId, { enabled: keepsBooks }).data;
  const noteOf = (key: List) => {
    const count =
      key === "letters" ? standing?.letters : standing?.counts.find((one) => one.list === key)?.count;
    return count === undefined ? {} : { note: countText(count) };
  };
  return (
    <>
      <Chips
        label={own.listsLabel}
        options={LISTS.map((key) => ({ key, title: own.lists[key], ...noteOf(key) }))}
        chosen={list}
        onChoose={(key) => {
          onChoose(key);
          router.setParams({ list: key });
        }}
        testID="nudges-list"
      />
      {list === "waiting" || list === "letters" ? null : (
        <Chips
          label={own.kindsLabel}
          options={[
            { key: "all" as const, title: own.allKinds },
            ...NUDGE_KINDS.map((key) => ({ key, title: names.kinds[key] })),
          ]}
          chosen={kind ?? "all"}
          onChoose={(key) => router.setParams({ kind: key === "all" ? "" : key })}
          testID="nudges-kind"
        />
      )}
      {list === "sent" && standing !== undefined ? (
        <Text tone="textMuted" testID="nudges-cost">
          {standing.monthCost === "0"
            ? own.monthNothing
            : own.cost(sumText(paiseFromJson(standing.monthCost), words))}
        </Text>
      ) : null}
    </>
  );
}

/** To whom alone the messages below go, and the way to all others. */
export function OfParty({ partyId }: { partyId: string }) {
  const { own } = useSay();
  const router = useRouter();
  const companyId = useCompanyId();
  const name = useParty({ companyId, partyId, asOf: null }).data?.name;
  if (name === undefined) return null;
  return (
    <Notice
      icon="none"
      kind="neutral"
      testID="nudges-of-party"
      action={
        <Button title={own.ofAll} onPress={() => router.setParams({ partyId: "" })} testID="nudges-of-all" />
      }
    >
      {own.of(name)}
    </Notice>
  );
}

/** That nothing is planned at all, where nobody has let it. */
export function Off() {
  const { own } = useSay();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const standing = useNudgeSettings(companyId, { enabled: keepsBooks }).data;
  if (standing === undefined || standing.settings.isOn) return null;
  return (
    <Notice
      icon="warn"
      kind="warn"
      testID="nudges-off"
      action={
        <Way
          title={own.toSettings}
          href={{ pathname: "/[companyId]/settings/reminders", params: { companyId } }}
          testID="nudges-off-settings"
        />
      }
    >
      {own.off}
    </Notice>
  );
}

/** The ways that nothing goes out by now, with why. */
export function Stopped() {
  const say = useSay();
  const { own, names } = say;
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const isOwner = useMyRole(companyId) === "owner";
  const stopped = useNudgeStanding(companyId, { enabled: keepsBooks }).data?.stopped ?? [];
  if (stopped.length === 0) return null;
  return (
    <Notice
      icon="warn"
      kind="warn"
      testID="nudges-stopped"
      action={
        isOwner ? (
          <Way
            title={own.toChannels}
            href={{ pathname: "/[companyId]/settings/channels", params: { companyId } }}
            testID="nudges-stopped-channels"
          />
        ) : undefined
      }
    >
      {stopped.map(({ way, why }) => own.stopped(names.ways[way], stoppedText(why, say))).join(" ")}
    </Notice>
  );
}

/** Where it is said who is written to, when and how. */
export function WaysOn() {
  const { own } = useSay();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const isOwner = useMyRole(companyId) === "owner";
  if (!keepsBooks) return null;
  return (
    <View style={styles.ways}>
      <Way
        title={own.toReplies}
        href={{ pathname: "/[companyId]/replies", params: { companyId } }}
        testID="to-replies"
      />
      <Way
        title={own.toSettings}
        href={{ pathname: "/[companyId]/settings/reminders", params: { companyId } }}
        testID="to-reminders"
      />
      <Way
        title={own.toConsent}
        href={{ pathname: "/[companyId]/consent", params: { companyId } }}
        testID="to-consent"
      />
      {isOwner ? (
        <Way
          title={own.toChannels}
          href={{ pathname: "/[companyId]/settings/channels", params: { companyId } }}
          testID="to-channels"
        />
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({ ways: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s } });
