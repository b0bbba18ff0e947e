import type { AnswerResult, Figure } from "@cfa/contract/assistant-answer";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { FigureTable } from "../../components/chart/figure-table";
import { Money } from "../../components/money";
import { Notice } from "../../components/notice";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { useWords, useWordsOf } from "../../locale/locale";
import type { Question } from "../../queries/use-assistant";
import { SPACE } from "../../theme/tokens";
import { CellValue, cellText } from "./cell";
import { ResultChart } from "./result-chart";

/** How many rows stand open; the pages of the app have them all. */
const SHOWN_ROWS = 20;

/** What one query came to: figures, chart, rows that lead to their pages, how it is made, and what has to be known of it. */
export function ResultCard(props: { result: AnswerResult; at: string; onAsk: (question: Question) => void }) {
  const { result, at, onAsk } = props;
  const own = useWordsOf(ASSISTANT_WORDS);
  const [isOpen, setOpen] = useState(false);
  const { title, definition, figures, compared, columns, rows, rowCount, chart, caveats, vouchers } = result;
  const shown = rows.slice(0, SHOWN_ROWS);
  return (
    <Card heading={title} testID={`result-${at}`}>
      <View style={styles.parts}>
        <Figures figures={figures} at={at} />
        {compared.length === 0 ? null : (
          <View style={styles.before}>
            <Text type="smallStrong" tone="textMuted">
              {own.before}
            </Text>
            <Figures figures={compared} at={`${at}-before`} isBeside />
          </View>
        )}
        {caveats.map(({ code, text }) => (
          <View key={code} style={styles.wide}>
            <Notice icon="warn" kind="warn" testID={`result-${at}-caveat-${code}`}>
              {text}
            </Notice>
          </View>
        ))}
        {chart === null ? null : <ResultChart result={result} testID={`result-${at}-chart`} />}
        {shown.length === 0 ? null : (
          <View style={styles.rows}>
            <FigureTable
              label={title}
              head={columns.map(({ label }) => capital(label))}
              rows={shown.map((row, place) => {
                const [first, ...rest] = row.map((cell, column) => (
                  <CellValue
                    key={columns[column]?.name}
                    cell={cell}
                    column={columns[column]?.name}
                    onAsk={onAsk}
                  />
                ));
                return { key: String(place), title: first, cells: rest };
              })}
              testID={`result-${at}-rows`}
            />
            <Text type="small" tone="textMuted" testID={`result-${at}-count`}>
              {own.rows(shown.length, rowCount)}
            </Text>
          </View>
        )}
        <Press onPress={() => setOpen(!isOpen)} style={styles.why} testID={`result-${at}-why`}>
          <Text type="smallStrong" tone="brand">
            {isOpen ? own.hideDefinition : own.definition}
          </Text>
        </Press>
        {isOpen ? (
          <View style={styles.before} testID={`result-${at}-definition`}>
            <Text type="small" tone="textMuted">
              {definition}
            </Text>
            {vouchers.length === 0 ? null : (
              <Text type="small" tone="textMuted">
                {own.vouchers(vouchers.length)}
              </Text>
            )}
          </View>
        ) : null}
      </View>
    </Card>
  );
}

function Figures({
  figures,
  at,
  isBeside = false,
}: {
  figures: readonly Figure[];
  at: string;
  isBeside?: boolean;
}) {
  const words = useWords();
  return (
    <View style={styles.figures}>
      {figures.map(({ name, label, cell }, place) => (
        <View key={name} style={styles.figure}>
          <Text type="small" tone="textMuted">
            {capital(label)}
          </Text>
          {cell.kind === "money" ? (
            <Money
              paise={cell.value}
              type={place === 0 && !isBeside ? "figure" : "strong"}
              testID={`result-${at}-${name}`}
            />
          ) : (
            <Text type={place === 0 && !isBeside ? "figure" : "strong"} testID={`result-${at}-${name}`}>
              {cellText(cell, words)}
            </Text>
          )}
        </View>
      ))}
    </View>
  );
}

/** A label as it begins a line. */
function capital(label: string): string {
  return label.slice(0, 1).toUpperCase() + label.slice(1);
}

const styles = StyleSheet.create({
  parts: { gap: SPACE.m, alignItems: "flex-start" },
  before: { gap: SPACE.xs },
  figures: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.xl, rowGap: SPACE.s },
  figure: { gap: 2 },
  wide: { alignSelf: "stretch" },
  rows: { alignSelf: "stretch", gap: SPACE.s },
  why: { justifyContent: "center" },
});
