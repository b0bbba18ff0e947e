import { TABLE_KINDS } from "@cfa/contract/upload-files";
import type { TableKind, TableQuestion } from "@cfa/contract/uploads";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Press } from "../../components/press";
import { Segmented } from "../../components/segmented";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useUploadDeeds } from "../../queries/use-uploads";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { ColumnRow } from "./column-row";
import { draftOf, isList, mappingOf, withMeaning, type DraftFault } from "./mapping-draft";

type Ids = { companyId: string; uploadId: string; fileNo: number };

/** What a table is and what its columns mean: our guess with samples, to be confirmed or put right once. */
export function TableQuestionForm({ question, ids }: { question: TableQuestion; ids: Ids }) {
  const words = useWords();
  const [draft, setDraft] = useState(() => draftOf(question));
  const [fault, setFault] = useState<DraftFault | null>(null);
  const { answer } = useUploadDeeds(ids.companyId, ids.uploadId);
  const say = () => {
    const said = mappingOf(draft, question);
    setFault("fault" in said ? said.fault : null);
    if ("mapping" in said) answer.mutate({ ...ids, mapping: said.mapping });
  };
  return (
    <View style={styles.stack} testID="table-question">
      {question.missing.includes("columns") ? <Text>{words.upload.confirm}</Text> : null}
      <KindChoice kind={draft.kind} onChoose={(kind) => setDraft({ ...draft, kind })} />
      {isList(draft.kind) ? (
        <Field
          label={words.upload.asOfTyped}
          value={draft.asOf}
          onChange={(asOf) => setDraft({ ...draft, asOf })}
          numeric
          testID="as-of-day"
        />
      ) : null}
      {question.missing.includes("date-order") ? (
        <View style={styles.part}>
          <Text type="smallStrong" tone="textMuted">
            {words.upload.dateOrder}
          </Text>
          <Segmented
            label={words.upload.dateOrder}
            options={[
              { key: "day-first", title: words.upload.dayFirst },
              { key: "month-first", title: words.upload.monthFirst },
            ]}
            chosen={draft.dateOrder ?? ""}
            onChoose={(order) =>
              setDraft({ ...draft, dateOrder: order === "month-first" ? order : "day-first" })
            }
            testID="date-order"
          />
        </View>
      ) : null}
      {question.columns.map((column, at) => (
        <ColumnRow
          key={at}
          column={column}
          at={at}
          meaning={draft.meanings[at] ?? null}
          onChoose={(field) => setDraft(withMeaning(draft, at, field))}
        />
      ))}
      {fault === null ? null : (
        <Notice icon="bad" kind="bad" testID="mapping-fault">
          {words.upload.draftFaults[fault]}
        </Notice>
      )}
      <Refused error={answer.error} />
      <Button
        title={words.upload.confirmYes}
        kind="primary"
        busy={answer.isPending}
        onPress={say}
        testID="confirm-mapping"
      />
    </View>
  );
}

function KindChoice(props: { kind: TableKind | null; onChoose: (kind: TableKind) => void }) {
  const words = useWords();
  const colours = useColours();
  return (
    <View style={styles.part} role="group" aria-label={words.upload.whatIsIt}>
      <Text type="smallStrong" tone="textMuted">
        {words.upload.whatIsIt}
      </Text>
      <View style={styles.kinds}>
        {TABLE_KINDS.map((kind) => (
          <Press
            key={kind}
            selected={kind === props.kind}
            onPress={() => props.onChoose(kind)}
            testID={`kind-${kind}`}
            style={[
              styles.kind,
              { borderColor: kind === props.kind ? colours.brand : colours.line },
              kind === props.kind && { backgroundColor: colours.brandSoft },
            ]}
          >
            <Text type="smallStrong" tone={kind === props.kind ? "brand" : "text"}>
              {words.upload.kinds[kind]}
            </Text>
          </Press>
        ))}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  part: { gap: SPACE.xs },
  kinds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  kind: {
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
