import { TEMPLATE_VARIABLES } from "@cfa/contract/template-kinds";
import type { TemplatePlace } from "@cfa/contract/templates";
import { useRef, useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Notice } from "../../components/notice";
import { Press } from "../../components/press";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import { useUnsaved } from "../../platform/unsaved";
import type { useTemplateDeeds } from "../../queries/use-templates";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE, TARGET } from "../../theme/tokens";
import { RegistrationCard } from "./registration-card";
import { StandingCard } from "./standing-card";
import {
  keepUnsaved,
  keyOf,
  putIn,
  saidByTemplate,
  shippedAgain,
  templateDraft,
  templateProblems,
  unsavedDraft,
  type TemplateDraft,
} from "./template-draft";
import { TestCard } from "./test-card";
import { TemplatePreview } from "./template-preview";
import { TextArea, type Cursor } from "./text-area";

const AT_END: Cursor = { start: Infinity, end: Infinity };

/** One text: how it stands, what it says, by what a carrier knows it, and how it looks to a customer. What is typed stays until it is saved. */
export function TemplateEditor(props: {
  place: TemplatePlace;
  other: TemplatePlace;
  provider: string | null;
  /** Null: who reads changes nothing. */
  deeds: ReturnType<typeof useTemplateDeeds> | null;
}) {
  const { place, other, provider, deeds } = props;
  const words = useWordsOf(TEMPLATE_WORDS);
  const companyId = useCompanyId();
  const keptAs = keyOf(companyId, place);
  const stored = templateDraft(place);
  const [typed, setTyped] = useState(() => unsavedDraft(keptAs));
  const draft = typed ?? stored;
  const hasSubject = place.way === "email" || place.way === "print";
  const isOther = JSON.stringify(draft) !== JSON.stringify(stored);
  useUnsaved(isOther);
  const change = (next: TemplateDraft | null): void => {
    keepUnsaved(keptAs, next);
    setTyped(next);
  };
  const problems = templateProblems(place.kind, draft);
  const isRight = problems.text === null && problems.fields.length === 0;
  const { kind, stage, way, language } = place;
  const said = saidByTemplate(draft, { hasSubject });
  const save = (): void => {
    if (!isRight || deeds === null) return;
    deeds.setState.reset();
    deeds.keep.mutate({ companyId, kind, stage, way, language, ...said });
  };
  return (
    <>
      <StandingCard
        place={place}
        isUnsaved={isOther}
        said={said.registration}
        isRight={isRight}
        deeds={deeds}
      />
      {deeds === null ? (
        <Text tone="textMuted">{words.readOnly}</Text>
      ) : (
        <>
          <WritingCard
            place={place}
            draft={draft}
            problem={problems.text}
            hasSubject={hasSubject}
            onChange={change}
          />
          <RegistrationCard
            place={place}
            provider={provider}
            draft={draft}
            wrong={problems.fields}
            onChange={change}
          />
          <Refused error={deeds.keep.error} testID="template-refused" />
          {isOther ? (
            <Notice icon="warn" kind="warn" testID="template-unsaved">
              {problems.text === null ? (isRight ? words.unsaved : words.wrongKnown) : words[problems.text]}
            </Notice>
          ) : deeds.keep.isSuccess ? (
            <Notice icon="good" kind="neutral" testID="template-saved">
              {words.saved}
            </Notice>
          ) : null}
          <View style={styles.row}>
            <Button
              title={words.save}
              kind="primary"
              busy={deeds.keep.isPending}
              onPress={save}
              testID="template-save"
            />
            {isOther ? (
              <Button title={words.undo} onPress={() => change(null)} testID="template-undo" />
            ) : null}
            <Button
              title={words.revert}
              onPress={() => change(shippedAgain(draft, place))}
              testID="template-revert"
            />
          </View>
        </>
      )}
      {deeds === null || way === "print" ? null : (
        <TestCard place={{ ...place, way }} said={said} isRight={isRight} />
      )}
      <TemplatePreview
        place={place}
        said={said}
        isRight={problems.text === null}
        other={{
          language: other.language,
          ...saidByTemplate(unsavedDraft(keyOf(companyId, other)) ?? templateDraft(other), { hasSubject }),
        }}
      />
    </>
  );
}

function WritingCard(props: {
  place: TemplatePlace;
  draft: TemplateDraft;
  problem: "wrong" | "noText" | null;
  hasSubject: boolean;
  onChange: (draft: TemplateDraft) => void;
}) {
  const { place, draft, problem, hasSubject, onChange } = props;
  const words = useWordsOf(TEMPLATE_WORDS);
  const [line, setLine] = useState<"subject" | "body">("body");
  const cursors = useRef({ subject: AT_END, body: AT_END });
  const at = (name: "subject" | "body") => (cursor: Cursor) => {
    setLine(name);
    cursors.current[name] = cursor;
  };
  const put = (name: string): void => {
    const { text, at: next } = putIn(draft[line], cursors.current[line], `{{${name}}}`);
    cursors.current[line] = { start: next, end: next };
    onChange({ ...draft, [line]: text });
  };
  return (
    <Card>
      <View style={styles.stack}>
        {hasSubject ? (
          <TextArea
            label={words.subject}
            value={draft.subject}
            onChange={(subject) => onChange({ ...draft, subject })}
            onCursor={at("subject")}
            lines="one"
            testID="template-subject"
          />
        ) : null}
        <TextArea
          label={words.body}
          value={draft.body}
          onChange={(body) => onChange({ ...draft, body })}
          onCursor={at("body")}
          error={problem === null ? undefined : words[problem]}
          testID="template-body"
        />
        <View style={styles.little}>
          <Text type="smallStrong" tone="textMuted">
            {words.insert}
          </Text>
          <View role="group" aria-label={words.insert} style={styles.row}>
            {TEMPLATE_VARIABLES[place.kind].map((name) => (
              <Value
                key={name}
                title={words.variables[name]}
                onPress={() => put(name)}
                testID={`put-${name}`}
              />
            ))}
          </View>
          <Text type="small" tone="textMuted">
            {words.insertHint}
          </Text>
        </View>
      </View>
    </Card>
  );
}

function Value({ title, onPress, testID }: { title: string; onPress: () => void; testID: string }) {
  const colours = useColours();
  return (
    <Press
      onPress={onPress}
      testID={testID}
      style={[styles.value, { backgroundColor: colours.surface, borderColor: colours.line }]}
    >
      <Text type="smallStrong">{title}</Text>
    </Press>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  little: { gap: SPACE.s },
  row: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  value: {
    minWidth: TARGET,
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
