import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import { useSettled } from "../../platform/settled";
import { useParties, type SideName } from "../../queries/use-parties";
import { useParty } from "../../queries/use-party";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import type { Chosen } from "./report-ask";

const TYPING_MILLIS = 250;
const SHOWN = 8;

/** The party that a report is about: its name, or the way to find one. */
export function PartyChoice(props: {
  side: SideName;
  chosen: string | undefined;
  onChoose: (changed: Chosen) => void;
}) {
  const { side, chosen, onChoose } = props;
  if (chosen === undefined) return <FindParty side={side} onChoose={onChoose} />;
  return <ChosenParty partyId={chosen} onChange={() => onChoose({ party: undefined })} />;
}

function ChosenParty({ partyId, onChange }: { partyId: string; onChange: () => void }) {
  const words = useWords();
  const party = useParty({ companyId: useCompanyId(), partyId, asOf: null });
  return (
    <View style={{ flexGrow: 1, flexBasis: 260 }}>
      <Choice
        title={party.data?.name ?? words.reports.party}
        note={words.reports.otherParty}
        chosen
        onPress={onChange}
        testID="report-party"
      />
    </View>
  );
}

function FindParty({ side, onChoose }: { side: SideName; onChoose: (changed: Chosen) => void }) {
  const words = useWords();
  const [typed, setTyped] = useState("");
  const search = useSettled(typed.trim(), TYPING_MILLIS);
  const read = useParties({ companyId: useCompanyId(), asOf: null, side, search });
  return (
    <Card
      heading={words.reports.chooseParty}
      hint={words.reports.choosePartyHint}
      style={{ flexBasis: "100%" }}
      testID="find-party"
    >
      <View style={{ gap: SPACE.s }}>
        <Field
          label={words.reports.findParty}
          value={typed}
          onChange={setTyped}
          icon="search"
          clearLabel={words.parties.clear}
          hideLabel
          testID="find-party-name"
        />
        <ReadState read={read} skeleton={[3]}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows).slice(0, SHOWN);
            if (rows.length === 0) return <Empty title={words.parties.noMatch(search)} />;
            return (
              <View style={{ gap: SPACE.s }}>
                {rows.map(({ partyId, name }, at) => (
                  <Button
                    key={partyId}
                    title={name}
                    onPress={() => onChoose({ party: partyId })}
                    testID={`found-party-${at}`}
                  />
                ))}
              </View>
            );
          }}
        </ReadState>
      </View>
    </Card>
  );
}
