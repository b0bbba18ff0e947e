import type { Party } from "@cfa/contract/reads";
import { useState } from "react";
import { View } from "react-native";

import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useParties } from "../../queries/use-parties";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import type { CorrectionForm } from "./form-state";

const MOST = 6;

/** The other party of a merge, found by its name. */
export function PartyChoice(props: {
  form: CorrectionForm;
  fault: boolean;
  besides: Party | null;
  onChange: (part: Partial<CorrectionForm>) => void;
}) {
  const { form, fault, besides, onChange } = props;
  const words = useWords();
  const companyId = useCompanyId();
  const [search, setSearch] = useState(besides?.name.split(" ")[0] ?? "");
  const side = besides?.kind === "supplier" ? "payable" : "receivable";
  const read = useParties({ companyId, asOf: null, side, search });
  const found = (read.data?.pages[0]?.rows ?? [])
    .filter((row) => row.partyId !== besides?.partyId)
    .slice(0, MOST);
  const { form: w } = words.corrections;
  return (
    <View style={{ gap: SPACE.s }} role="group" aria-label={w.into}>
      <Text type="smallStrong" tone="textMuted">
        {w.into}
      </Text>
      {form.into === null ? null : (
        <Choice title={form.into.name} chosen onPress={() => onChange({ into: null })} testID="into-chosen" />
      )}
      <Field
        label={w.intoSearch}
        hideLabel
        icon="search"
        value={search}
        onChange={setSearch}
        error={fault ? words.corrections.refusals["no-such-party"] : undefined}
        testID="into-search"
      />
      {found
        .filter((row) => row.partyId !== form.into?.partyId)
        .map(({ partyId, name }, at) => (
          <Choice
            key={partyId}
            title={name}
            chosen={false}
            onPress={() => onChange({ into: { partyId, name } })}
            testID={`into-${at}`}
          />
        ))}
    </View>
  );
}
