import type { Offer } from "@cfa/contract/offers";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Fact, Facts } from "../../components/fact";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { typedDay } from "../../locale/moment-text";
import { OFFER_WORDS } from "../../locale/offers/words";
import { useOfferEdit } from "../../queries/use-offers";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { typedRate } from "../settings/typed-rate";
import { MOST_TYPED, stepsOf, typedSteps, whyNot, withStep, type TypedStep } from "./edit-steps";
import { figureTexts, nameOf, stepTexts, sumText, type Say } from "./offer-text";

/** An owner's own steps for a proposal: what they come to is seen before they are kept. */
export function EditSheet({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const say = { words: useWords(), own: useWordsOf(OFFER_WORDS) };
  const { own, words } = say;
  const companyId = useCompanyId();
  const edit = useOfferEdit();
  const [typed, setTyped] = useState(() => typedSteps(offer));
  const [isTried, setTried] = useState(false);
  const change = (next: TypedStep[]): void => {
    setTyped(next);
    edit.reset();
  };
  const ask = (keep: boolean): void => {
    setTried(true);
    const steps = stepsOf(typed);
    if (steps === null) return;
    edit.mutate(
      { companyId, offerId: offer.offerId, seen: offer.proposedAt, steps, keep },
      { onSuccess: (answer) => answer.offer !== null && onClose() },
    );
  };
  const isLookedAt = edit.data !== undefined && edit.data.failure === null && edit.data.refusals.length === 0;
  const mayKeep = edit.isPending ? edit.variables.keep : isLookedAt; // the button stays what it was pressed as
  return (
    <Sheet open title={own.edit} onClose={onClose}>
      <Text type="strong">{nameOf(offer, own)}</Text>
      <Text tone="textMuted">{own.editing.text}</Text>
      {typed.map((step, at) => (
        <StepFields
          key={at}
          step={step}
          at={at}
          isTried={isTried}
          onChange={(changed) => change(typed.with(at, changed))}
        />
      ))}
      <View style={styles.deeds}>
        {typed.length < MOST_TYPED ? (
          <Button title={own.editing.more} onPress={() => change(withStep(typed))} testID="step-more" />
        ) : null}
        {typed.length > 1 ? (
          <Button title={own.editing.less} onPress={() => change(typed.slice(0, -1))} testID="step-less" />
        ) : null}
      </View>
      {edit.data === undefined ? null : <Outcome offer={offer} edited={edit.data} say={say} />}
      <Refused error={edit.error} />
      <Button
        title={mayKeep ? own.editing.keep : own.editing.look}
        kind="primary"
        busy={edit.isPending}
        onPress={() => ask(mayKeep)}
        testID={mayKeep ? "steps-keep" : "steps-look"}
      />
      <Button title={words.common.cancel} onPress={onClose} testID="steps-cancel" />
    </Sheet>
  );
}

function StepFields(props: {
  step: TypedStep;
  at: number;
  isTried: boolean;
  onChange: (step: TypedStep) => void;
}) {
  const { step, at, isTried, onChange } = props;
  const { editing } = useWordsOf(OFFER_WORDS);
  const isWrong = isTried && typedRate(step.discount) === null;
  const isWrongDay = isTried && typedDay(step.until) === null;
  return (
    <View style={styles.step} role="group" aria-label={editing.step(at + 1)}>
      <Text type="smallStrong">{editing.step(at + 1)}</Text>
      <View style={styles.fields}>
        <View style={styles.field}>
          <Field
            label={editing.discount}
            value={step.discount}
            onChange={(discount) => onChange({ ...step, discount })}
            numeric="decimal"
            error={isWrong ? editing.wrongDiscount : undefined}
            testID={`step-${at}-discount`}
          />
        </View>
        <View style={styles.field}>
          <Field
            label={editing.until}
            value={step.until}
            onChange={(until) => onChange({ ...step, until })}
            numeric
            error={isWrongDay ? editing.wrongDay : undefined}
            testID={`step-${at}-until`}
          />
        </View>
      </View>
    </View>
  );
}

/** What the steps come to, or why they cannot be. */
function Outcome(props: {
  offer: Offer;
  edited: NonNullable<ReturnType<typeof useOfferEdit>["data"]>;
  say: Say;
}) {
  const { offer, edited, say } = props;
  const { words, own } = say;
  const { figures } = edited;
  return (
    <View style={styles.outcome} testID="steps-outcome">
      {whyNot(edited, say).map((text) => (
        <Notice key={text} icon="bad" kind="bad" testID="steps-refused">
          {text}
        </Notice>
      ))}
      {figures === null ? null : (
        <>
          {stepTexts(figures, say).map((text) => (
            <Text key={text}>{text}</Text>
          ))}
          <Facts>
            {figureTexts({ ...offer, ...figures }, say).map(([name, text]) => (
              <Fact key={name} label={name}>
                {text}
              </Fact>
            ))}
          </Facts>
          {figures.lost === "0" ? null : (
            <Text tone="bad">{own.editing.worst(sumText(figures.lost, words))}</Text>
          )}
        </>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  step: { gap: SPACE.xs },
  fields: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  field: { flexGrow: 1, flexBasis: 140 },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  outcome: { gap: SPACE.s },
});
