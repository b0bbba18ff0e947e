import type { ReportAsk, ReportName } from "@cfa/contract/reports";
import { REPORTS } from "@cfa/contract/report-kinds";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Field } from "../../components/field";
import { Segmented } from "../../components/segmented";
import { useWords } from "../../locale/locale";
import { dayText, typedDay } from "../../locale/moment-text";
import { SPACE } from "../../theme/tokens";
import { PartyChoice } from "./party-choice";
import type { Chosen } from "./report-ask";

type Props = { report: ReportName; ask: ReportAsk; onChoose: (changed: Chosen) => void };

/** What a report asks for: side, party, period, and words to find rows by. */
export function ReportChoices({ report, ask, onChoose }: Props) {
  const words = useWords();
  const { sided, party, time, searched } = REPORTS[report];
  return (
    <View style={styles.choices}>
      {sided ? (
        <View style={styles.choice}>
          <Segmented
            label={words.reports.side}
            options={(["receivable", "payable"] as const).map((key) => ({ key, title: words.side[key] }))}
            chosen={ask.side}
            onChoose={(side) => onChoose({ side })}
            testID="report-side"
          />
        </View>
      ) : null}
      {party === "one" || (party === "any" && ask.party !== undefined) ? (
        <PartyChoice side={ask.side} chosen={ask.party} onChoose={onChoose} />
      ) : null}
      {time === "period" ? (
        <>
          <DayField name="from" value={ask.from} onChoose={onChoose} />
          <DayField name="to" value={ask.to} onChoose={onChoose} />
        </>
      ) : null}
      {searched && party !== "one" ? <SearchField value={ask.search} onChoose={onChoose} /> : null}
    </View>
  );
}

function SearchField({ value, onChoose }: { value: string | undefined; onChoose: Props["onChoose"] }) {
  const words = useWords();
  const [typed, setTyped] = useState(value ?? "");
  const search = (text: string): void => onChoose({ search: text.trim() === "" ? undefined : text.trim() });
  return (
    <View style={styles.choice}>
      <Field
        label={words.reports.search}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          if (text === "") search("");
        }}
        onSubmit={() => search(typed)}
        icon="search"
        clearLabel={words.parties.clear}
        hideLabel
        testID="report-search"
      />
    </View>
  );
}

function DayField(props: { name: "from" | "to"; value: string | undefined; onChoose: Props["onChoose"] }) {
  const { name, value, onChoose } = props;
  const words = useWords();
  const [typed, setTyped] = useState(value === undefined ? "" : dayText(value));
  const day = typedDay(typed);
  const isWrong = typed.trim().length >= 10 && day === null;
  return (
    <View style={styles.day}>
      <Field
        label={words.reports[name]}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          const read = typedDay(text);
          if (read !== null || text.trim() === "") onChoose({ [name]: read ?? undefined });
        }}
        error={isWrong ? words.reports.dayWrong : undefined}
        numeric
        testID={`report-${name}`}
      />
    </View>
  );
}

const styles = StyleSheet.create({
  choices: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.m, alignItems: "flex-end" },
  choice: { flexGrow: 1, flexBasis: 260 },
  day: { flexGrow: 1, flexBasis: 160, maxWidth: 260 },
});
