import { tidyGstin } from "@cfa/contract/gstin";
import type { CompanyLanguage } from "@cfa/contract/company-profile";
import { useState } from "react";
import { View } from "react-native";

import type { Catalogue } from "../../locale/en";
import { LANGUAGES } from "../../locale/languages";
import { useWords } from "../../locale/locale";
import { SPACE } from "../../theme/tokens";
import { Button } from "../button";
import { Field } from "../field";
import { Segmented } from "../segmented";
import { Text } from "../text";
import { gstinFault, gstinSaid } from "./gstin-fault";
import { MonthChoice } from "./month-choice";

/** What a person says of a company. */
export type CompanyFacts = {
  name: string;
  gstin: string | null;
  financialYearFrom: number;
  language: CompanyLanguage;
};

const MOST_NAME = 200;

/** Name, GSTIN, financial year and language of a company; the button is shut while they are on their way. */
export function CompanyForm(props: {
  first: CompanyFacts;
  isNameFixed?: boolean;
  submit: string;
  busy: boolean;
  onSubmit: (facts: CompanyFacts) => void;
}) {
  const { first, isNameFixed = false, submit, busy, onSubmit } = props;
  const words = useWords();
  const { company } = words.start;
  const [facts, setFacts] = useState({ ...first, gstin: first.gstin ?? "" });
  const [isTried, setTried] = useState(false);
  const set = (part: Partial<typeof facts>) => setFacts((before) => ({ ...before, ...part }));
  const [nameFault, gstin] = [nameFaultOf(facts.name, words), gstinFault(facts.gstin, words)];
  const said = gstinSaid(facts.gstin, words);
  const send = () => {
    setTried(true);
    if (busy || nameFault !== null || gstin !== null) return;
    const tidy = tidyGstin(facts.gstin);
    onSubmit({ ...facts, name: facts.name.trim(), gstin: tidy === "" ? null : tidy });
  };
  return (
    <View style={{ gap: SPACE.l }}>
      {isNameFixed ? (
        <Text type="small" tone="textMuted" testID="name-fixed">
          {words.settings.profile.namedByTally}
        </Text>
      ) : (
        <Field
          label={company.name}
          value={facts.name}
          onChange={(name) => set({ name })}
          expects="name"
          error={isTried ? (nameFault ?? undefined) : undefined}
          testID="company-name-field"
        />
      )}
      <Field
        label={company.gstin}
        value={facts.gstin}
        onChange={(typed) => set({ gstin: typed.toUpperCase() })}
        expects="capitals"
        hint={said.hint}
        error={said.error ?? (isTried ? (gstin ?? undefined) : undefined)}
        testID="gstin"
      />
      <MonthChoice
        label={company.yearFrom}
        month={facts.financialYearFrom}
        onChoose={(financialYearFrom) => set({ financialYearFrom })}
      />
      <View style={{ gap: SPACE.xs }}>
        <Text type="smallStrong" tone="textMuted">
          {company.language}
        </Text>
        <Segmented
          label={company.language}
          options={(["en", "hi"] as const).map((key) => ({ key, title: LANGUAGES[key] }))}
          chosen={facts.language}
          onChoose={(language) => set({ language })}
          testID="company-language"
        />
      </View>
      <Button title={submit} kind="primary" busy={busy} onPress={send} testID="save-company" />
    </View>
  );
}

function nameFaultOf(name: string, words: Catalogue): string | null {
  const { length } = name.trim();
  if (length === 0) return words.start.company.nameMissing;
  return length > MOST_NAME ? words.start.company.nameLong : null;
}
