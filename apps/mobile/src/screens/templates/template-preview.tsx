import type {
  TemplatePlace,
  TemplatePreviewed,
  TemplateRegistration,
  TemplateTextToKeep,
} from "@cfa/contract/templates";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Money } from "../../components/money";
import { Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import { useSettled } from "../../platform/settled";
import { useTemplatePreview } from "../../queries/use-templates";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { PartySheet, type ShownParty } from "./party-sheet";
import { Refusals } from "./refusals";

type Said = { text: TemplateTextToKeep; registration: TemplateRegistration };

type Texts = (Said & Pick<TemplatePlace, "way" | "language">)[];

const TYPING_MILLIS = 500;
const LINK_PLACE = "{{link}}";

/** The text as a customer gets it, with what it costs and what stands against sending it, beside the one in the other language. */
export function TemplatePreview(props: {
  place: TemplatePlace;
  said: Said;
  isRight: boolean;
  other: Said & { language: TemplatePlace["language"] };
}) {
  const { place, said, isRight, other } = props;
  const words = useWordsOf(TEMPLATE_WORDS);
  const companyId = useCompanyId();
  const [party, setParty] = useState<ShownParty | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const { kind, stage, way, language } = place;
  const shown = JSON.stringify([
    { way, language, ...said },
    { way, ...other },
  ] satisfies Texts);
  const [last, setLast] = useState(shown);
  // What cannot be a text is not looked at: the one before it stays.
  if (isRight && last !== shown) setLast(shown);
  const settled = useSettled(last, TYPING_MILLIS);
  const read = useTemplatePreview({
    companyId,
    kind,
    stage,
    partyId: party?.partyId ?? null,
    texts: JSON.parse(settled) as Texts,
  });
  return (
    <Card heading={words.preview} testID="template-preview">
      <View style={styles.stack}>
        <ReadState read={read} skeleton={[4]}>
          {({ isMadeUp, texts }) => (
            <View style={styles.stack}>
              <Text type="small" tone="textMuted" testID="preview-whose">
                {party === null
                  ? words.madeUp
                  : isMadeUp
                    ? words.nothingOf(party.name)
                    : words.ofParty(party.name)}
              </Text>
              <View style={styles.beside}>
                {texts.map((text) => (
                  <Shown key={text.language} text={text} />
                ))}
              </View>
            </View>
          )}
        </ReadState>
        <View style={styles.row}>
          <Button title={words.chooseParty} onPress={() => setChoosing(true)} testID="preview-choose" />
          {party === null ? null : (
            <Button title={words.someMadeUp} onPress={() => setParty(null)} testID="preview-made-up" />
          )}
        </View>
        <PartySheet
          open={isChoosing}
          onClose={() => setChoosing(false)}
          onChoose={(one) => {
            setParty(one);
            setChoosing(false);
          }}
        />
      </View>
    </Card>
  );
}

function Shown({ text }: { text: TemplatePreviewed }) {
  const { language, way, units, cost, refusals } = text;
  const words = useWordsOf(TEMPLATE_WORDS);
  return (
    <View style={styles.one} testID={`preview-${language}`}>
      <Text type="smallStrong" tone="textMuted">
        {words.languages[language]}
      </Text>
      <Bubble text={text} />
      <View style={styles.row}>
        {way === "sms" ? (
          <Text type="small" tone="textMuted" testID={`preview-${language}-units`}>
            {words.units(units)}
          </Text>
        ) : null}
        {cost === "0" ? (
          <Text type="small" tone="textMuted">
            {words.free}
          </Text>
        ) : (
          <Text type="small" tone="textMuted">
            {words.cost} <Money paise={cost} type="small" tone="textMuted" />
          </Text>
        )}
      </View>
      {refusals.length > 0 ? (
        <Refusals refusals={refusals} testID={`preview-${language}-refusals`} />
      ) : (
        <Notice icon="good" kind="neutral">
          {words.fits}
        </Notice>
      )}
    </View>
  );
}

/** A bubble as a messenger shows it, or a sheet with its subject as mail and letters are. */
function Bubble({ text: { way, subject, body } }: { text: TemplatePreviewed }) {
  const colours = useColours();
  const words = useWordsOf(TEMPLATE_WORDS);
  const shown = body.replaceAll(LINK_PLACE, words.linkHere);
  const isSheet = way === "email" || way === "print";
  return (
    <View
      style={[
        styles.bubble,
        isSheet ? styles.sheet : styles.tail,
        {
          backgroundColor: way === "whatsapp" ? colours.goodSoft : isSheet ? colours.surface : colours.raised,
          borderColor: colours.line,
        },
      ]}
    >
      {subject === null ? null : <Text type="strong">{subject}</Text>}
      <Text>{shown}</Text>
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  beside: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.l },
  one: { flexGrow: 1, flexShrink: 1, flexBasis: 280, minWidth: 0, gap: SPACE.s },
  row: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.m },
  bubble: { gap: SPACE.s, padding: SPACE.m, borderRadius: RADIUS.l, borderWidth: 1 },
  tail: { borderTopLeftRadius: RADIUS.s, marginRight: SPACE.l },
  sheet: { borderRadius: RADIUS.m },
});
