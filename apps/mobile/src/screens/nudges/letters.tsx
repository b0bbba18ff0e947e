import type { Letter } from "@cfa/contract/letters";
import type { ReactNode } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useChosen } from "../../components/use-chosen";
import { useLetters, useMarkLetters, type LetterMark } from "../../queries/use-letters";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { LetterDeeds } from "./letter-deeds";
import { LetterRow } from "./letter-row";
import { LettersMarked } from "./letters-marked";
import { useSay } from "./use-say";

/** Letters that lie there to be printed, as a document, with a person's word that they are; and those that are left out now, with why. */
export function Letters() {
  const companyId = useCompanyId();
  const read = useLetters(companyId);
  const mark = useMarkLetters();
  const { chosen, choose, toggle } = useChosen();
  const say = (as: LetterMark, nudgeIds: readonly string[]): void =>
    mark.mutate({ companyId, mark: as, nudgeIds: [...nudgeIds] }, { onSuccess: () => choose([]) });
  return (
    <>
      {mark.data === undefined ? null : (
        <LettersMarked
          mark={mark.variables.mark}
          items={mark.data.items}
          onUndo={(nudgeIds) => say("to-print", nudgeIds)}
        />
      )}
      <Refused error={mark.error} />
      <ReadState read={read} skeleton={[5]}>
        {({ rows, count }) => (
          <Lists
            rows={rows}
            more={count - rows.length}
            row={(letter, at, isFirst) => (
              <LetterRow
                key={letter.nudgeId}
                letter={letter}
                at={at}
                isFirst={isFirst}
                isChosen={chosen.has(letter.nudgeId)}
                onChoose={() => toggle(letter.nudgeId)}
                onPutAside={() => say("put-aside", [letter.nudgeId])}
              />
            )}
            deeds={(letters) => (
              <LetterDeeds
                letters={letters}
                chosen={chosen}
                onChoose={choose}
                onMark={say}
                isBusy={mark.isPending}
              />
            )}
          />
        )}
      </ReadState>
    </>
  );
}

function Lists(props: {
  rows: readonly Letter[];
  more: number;
  row: (letter: Letter, at: number, isFirst: boolean) => ReactNode;
  deeds: (letters: readonly Letter[]) => ReactNode;
}) {
  const { rows, more, row, deeds } = props;
  const { own } = useSay();
  const toPrint = rows.filter(({ leftOut }) => leftOut === null);
  const leftOut = rows.filter((letter) => letter.leftOut !== null);
  return (
    <View style={{ gap: SPACE.l }}>
      {toPrint.length === 0 ? (
        <Card>
          <Empty icon="none" title={own.letters.none} text={own.letters.noneText} testID="letters-empty" />
        </Card>
      ) : (
        <>
          {deeds(toPrint)}
          <Card flush testID="letters">
            <View role="list">{toPrint.map((letter, at) => row(letter, at, at === 0))}</View>
          </Card>
        </>
      )}
      {more > 0 ? (
        <Text tone="textMuted" testID="letters-more">
          {own.letters.more(more)}
        </Text>
      ) : null}
      {leftOut.length === 0 ? null : (
        <Card heading={own.letters.leftOut} hint={own.letters.leftOutText} flush testID="letters-left-out">
          <View role="list">{leftOut.map((letter, at) => row(letter, toPrint.length + at, at === 0))}</View>
        </Card>
      )}
    </View>
  );
}
