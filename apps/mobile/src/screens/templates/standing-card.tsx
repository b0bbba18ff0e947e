import { SAID_TEMPLATE_STATES, TEMPLATE_MOVES } from "@cfa/contract/template-kinds";
import type { TemplatePlace, TemplateRegistration, TemplateVersion } from "@cfa/contract/templates";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import type { useTemplateDeeds } from "../../queries/use-templates";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { hasNewer, placeState } from "./place-state";
import { Refusals } from "./refusals";

type Deeds = ReturnType<typeof useTemplateDeeds>;
const DEED = { submitted: "submit", approved: "use", rejected: "reject", retired: "retire" } as const;

/** How a text stands, and what an owner can say of it: that it was sent in, is in use, was rejected, is out of use. */
export function StandingCard(props: {
  place: TemplatePlace;
  said: TemplateRegistration;
  isUnsaved: boolean;
  isRight: boolean;
  /** Null: who reads says nothing of it. */
  deeds: Deeds | null;
}) {
  const { place, said, isUnsaved, isRight, deeds } = props;
  const setState = deeds?.setState ?? null;
  const words = useWordsOf(TEMPLATE_WORDS);
  const { state, kind } = placeState(place);
  const own = place.next ?? place.inUse;
  const refused = setState?.data?.refused ?? [];
  return (
    <Card testID="template-standing">
      <View style={styles.stack}>
        <View style={styles.row}>
          <Tag title={words.states[state]} kind={kind} testID="template-state" />
          {hasNewer(place) ? <Tag title={words.alsoDraft} kind="warn" /> : null}
          {own === null ? null : (
            <Text type="small" tone="textMuted">
              {words.version(own.version)}
            </Text>
          )}
        </View>
        {own === null && (state === "shipped" || state === "register") ? (
          <Text testID="template-about">
            {[words.about[state], ...(deeds === null ? [] : [words.toChange[state]])].join(" ")}
          </Text>
        ) : null}
        {own?.stateWhy ? <Text type="small">{words.stateWhy(own.stateWhy)}</Text> : null}
        {deeds !== null && own !== null ? (
          <Moves own={own} place={place} said={said} isUnsaved={isUnsaved || !isRight} deeds={deeds} />
        ) : null}
        <Refused error={setState?.error ?? null} testID="template-state-refused" />
        {refused.length > 0 ? (
          <Refusals refusals={refused} testID="template-not-used" />
        ) : setState?.isSuccess === true && place.goesOut === "own" && !hasNewer(place) ? (
          <Notice icon="good" kind="neutral" testID="template-used">
            {words.nowUse}
          </Notice>
        ) : null}
      </View>
    </Card>
  );
}

function Moves(props: {
  own: TemplateVersion;
  place: TemplatePlace;
  said: TemplateRegistration;
  isUnsaved: boolean;
  deeds: Deeds;
}) {
  const { own, place, said, isUnsaved, deeds } = props;
  const words = useWordsOf(TEMPLATE_WORDS);
  const companyId = useCompanyId();
  const isRegistered = place.way === "sms" || place.way === "whatsapp";
  const moves = SAID_TEMPLATE_STATES.filter(
    (to) => TEMPLATE_MOVES[to].includes(own.state) && (isRegistered || to === "approved" || to === "retired"),
  );
  if (isUnsaved) {
    return (
      <Text type="small" tone="textMuted">
        {words.saveFirst}
      </Text>
    );
  }
  return (
    <View style={styles.row}>
      {moves.map((to) => (
        <Button
          key={to}
          title={words[DEED[to]]}
          busy={deeds.setState.isPending}
          onPress={() => {
            deeds.keep.reset();
            deeds.setState.mutate({
              companyId,
              templateId: own.templateId,
              state: to,
              why: null,
              registration: said,
            });
          }}
          testID={`template-to-${to}`}
        />
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  row: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
});
