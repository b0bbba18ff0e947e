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
import type { Tried } from "./scenarios-screen";

/** Keeps what is tried, under a name, for all of the company. */
export function KeepScenario({ tried }: { tried: readonly Tried[] }) {
  const words = useWords();
  const text = words.cash.scenarios;
  const companyId = useCompanyId();
  const mayWrite = useMyRole(companyId) !== "viewer";
  const [name, setName] = useState("");
  const { keep } = useScenarioDeeds({ onDone: () => setName("") });
  const save = () => {
    if (name.trim() !== "")
      keep.mutate({ companyId, name: name.trim(), edits: tried.map(({ edit }) => edit) });
  };
  if (!mayWrite) return null;
  return (
    <Card testID="scenario-keep">
      <View style={{ gap: SPACE.m }}>
        <Field label={text.name} value={name} onChange={setName} onSubmit={save} testID="scenario-name" />
        <Refused error={keep.error} testID="scenario-refused" />
        <Button title={text.keep} busy={keep.isPending} onPress={save} testID="scenario-save" />
      </View>
    </Card>
  );
}
