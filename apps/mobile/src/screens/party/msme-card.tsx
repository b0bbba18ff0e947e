import type { MsmeStanding } from "@cfa/contract/settings";
import type { Party } from "@cfa/contract/reads";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { ReadState } from "../../components/read-state";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useMsmeDeeds, useMsmeOfParty } from "../../queries/use-settings";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { SaidRows } from "../settings/said-rows";
import { MsmeSheet } from "./msme-sheet";

/** What a supplier is under the law for micro and small enterprises, for those who keep the books. */
export function MsmeOfParty({ party }: { party: Party }) {
  const keepsBooks = useKeepsBooks(useCompanyId());
  if (!keepsBooks || party.kind === "customer") return null;
  return <Shown partyId={party.partyId} />;
}

function Shown({ partyId }: { partyId: string }) {
  const words = useWords();
  const companyId = useCompanyId();
  const [isOpen, setOpen] = useState(false);
  const read = useMsmeOfParty(companyId, partyId);
  const deeds = useMsmeDeeds({ companyId, partyId }, { onDone: () => setOpen(false) });
  const { msme } = words.settings;
  return (
    <>
      <Card heading={msme.heading} testID="party-msme">
        <ReadState read={read} skeleton={[3]}>
          {(standing) => (
            <View style={styles.stack}>
              <Standing standing={standing} />
              <Button title={msme.change} onPress={() => setOpen(true)} testID="msme-change" />
              {isOpen ? (
                <MsmeSheet
                  standing={standing}
                  partyId={partyId}
                  say={deeds.say}
                  onClose={() => setOpen(false)}
                />
              ) : null}
            </View>
          )}
        </ReadState>
      </Card>
      <SaidRows
        rows={(read.data?.said ?? []).map((row) => ({ ...row, title: wordText(row, words) }))}
        takeBack={deeds.takeBack}
        onTakeBack={(saidNo) => deeds.takeBack.mutate({ companyId, partyId, saidNo })}
      />
    </>
  );
}

function Standing({ standing }: { standing: MsmeStanding }) {
  const words = useWords();
  const { msme, cost } = words.settings;
  const { udyamClass, activity, hasWrittenTerms, origin, validFrom } = standing;
  return (
    <>
      <View style={styles.head}>
        {udyamClass === null ? (
          <Text tone="textMuted" testID="msme-class">
            {msme.unsaid}
          </Text>
        ) : (
          <Text type="strong" testID="msme-class">
            {msme.classes[udyamClass]}
          </Text>
        )}
        {origin === null ? null : (
          <Tag title={msme.origin[origin]} kind={origin === "person" ? "inferred" : "neutral"} />
        )}
        {validFrom === null ? null : (
          <Text type="small" tone="textMuted">
            {cost.since(dayText(validFrom))}
          </Text>
        )}
      </View>
      <Facts>
        <Fact label={msme.activity}>
          {activity === null ? words.common.notStated : msme.activities[activity]}
        </Fact>
        <Fact label={msme.terms}>
          {hasWrittenTerms === null ? words.common.notStated : hasWrittenTerms ? msme.yes : msme.no}
        </Fact>
      </Facts>
      <Text type="small" tone="textMuted" testID="msme-clock-runs">
        {clockText(standing, words)}
      </Text>
    </>
  );
}

/** Whether the law's clock runs for the supplier's bills, or what is missing to tell. */
function clockText(standing: MsmeStanding, { settings: { msme } }: Catalogue): string {
  const { isCovered, udyamClass, activity, hasWrittenTerms, days } = standing;
  if (isCovered) return msme.covered(hasWrittenTerms === true ? days.written : days.unwritten);
  const mayBe = udyamClass === "micro" || udyamClass === "small";
  return mayBe && activity === null ? msme.needsActivity : msme.uncovered;
}

/** A statement in a line: the class, what it does, terms, since when. */
function wordText(row: MsmeStanding["said"][number], words: Catalogue): string {
  const { msme, said, cost } = words.settings;
  const { udyamClass, activity, hasWrittenTerms, validFrom } = row;
  return [
    udyamClass === null ? msme.asTally : msme.classes[udyamClass],
    ...(activity === null ? [] : [msme.activities[activity]]),
    ...(hasWrittenTerms === null ? [] : [`${msme.terms}: ${hasWrittenTerms ? msme.yes : msme.no}`]),
    validFrom === null ? said.always : cost.since(dayText(validFrom)),
  ].join(", ");
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  head: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
});
