import type { OfferSettingsStanding } from "@cfa/contract/offers";
import { useRouter } from "expo-router";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Choice } from "../../components/choice";
import { Fact, Facts } from "../../components/fact";
import { Field } from "../../components/field";
import { LinkRow } from "../../components/link-row";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { Segmented } from "../../components/segmented";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { OFFER_SETTING_WORDS } from "../../locale/offer-settings/words";
import { useMyRole } from "../../queries/use-companies";
import { useChangeOfferSettings, useOfferSettings } from "../../queries/use-offer-settings";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import {
  isSameOffers,
  offerSettingsDraft,
  saidByOfferSettings,
  type OfferSettingsDraft,
  type OfferSettingsProblems,
} from "./offer-settings-draft";
import { rateText } from "./typed-rate";

const RULES = ["own-forecast", "plain"] as const;
const STYLES = ["percent", "rupees"] as const;
const NOTES = ["financial", "section34"] as const;

/** Whether and how offers are proposed, with what cash costs beside it; an owner says it, others read. */
export function OfferSettingsScreen() {
  const words = useWordsOf(OFFER_SETTING_WORDS);
  const companyId = useCompanyId();
  const isOwner = useMyRole(companyId) === "owner";
  const read = useOfferSettings(companyId);
  const [isSaved, setSaved] = useState(false);
  const change = useChangeOfferSettings(companyId, { onDone: () => setSaved(true) });
  return (
    <Page title={words.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.text}</Text>
      <ReadState read={read} skeleton={[2, 4]}>
        {(standing) => (
          <View style={{ gap: SPACE.l }}>
            <Card flush>
              <LinkRow
                to={{ pathname: "/[companyId]/offers/results", params: { companyId } }}
                isPart
                isFirst
                testID="offers-results-link"
              >
                <Text type="strong">{words.results}</Text>
              </LinkRow>
            </Card>
            <CostOfCash standing={standing} />
            {isOwner ? (
              <Form
                // What the server says now takes the place of what the device had kept.
                key={JSON.stringify(standing.settings)}
                standing={standing}
                change={change}
                isSaved={isSaved}
                onEdit={() => setSaved(false)}
              />
            ) : (
              <Looked standing={standing} />
            )}
          </View>
        )}
      </ReadState>
    </Page>
  );
}

function CostOfCash({ standing: { costOfCash } }: { standing: OfferSettingsStanding }) {
  const words = useWordsOf(OFFER_SETTING_WORDS);
  const companyId = useCompanyId();
  const router = useRouter();
  return (
    <Card heading={words.cost} testID="offers-cost">
      <View style={{ gap: SPACE.m }}>
        <Text>{words.costText(rateText(costOfCash))}</Text>
        <Button
          title={words.costLink}
          onPress={() =>
            router.push({ pathname: "/[companyId]/settings/cost-of-cash", params: { companyId } })
          }
          testID="offers-cost-link"
        />
      </View>
    </Card>
  );
}

function Form(props: {
  standing: OfferSettingsStanding;
  change: ReturnType<typeof useChangeOfferSettings>;
  isSaved: boolean;
  onEdit: () => void;
}) {
  const { standing, change, isSaved, onEdit } = props;
  const words = useWordsOf(OFFER_SETTING_WORDS);
  const companyId = useCompanyId();
  const [draft, setDraft] = useState<OfferSettingsDraft>(() => offerSettingsDraft(standing.settings));
  const said = saidByOfferSettings(draft);
  const isOther = !isSameOffers(standing.settings, said);
  const edit = (next: Partial<OfferSettingsDraft>) => {
    onEdit();
    setDraft({ ...draft, ...next });
  };
  const undo = () => {
    change.reset();
    setDraft(offerSettingsDraft(standing.settings));
  };
  const save = () => {
    if (isOther && said.settings !== null) change.mutate({ companyId, settings: said.settings });
  };
  return (
    <>
      <Choices standing={standing} draft={draft} onChange={edit} />
      <Limits draft={draft} problems={said.problems ?? {}} onChange={edit} />
      <Refused error={change.error} testID="offers-refused" />
      {isOther ? (
        <Notice icon="warn" kind="warn" testID="offers-unsaved">
          {words.unsaved}
        </Notice>
      ) : isSaved ? (
        <Notice icon="good" kind="neutral" testID="offers-saved">
          {words.saved}
        </Notice>
      ) : null}
      <Button title={words.save} kind="primary" busy={change.isPending} onPress={save} testID="offers-save" />
      {isOther ? <Button title={words.undo} onPress={undo} testID="offers-undo" /> : null}
      <By standing={standing} />
    </>
  );
}

type Editing = { draft: OfferSettingsDraft; onChange: (next: Partial<OfferSettingsDraft>) => void };

