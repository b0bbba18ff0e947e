import { TEMPLATE_LANGUAGES } from "@cfa/contract/template-kinds";
import type { NudgePreferenceStanding } from "@cfa/contract/nudge-preference";
import { localDateAt } from "@cfa/values/local-date";
import { useState, type ReactNode } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Chips } from "../../components/chips";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { Segmented } from "../../components/segmented";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { PARTY_WRITING_WORDS } from "../../locale/party-writing/words";
import { useNow } from "../../platform/now";
import { useChangeNudgePreference } from "../../queries/use-nudge-preference";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { WayOrder } from "../reminder-settings/way-order";
import {
  HOURS,
  hourText,
  saidByWriting,
  writingDraft,
  type WritingDraft,
  type WritingProblem,
} from "./writing-draft";

const NONE: ReadonlySet<WritingProblem> = new Set();

/** Says how one customer is written to, or that it is written to as all are. */
export function WritingSheet(props: {
  standing: NudgePreferenceStanding;
  partyId: string;
  onClose: () => void;
}) {
  const { standing, partyId, onClose } = props;
  const words = useWordsOf(PARTY_WRITING_WORDS);
  const companyId = useCompanyId();
  const today = localDateAt(new Date(useNow()));
  const [draft, setDraft] = useState(() => writingDraft(standing, today));
  const [isTried, setTried] = useState(false);
  const change = useChangeNudgePreference({ companyId, partyId }, { onDone: onClose });
  const set = (next: Partial<WritingDraft>): void => setDraft({ ...draft, ...next });
  const said = saidByWriting(draft, today);
  const problems = isTried && "problems" in said ? said.problems : NONE;
  const { usual } = standing;
  const save = (): void => {
    setTried(true);
    if (change.isPending || !("preference" in said)) return;
    change.mutate({ companyId, partyId, preference: said.preference });
  };
  return (
    <Sheet open title={words.change} onClose={onClose}>
      <View style={{ gap: SPACE.l }}>
        <Part title={words.language} hint={words.byContact(words.languages[usual.language])}>
          <Segmented
            label={words.language}
            options={[
              { key: "usual", title: words.asForAll },
              ...TEMPLATE_LANGUAGES.map((key) => ({ key, title: words.languages[key] })),
            ]}
            chosen={draft.language ?? "usual"}
            onChoose={(key) => set({ language: key === "usual" ? null : key })}
            testID="writing-in"
          />
        </Part>
        <Ways draft={draft} isWrong={problems.has("ways")} onChange={set} />
        <Field
          label={words.quiet}
          hint={words.quietHint}
          value={draft.quiet}
          onChange={(quiet) => set({ quiet })}
          error={problems.has("quiet") ? words.quietWrong : undefined}
          testID="writing-until"
        />
        <Part
          title={words.hour}
          hint={`${words.basis[usual.hourBasis](hourText(usual.hour))}. ${words.hourHint}`}
        >
          <Chips
            label={words.hour}
            options={[
              { key: "learned", title: words.learned },
              ...HOURS.map((hour) => ({ key: String(hour), title: hourText(hour) })),
            ]}
            chosen={draft.hour === null ? "learned" : String(draft.hour)}
            onChoose={(key) => set({ hour: key === "learned" ? null : Number(key) })}
            testID="writing-at"
          />
        </Part>
        <Refused error={change.error} testID="writing-refused" />
        <Button
          title={words.save}
          kind="primary"
          busy={change.isPending}
          onPress={save}
          testID="writing-save"
        />
      </View>
    </Sheet>
  );
}

function Ways(props: {
  draft: WritingDraft;
  isWrong: boolean;
  onChange: (next: Partial<WritingDraft>) => void;
}) {
  const { draft, isWrong, onChange } = props;
  const words = useWordsOf(PARTY_WRITING_WORDS);
  return (
    <Part title={words.ways}>
      <Segmented
        label={words.ways}
        options={[
          { key: "all", title: words.asForAll },
          { key: "own", title: words.ownOrder },
        ]}
        chosen={draft.hasOwnOrder ? "own" : "all"}
        onChoose={(key) => onChange({ hasOwnOrder: key === "own" })}
        testID="writing-order"
      />
      {draft.hasOwnOrder ? (
        <WayOrder order={draft.order} onChange={(order) => onChange({ order })} testID="writing-way" />
      ) : null}
      {isWrong ? (
        <Text type="small" tone="bad">
          {words.waysWrong}
        </Text>
      ) : null}
    </Part>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <View style={{ gap: SPACE.xs }}>
      <Text type="smallStrong" tone="textMuted">
        {title}
      </Text>
      {children}
      {hint === undefined ? null : (
        <Text type="small" tone="textMuted">
          {hint}
        </Text>
      )}
    </View>
  );
}
