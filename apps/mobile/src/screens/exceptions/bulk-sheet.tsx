import type { ExceptionRow } from "@cfa/contract/exceptions";
import { EXCLUSION_CAUSES } from "@cfa/contract/correction-kinds";
import { sum } from "@cfa/values/money";
import { useRef } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Progress } from "../../components/progress";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Skeleton } from "../../components/skeleton";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import type { BulkResult } from "../../queries/use-bulk";
import { OneOf } from "../drafts/one-of";
import { amountOf, type DeedKind } from "./bulk-deeds";
import { LeftOut } from "./left-out";
import { useBulkSheet, type BulkSheetState } from "./use-bulk-sheet";

/** Looked at before it is done: how many, how much, and what is left out and why. */
export function BulkSheet(props: {
  deed: DeedKind;
  rows: readonly ExceptionRow[];
  companyId: string;
  onClose: () => void;
  onDone: (result: BulkResult) => void;
}) {
  const { deed, rows, companyId, onClose, onDone } = props;
  const words = useWords();
  const w = words.exceptions.queue;
  const primary = useRef<View>(null);
  const sheet = useBulkSheet({ deed, rows, companyId, onDone, primary });
  const { ready, leftOut, isWaiting, act, progress } = sheet;
  const total = moneyText(sum(ready.map(amountOf)), { form: "full", words });
  return (
    <Sheet open title={w.sheet[deed]} onClose={act.isPending ? () => undefined : onClose}>
      <Choices deed={deed} rows={rows} sheet={sheet} />
      {sheet.isLooking ? (
        <Skeleton cards={[2]} />
      ) : (
        <View role="status" testID="bulk-preview">
          <Text type="strong">{w.ready(ready.length, total)}</Text>
          {isWaiting ? <Text type="small">{w.waits}</Text> : null}
        </View>
      )}
      <LeftOut items={leftOut} />
      <Field
        label={words.corrections.form.reason}
        value={sheet.reason}
        onChange={sheet.setReason}
        error={sheet.reason.trim() === "" ? words.corrections.form.reasonWrong : undefined}
        expects="name"
        testID="bulk-reason"
      />
      {act.isPending && progress.of > 0 ? (
        <Progress
          share={Math.round((100 * progress.done) / progress.of)}
          label={w.progress(progress.done, progress.of)}
          testID="bulk-progress"
        />
      ) : null}
      <Refused error={sheet.error} testID="bulk-refused" />
      {ready.length > 0 ? (
        <View ref={primary}>
          <Button
            title={w.doIt(ready.length)}
            kind="primary"
            busy={act.isPending}
            onPress={sheet.go}
            testID="bulk-do"
          />
        </View>
      ) : null}
      <Button title={words.common.cancel} onPress={onClose} testID="bulk-cancel" />
    </Sheet>
  );
}

/** What a deed is told besides. */
function Choices(props: { deed: DeedKind; rows: readonly ExceptionRow[]; sheet: BulkSheetState }) {
  const { deed, rows, sheet } = props;
  const words = useWords();
  const w = words.exceptions.queue;
  if (deed === "terms") {
    return (
      <Field
        label={words.corrections.form.days}
        value={sheet.days}
        onChange={sheet.setDays}
        hint={w.daysHint}
        numeric
        isFirst
        testID="bulk-days"
      />
    );
  }
  if (deed === "exclude") {
    return (
      <OneOf
        label={words.corrections.form.cause}
        options={EXCLUSION_CAUSES.map((key) => ({ key, title: words.corrections.causes[key] }))}
        chosen={sheet.cause}
        onChoose={sheet.setCause}
        testID="bulk-cause"
      />
    );
  }
  const guesses = rows.filter((row) => row.suggestions[0]?.certainty === "guess").length;
  if (deed !== "match" || guesses === 0) return null;
  return (
    <Choice
      title={w.withGuesses(guesses)}
      note={w.guessNote}
      chosen={sheet.withGuesses}
      onPress={() => sheet.setWithGuesses(!sheet.withGuesses)}
      testID="bulk-guesses"
    />
  );
}
