import type { Offer } from "@cfa/contract/offers";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Fact, Facts } from "../../components/fact";
import { PressLink } from "../../components/press";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import { Tick } from "../../components/tick";
import { useWords, useWordsOf } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { OFFER_WORDS } from "../../locale/offers/words";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { figureTexts, nameOf, reasonTexts, standingTexts, stepTexts, sumText } from "./offer-text";

export type OfferDeed = "approve" | "edit" | "reject" | "link" | "withdraw";

const LOOKS: Record<Offer["state"], TagKind> = {
  proposed: "warn",
  rejected: "neutral",
  "lapsed-unapproved": "neutral",
  approved: "good",
  accepted: "good",
  honoured: "good",
  lapsed: "neutral",
  withdrawn: "neutral",
};

/** One offer: whose, what the customer sees, what it costs and why; how it stands, and what the reader may do. */
export function OfferCard(props: {
  offer: Offer;
  at: number;
  chosen: boolean;
  onChoose: () => void;
  onDeed: (deed: OfferDeed) => void;
}) {
  const { offer, at, chosen, onChoose, onDeed } = props;
  const say = { words: useWords(), own: useWordsOf(OFFER_WORDS) };
  const { words, own } = say;
  const colours = useColours();
  const isWaiting = offer.state === "proposed";
  const { bill, may, state, edited } = offer;
  return (
    <View
      role="listitem"
      testID={`offer-${at}`}
      style={[
        styles.card,
        { backgroundColor: chosen ? colours.brandSoft : colours.surface, borderColor: colours.line },
      ]}
    >
      <View style={styles.head}>
        {may.decide ? (
          <Tick
            label={own.choose(nameOf(offer, own))}
            ticked={chosen}
            onPress={onChoose}
            testID={`choose-offer-${at}`}
          />
        ) : null}
        <View style={styles.words}>
          <View style={styles.tags}>
            <Party offer={offer} at={at} />
            <View>
              <Tag title={own.states[state]} kind={LOOKS[state]} testID={`offer-state-${at}`} />
            </View>
          </View>
          <Text tone="textMuted">
            {own.bill(bill.name, dayText(bill.date), sumText(offer.amount, words))}
          </Text>
          {edited === null ? null : (
            <Text type="small" tone="textMuted">
              {own.edited(edited.by)}
            </Text>
          )}
        </View>
      </View>
      {standingTexts(offer, say).map((text) => (
        <Text key={text}>{text}</Text>
      ))}
      <View style={styles.steps}>
        <Text type="smallStrong">{own.sees}</Text>
        {stepTexts(offer, say).map((text) => (
          <Text key={text}>{text}</Text>
        ))}
        <Text type="small" tone="textMuted">
          {own.after}
        </Text>
      </View>
      {isWaiting ? (
        <>
          <Facts>
            {figureTexts(offer, say).map(([name, text]) => (
              <Fact key={name} label={name}>
                {text}
              </Fact>
            ))}
          </Facts>
          {reasonTexts(offer, say).map((text) => (
            <Text key={text} type="small" tone="textMuted">
              {text}
            </Text>
          ))}
        </>
      ) : null}
      <Deeds offer={offer} at={at} onDeed={onDeed} />
    </View>
  );
}

function Deeds({ offer, at, onDeed }: { offer: Offer; at: number; onDeed: (deed: OfferDeed) => void }) {
  const own = useWordsOf(OFFER_WORDS);
  const { may, hasLink } = offer;
  const deeds: { deed: OfferDeed; title: string }[] = [
    ...(may.decide
      ? [
          { deed: "approve" as const, title: own.approve },
          ...(may.edit ? [{ deed: "edit" as const, title: own.edit }] : []),
          { deed: "reject" as const, title: own.reject },
        ]
      : []),
    ...(may.link ? [{ deed: "link" as const, title: hasLink ? own.linkAnew : own.link }] : []),
    ...(may.withdraw ? [{ deed: "withdraw" as const, title: own.withdraw }] : []),
  ];
  if (deeds.length === 0) return null;
  return (
    <View style={styles.deeds}>
      {deeds.map(({ deed, title }) => (
        <Button
          key={deed}
          title={title}
          of={nameOf(offer, own)}
          onPress={() => onDeed(deed)}
          testID={`${deed}-offer-${at}`}
        />
      ))}
    </View>
  );
}

function Party({ offer, at }: { offer: Offer; at: number }) {
  const own = useWordsOf(OFFER_WORDS);
  const companyId = useCompanyId();
  const { party } = offer;
  if (party === null) return <Text type="strong">{own.gone}</Text>;
  return (
    <PressLink
      href={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } }}
      testID={`offer-party-${at}`}
      style={styles.party}
    >
      <Text type="strong" tone="brand">
        {party.name}
      </Text>
    </PressLink>
  );
}

const styles = StyleSheet.create({
  card: { borderRadius: RADIUS.l, borderWidth: 1, padding: SPACE.l, gap: SPACE.s },
  head: { flexDirection: "row", alignItems: "flex-start", gap: SPACE.s },
  words: { flex: 1, minWidth: 0 },
  tags: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  party: { justifyContent: "center", alignSelf: "flex-start" },
  steps: { gap: SPACE.xs },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s, marginTop: SPACE.s },
});
