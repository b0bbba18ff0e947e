import type { NudgePreferenceStanding } from "@cfa/contract/nudge-preference";
import type { Party } from "@cfa/contract/reads";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { useWordsOf } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import type { PartyWritingWords } from "../../locale/party-writing/en";
import { PARTY_WRITING_WORDS } from "../../locale/party-writing/words";
import { useNudgePreference } from "../../queries/use-nudge-preference";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { hourText } from "./writing-draft";
import { WritingSheet } from "./writing-sheet";

/** How one customer is written to: language, ways, until when not, whether at all, and at which hour; what was said of it alone and what is as for all. */
export function PartyWriting({ party }: { party: Party }) {
  const words = useWordsOf(PARTY_WRITING_WORDS);
  const companyId = useCompanyId();
  const { partyId } = party;
  const read = useNudgePreference({ companyId, partyId });
  const [isOpen, setOpen] = useState(false);
  return (
    <Card heading={words.heading} testID="party-writing">
      <ReadState read={read} skeleton={[5]}>
        {(standing) => (
          <View style={styles.stack}>
            <Standing standing={standing} exclusion={party.beside?.exclusion ?? null} />
            <View style={styles.row}>
              <Button title={words.change} onPress={() => setOpen(true)} testID="writing-change" />
              {party.beside?.exclusion ? null : (
                <Way
                  title={words.toExclude}
                  href={{
                    pathname: "/[companyId]/corrections/new",
                    params: { companyId, kind: "exclude", partyId },
                  }}
                  testID="writing-exclude"
                />
              )}
            </View>
            {isOpen ? (
              <WritingSheet standing={standing} partyId={partyId} onClose={() => setOpen(false)} />
            ) : null}
          </View>
        )}
      </ReadState>
    </Card>
  );
}

type Exclusion = NonNullable<NonNullable<Party["beside"]>["exclusion"]>;

function Standing(props: { standing: NudgePreferenceStanding; exclusion: Exclusion | null }) {
  const { standing, exclusion } = props;
  const words = useWordsOf(PARTY_WRITING_WORDS);
  const names = useWordsOf(NUDGE_NAMES);
  const { usual, language, wayOrder, quietUntil, hour } = standing;
  const ways = (wayOrder ?? usual.wayOrder).map((way) => names.ways[way]).join(", ");
  return (
    <Facts>
      <Fact label={words.language}>
        <Text testID="writing-language">{words.languages[language ?? usual.language]}</Text>
      </Fact>
      <Fact label={words.ways}>
        <Text testID="writing-ways">{wayOrder === null ? words.forAll(ways) : ways}</Text>
      </Fact>
      <Fact label={words.hour}>
        <Text testID="writing-hour">
          {hour === null ? words.basis[usual.hourBasis](hourText(usual.hour)) : words.chosen(hourText(hour))}
        </Text>
      </Fact>
      <Fact label={words.quiet}>
        <Text testID="writing-quiet">{quietUntil === null ? words.notQuiet : dayText(quietUntil)}</Text>
      </Fact>
      <Fact label={words.excluded}>
        <Text testID="writing-excluded">{exclusionText(exclusion, words)}</Text>
      </Fact>
    </Facts>
  );
}

function exclusionText(exclusion: Exclusion | null, words: PartyWritingWords): string {
  if (exclusion === null) return words.notExcluded;
  const { reason, until } = exclusion;
  return until === null ? words.never(reason) : words.neverUntil(reason, dayText(until));
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  row: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
