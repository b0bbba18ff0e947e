import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Sheet } from "../../components/sheet";
import { useWords, useWordsOf } from "../../locale/locale";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import { useSettled } from "../../platform/settled";
import { useParties } from "../../queries/use-parties";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

export type ShownParty = { partyId: string; name: string };

const TYPING_MILLIS = 250;
const SHOWN = 6;

/** A customer whose bills stand in the preview, found by its name. */
export function PartySheet(props: {
  open: boolean;
  onClose: () => void;
  onChoose: (party: ShownParty) => void;
}) {
  const { open, onClose, onChoose } = props;
  const words = useWordsOf(TEMPLATE_WORDS);
  return (
    <Sheet open={open} title={words.chooseParty} onClose={onClose}>
      {open ? <Found onChoose={onChoose} /> : null}
    </Sheet>
  );
}

function Found({ onChoose }: { onChoose: (party: ShownParty) => void }) {
  const words = useWordsOf(TEMPLATE_WORDS);
  const { parties } = useWords();
  const [typed, setTyped] = useState("");
  const search = useSettled(typed.trim(), TYPING_MILLIS);
  const read = useParties({ companyId: useCompanyId(), asOf: null, side: "receivable", search });
  return (
    <View style={{ gap: SPACE.s }}>
      <Field
        label={words.findParty}
        value={typed}
        onChange={setTyped}
        icon="search"
        clearLabel={parties.clear}
        isFirst
        testID="preview-find"
      />
      <ReadState read={read} skeleton={[3]}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows).slice(0, SHOWN);
          if (rows.length === 0) return <Empty title={words.noParty} />;
          return (
            <View style={{ gap: SPACE.s }}>
              {rows.map(({ partyId, name }, at) => (
                <Button
                  key={partyId}
                  title={name}
                  onPress={() => onChoose({ partyId, name })}
                  testID={`preview-party-${at}`}
                />
              ))}
            </View>
          );
        }}
      </ReadState>
    </View>
  );
}
