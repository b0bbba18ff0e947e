import type { ConsentEvent } from "@cfa/contract/consent";
import { StyleSheet, View } from "react-native";

import { PressLink } from "../../components/press";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { CONSENT_WORDS } from "../../locale/consent/words";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** One word on consent: whose, about what, by which way, on what proof and by whom it was taken down. */
export function EventRow({ event, at, isOfOne }: { event: ConsentEvent; at: number; isOfOne: boolean }) {
  const words = useWordsOf(CONSENT_WORDS);
  const { ways } = useWordsOf(NUDGE_NAMES);
  const colours = useColours();
  const { kind, way, said, source, proof, address } = event;
  const about = [
    words.kinds[kind],
    ways[way],
    ...(address === null ? [] : [address.end === null ? words.ofErased : words.ofAddress(address.end)]),
  ];
  return (
    <View
      role="listitem"
      style={[styles.row, { borderColor: colours.line }, at === 0 && styles.first]}
      testID={`consent-event-${at}`}
    >
      {isOfOne ? null : <Whose event={event} at={at} />}
      <View style={styles.head}>
        <Tag title={words.said[said]} kind={said === "given" ? "good" : "bad"} />
        <Text type="strong" style={styles.about}>
          {about.join(" · ")}
        </Text>
      </View>
      <Text type="small">{`${words.sources[source]}: ${proof}`}</Text>
      <Text type="small" tone="textMuted">
        {words.by(momentText(event.at), event.by)}
      </Text>
    </View>
  );
}

function Whose({ event: { party }, at }: { event: ConsentEvent; at: number }) {
  const words = useWordsOf(CONSENT_WORDS);
  const companyId = useCompanyId();
  if (party === null) return <Text type="strong">{words.gone}</Text>;
  return (
    <PressLink
      href={{ pathname: "/[companyId]/consent", params: { companyId, partyId: party.partyId } }}
      testID={`consent-party-${at}`}
      style={styles.party}
    >
      <Text type="strong" tone="brand">
        {party.name}
      </Text>
    </PressLink>
  );
}

const styles = StyleSheet.create({
  row: { gap: SPACE.xs, paddingHorizontal: SPACE.l, paddingVertical: SPACE.m, borderTopWidth: 1 },
  first: { borderTopWidth: 0 },
  head: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  about: { flexShrink: 1 },
  party: { justifyContent: "center", alignSelf: "flex-start" },
});
