import type { AnswerResult, Figure } from "@cfa/contract/assistant-answer";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { FigureTable } from "../../components/chart/figure-table";
import { Money } from "../../components/money";
import { Notice } from "../../components/notice";
import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { useWords, useWordsOf } from "../../locale/locale";
import { SPACE } from "../../theme/tokens";
import { CellValue, cellText } from "./cell";
import { ResultChart } from "./result-chart";

/** How many rows stand open; the pages of the app have them all. */
const SHOWN_ROWS = 20;

/** What one query came to: figures, chart, rows that lead to their pages, how it is made, and what has to be known of it. */
export function ResultCard({ result, at }: { result: AnswerResult; at: string }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const { title, definition, figures, compared, columns, rows, rowCount, chart, caveats } = result;
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
          <Notice key={code} icon="warn" kind="warn" testID={`result-${at}-caveat-${code}`}>
            {text}
          </Notice>
        ))}
        {chart === null ? null : <ResultChart result={result} testID={`result-${at}-chart`} />}
        {shown.length === 0 ? null : (
          <>
            <FigureTable
              label={title}
              head={columns.map(({ label }) => label)}
              rows={shown.map((row, place) => {
                const [first, ...rest] = row;
                return {
                  key: String(place),
                  title: first === undefined ? "" : <CellValue cell={first} words={words} />,
                  cells: rest.map((cell, column) => (
                    <CellValue key={columns[column + 1]?.name} cell={cell} words={words} />
                  )),
                };
              })}
              testID={`result-${at}-rows`}
            />
            <Text type="small" tone="textMuted" testID={`result-${at}-count`}>
              {own.rows(shown.length, rowCount)}
            </Text>
          </>
        )}
        <Button
          title={isOpen ? own.hideDefinition : own.definition}
          onPress={() => setOpen(!isOpen)}
          testID={`result-${at}-why`}
        />
        {isOpen ? (
          <Text type="small" tone="textMuted" testID={`result-${at}-definition`}>
            {definition}
          </Text>
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
            {label}
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

const styles = StyleSheet.create({
  parts: { gap: SPACE.m, alignItems: "flex-start" },
  before: { gap: SPACE.xs },
  figures: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.xl, rowGap: SPACE.s },
  figure: { gap: 2 },
});
