import type { ScenarioEdit } from "@cfa/contract/cash-scenarios";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { useWords } from "../../locale/locale";
import { useMyRole } from "../../queries/use-companies";
import { useScenarioDeeds } from "../../queries/use-scenarios";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** Keeps what is tried, under a name, for all of the company. */
export function KeepScenario({ edits }: { edits: readonly ScenarioEdit[] }) {
  const words = useWords();
  const text = words.cash.scenarios;
  const companyId = useCompanyId();
  const mayWrite = useMyRole(companyId) !== "viewer";
  const [name, setName] = useState("");
  const [isNameless, setNameless] = useState(false);
  const { keep } = useScenarioDeeds({ onDone: () => setName("") });
  const save = () => {
    setNameless(name.trim() === "");
    if (name.trim() !== "") keep.mutate({ companyId, name: name.trim(), edits: [...edits] });
  };
  if (!mayWrite) return null;
  return (
    <Card testID="scenario-keep">
      <View style={{ gap: SPACE.m }}>
        <Field
          label={text.name}
          value={name}
          onChange={setName}
          onSubmit={save}
          error={isNameless ? text.nameless : undefined}
          testID="scenario-name"
        />
        <Refused error={keep.error} testID="scenario-refused" />
        <Button title={text.keep} busy={keep.isPending} onPress={save} testID="scenario-save" />
      </View>
    </Card>
  );
}
