import { useState } from "react";
import { View } from "react-native";

import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useBills } from "../../queries/use-bills";
import { useParties, type SideName } from "../../queries/use-parties";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { short } from "../cash/cash-figures";
import type { Chosen } from "./edit-form-state";

const MOST = 6;

/** A party, found by its name; the most outstanding are offered first. */
export function PartyField(props: {
  side: SideName;
  chosen: Chosen | null;
  error: string | undefined;
  onChoose: (party: Chosen | null) => void;
}) {
  const { side, chosen, error, onChoose } = props;
  const words = useWords();
  const [search, setSearch] = useState("");
  const read = useParties({ companyId: useCompanyId(), asOf: null, side, search });
  const { party, chooseParty } = words.cash.scenarios;
  return (
    <View style={{ gap: SPACE.s }} role="group" aria-label={party}>
      {chosen ? (
        <Choice title={chosen.name} chosen onPress={() => onChoose(null)} testID="edit-party-chosen" />
      ) : (
        <>
          <Field
            label={chooseParty}
            icon="search"
            value={search}
            onChange={setSearch}
            error={error}
            testID="edit-party-search"
          />
          {(read.data?.pages[0]?.rows ?? []).slice(0, MOST).map(({ partyId, name, outstanding }, at) => (
            <Choice
              key={partyId}
              title={name}
              note={short(outstanding, words)}
              chosen={false}
              onPress={() => onChoose({ id: partyId, name })}
              testID={`edit-party-${at}`}
            />
          ))}
        </>
      )}
    </View>
  );
}

/** Open bills of the chosen party: one, or several. */
export function BillsField(props: {
  party: Chosen | null;
  side: SideName;
  isOne: boolean;
  chosen: readonly Chosen[];
  error: string | undefined;
  onChoose: (bills: readonly Chosen[]) => void;
}) {
  const { party, ...rest } = props;
  return party === null ? null : <BillsOf {...rest} partyId={party.id} />;
}

function BillsOf(props: {
  partyId: string;
  side: SideName;
  isOne: boolean;
  chosen: readonly Chosen[];
  error: string | undefined;
  onChoose: (bills: readonly Chosen[]) => void;
}) {
  const { partyId, side, isOne, chosen, error, onChoose } = props;
  const words = useWords();
  const read = useBills({ companyId: useCompanyId(), partyId, asOf: null, state: "open" });
  const bills = (read.data?.pages[0]?.rows ?? []).filter((bill) => bill.side === side);
  const press = (bill: Chosen) => {
    const without = chosen.filter(({ id }) => id !== bill.id);
    if (without.length < chosen.length) onChoose(without);
    else onChoose(isOne ? [bill] : [...chosen, bill]);
  };
  const text = words.cash.scenarios;
  return (
    <View style={{ gap: SPACE.s }} role="group" aria-label={text.bills}>
      <Text type="smallStrong" tone={error === undefined ? "textMuted" : "bad"}>
        {error === undefined ? text.bills : `${text.bills}: ${error}`}
      </Text>
      {read.data && bills.length === 0 ? <Text tone="textMuted">{text.noBills}</Text> : null}
      {bills.map(({ billId, name, open, dueDate }, at) => (
        <Choice
          key={billId}
          title={name === "" ? words.bill.unnamed : name}
          note={`${short(open, words)} · ${words.bill.dueDate} ${dayText(dueDate)}`}
          chosen={chosen.some(({ id }) => id === billId)}
          onPress={() => press({ id: billId, name: name === "" ? words.bill.unnamed : name })}
          testID={`edit-bill-${at}`}
        />
      ))}
    </View>
  );
}
