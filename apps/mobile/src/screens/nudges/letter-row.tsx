import type { Letter } from "@cfa/contract/letters";

import { Button } from "../../components/button";
import { ListRow } from "../../components/list-row";
import { Money } from "../../components/money";
import { Tick } from "../../components/tick";
import { Way } from "../../components/way";
import { dayText, momentText } from "../../locale/moment-text";
import { useCompanyId } from "../../session/view";
import { letterCodeText, stageText } from "./nudge-text";
import { useSay } from "./use-say";

/** A letter in the list: to whom, what it asks for now, and whether it has been on paper; or why it is left out, and the way to put it aside. */
export function LetterRow(props: {
  letter: Letter;
  at: number;
  isFirst: boolean;
  isChosen: boolean;
  onChoose: () => void;
  onPutAside: () => void;
}) {
  const { letter, at, isFirst, isChosen, onChoose, onPutAside } = props;
  const say = useSay();
  const { own, words } = say;
  const companyId = useCompanyId();
  const { nudgeId, party, stage, bills, day, language, amount, leftOut, madeAt } = letter;
  const name = party?.name ?? own.gone;
  const about =
    leftOut === null
      ? [
          stageText(stage, say),
          words.common.bills(bills),
          own.letters.letOut(dayText(day)),
          own.one.languages[language],
          ...(madeAt === null ? [] : [own.letters.made(momentText(madeAt))]),
        ]
      : [stageText(stage, say), own.letters.why(letterCodeText(leftOut, say))];
  return (
    <ListRow
      title={name}
      about={about}
      isFirst={isFirst}
      lead={
        leftOut === null ? (
          <Tick
            label={own.choose(name)}
            ticked={isChosen}
            onPress={onChoose}
            testID={`choose-letter-${at}`}
          />
        ) : null
      }
      testID={`letter-${at}`}
    >
      <Money paise={amount} type="strong" align="right" testID={`letter-amount-${at}`} />
      <Way
        title={own.more}
        href={{ pathname: "/[companyId]/nudges/[nudgeId]", params: { companyId, nudgeId } }}
        testID={`more-letter-${at}`}
      />
      {leftOut === null ? null : (
        <Button
          title={own.letters.putAside}
          of={name}
          onPress={onPutAside}
          testID={`put-aside-letter-${at}`}
        />
      )}
    </ListRow>
  );
}
