import type { Inbound } from "@cfa/contract/inbound";
import { localDateAt } from "@cfa/values/local-date";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { REPLY_WORDS } from "../../locale/replies/words";
import { useNow } from "../../platform/now";
import { useInboundDeeds } from "../../queries/use-inbound";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { BillToDispute, WhichParty } from "./which";
import { OwnWords } from "./reply-parts";
import { saidByTake, takeDraft, TAKEN_AS, type TakeDraft, type TakeProblem } from "./take-draft";

const NONE: ReadonlySet<TakeProblem> = new Set();

/** What a person says that an answer is, beginning with what it seems to say. */
export function TakeSheet(props: { reply: Inbound; onClose: () => void; onTaken: () => void }) {
  const { reply, onClose, onTaken } = props;
  const words = useWordsOf(REPLY_WORDS);
  const { common } = useWords();
  const companyId = useCompanyId();
  const today = localDateAt(new Date(useNow()));
  const { take } = useInboundDeeds();
  const [draft, setDraft] = useState<TakeDraft>(() => takeDraft(reply));
  const [isTried, setTried] = useState(false);
  const change = (next: Partial<TakeDraft>): void => setDraft({ ...draft, ...next });
  const said = saidByTake(draft, { today, mayBeNobody: reply.way !== "page" });
  const problems = isTried && "problems" in said ? said.problems : NONE;
  const send = (): void => {
    setTried(true);
    if (take.isPending || !("deed" in said)) return;
    take.mutate({ companyId, inboundId: reply.inboundId, deed: said.deed }, { onSuccess: onTaken });
  };
  return (
    <Sheet open title={words.takeTitle} onClose={onClose}>
      <OwnWords reply={reply} />
      <View role="group" aria-label={words.asLabel} style={styles.part}>
        {TAKEN_AS.map((as) => (
          <Choice
            key={as}
            title={words.as[as]}
            {...(draft.as === as ? { note: words.asHint[as] } : {})}
            chosen={draft.as === as}
            onPress={() => change({ as })}
            testID={`take-as-${as}`}
          />
        ))}
      </View>
      {reply.party === null ? (
        <WhichParty
          candidates={reply.candidates}
          chosen={draft.party}
          isWrong={problems.has("party")}
          onChoose={(party) => change({ party, billId: null })}
        />
      ) : (
        <Text type="strong">{reply.party.name}</Text>
      )}
      {draft.as === "promise" ? <Promised draft={draft} problems={problems} onChange={change} /> : null}
      {draft.as === "dispute" && draft.party !== null ? (
        <BillToDispute
          partyId={draft.party.partyId}
          chosen={draft.billId}
          isWrong={problems.has("bill")}
          onChoose={(billId) => change({ billId })}
        />
      ) : null}
      <Refused error={take.error} testID="take-refused" />
      <Button title={words.keep} kind="primary" busy={take.isPending} onPress={send} testID="take-keep" />
      <Button title={common.cancel} onPress={onClose} testID="take-cancel" />
    </Sheet>
  );
}

function Promised(props: {
  draft: TakeDraft;
  problems: ReadonlySet<TakeProblem>;
  onChange: (next: Partial<TakeDraft>) => void;
}) {
  const { draft, problems, onChange } = props;
  const words = useWordsOf(REPLY_WORDS);
  return (
    <View style={styles.part}>
      <Field
        label={words.sum}
        value={draft.amount}
        onChange={(amount) => onChange({ amount })}
        numeric="decimal"
        error={problems.has("amount") ? words.sumWrong : undefined}
        testID="take-amount"
      />
      <Field
        label={words.till}
        hint={words.tillHint}
        value={draft.day}
        onChange={(day) => onChange({ day })}
        error={problems.has("day") ? words.tillWrong : undefined}
        testID="take-day"
      />
    </View>
  );
}

const styles = StyleSheet.create({ part: { gap: SPACE.s } });