function Choices({ standing, draft, onChange }: Editing & { standing: OfferSettingsStanding }) {
  const words = useWordsOf(OFFER_SETTING_WORDS);
  const plain = usePlainWords(standing);
  return (
    <>
      <Card heading={words.isOn}>
        <View style={{ gap: SPACE.m }}>
          <Segmented
            label={words.isOn}
            options={[
              { key: "on", title: words.on },
              { key: "off", title: words.off },
            ]}
            chosen={draft.isOn ? "on" : "off"}
            onChoose={(key) => onChange({ isOn: key === "on" })}
            testID="offers"
          />
          {draft.isOn ? null : <Text tone="textMuted">{words.offText}</Text>}
        </View>
      </Card>
      <Card heading={words.rule}>
        <View role="group" aria-label={words.rule} style={{ gap: SPACE.m }}>
          {RULES.map((rule) => (
            <Choice
              key={rule}
              title={words.rules[rule]}
              note={rule === "plain" ? plain.text : words.ruleTexts["own-forecast"]}
              chosen={draft.rule === rule}
              onPress={() => onChange({ rule })}
              testID={`offers-rule-${rule}`}
            />
          ))}
          <Notice
            icon={draft.rule === "plain" ? "warn" : "none"}
            kind={draft.rule === "plain" ? "warn" : "neutral"}
            testID="offers-plain-cost"
          >
            {plain.warning}
          </Notice>
        </View>
      </Card>
      <Card heading={words.style}>
        <Segmented
          label={words.style}
          options={STYLES.map((key) => ({ key, title: words.styles[key] }))}
          chosen={draft.style}
          onChoose={(style) => onChange({ style })}
          testID="offers-style"
        />
      </Card>
      <Card heading={words.note}>
        <View role="group" aria-label={words.note} style={{ gap: SPACE.m }}>
          {NOTES.map((gstMode) => (
            <Choice
              key={gstMode}
              title={words.notes[gstMode]}
              note={words.noteTexts[gstMode]}
              chosen={draft.gstMode === gstMode}
              onPress={() => onChange({ gstMode })}
              testID={`offers-note-${gstMode}`}
            />
          ))}
        </View>
      </Card>
    </>
  );
}

const LIMITS = ["margin", "cap", "budget", "share", "gap"] as const;

function Limits({ draft, problems, onChange }: Editing & { problems: OfferSettingsProblems }) {
  const words = useWordsOf(OFFER_SETTING_WORDS);
  return (
    <Card heading={words.limits}>
      <View style={{ gap: SPACE.l }}>
        {LIMITS.map((name) => {
          const problem = problems[name];
          return (
            <Field
              key={name}
              label={words[name]}
              hint={words[`${name}Hint`]}
              value={draft[name]}
              onChange={(text) => onChange({ [name]: text })}
              numeric={name === "gap" ? true : "decimal"}
              error={problem === undefined ? undefined : (words[problem] as string)}
              testID={`offers-${name}`}
            />
          );
        })}
      </View>
    </Card>
  );
}

function Looked({ standing }: { standing: OfferSettingsStanding }) {
  const words = useWordsOf(OFFER_SETTING_WORDS);
  const plain = usePlainWords(standing);
  const { isOn, rule, style, gstMode } = standing.settings;
  const draft = offerSettingsDraft(standing.settings);
  return (
    <Card testID="offers-looked">
      <View style={{ gap: SPACE.l }}>
        <Facts>
          <Fact label={words.isOn}>{isOn ? words.on : words.off}</Fact>
          <Fact label={words.rule}>{words.rules[rule]}</Fact>
          <Fact label={words.style}>{words.styles[style]}</Fact>
          <Fact label={words.note}>{words.notes[gstMode]}</Fact>
          {LIMITS.map((name) => (
            <Fact key={name} label={words[name]}>
              {draft[name] === "" ? words.notSaid : draft[name]}
            </Fact>
          ))}
        </Facts>
        <Text type="small" tone="textMuted">
          {plain.warning}
        </Text>
        <By standing={standing} />
        <Text type="small" tone="textMuted">
          {words.ownerOnly}
        </Text>
      </View>
    </Card>
  );
}

function By({ standing: { said } }: { standing: OfferSettingsStanding }) {
  const words = useWordsOf(OFFER_SETTING_WORDS);
  return (
    <Text type="small" tone="textMuted" testID="offers-by">
      {said === null ? words.usual : words.by(momentText(said.at), said.by)}
    </Text>
  );
}

/** What the plain rule truly costs, in words. */
function usePlainWords({ plain, costOfCash }: OfferSettingsStanding): { text: string; warning: string } {
  const words = useWordsOf(OFFER_SETTING_WORDS);
  const days = useWords().common.days(plain.lateDays);
  const [discount, rate] = [rateText(plain.discount), rateText(plain.annualRate)];
  return {
    text: words.ruleTexts.plain(discount, days, rate),
    warning: [
      words.plainCost(discount, days, rate),
      words.plainWorth(days, rateText(plain.breakEven), rateText(costOfCash)),
    ].join(" "),
  };
}
