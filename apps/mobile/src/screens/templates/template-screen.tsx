import { NUDGE_WAYS } from "@cfa/contract/nudge-kinds";
import { TEMPLATE_LANGUAGES } from "@cfa/contract/template-kinds";
import type { TemplatePlaces } from "@cfa/contract/templates";
import { useLocalSearchParams } from "expo-router";
import { useState } from "react";
import { View } from "react-native";

import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Segmented } from "../../components/segmented";
import { useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import { useMyRole } from "../../queries/use-companies";
import { useTemplateDeeds, useTemplates } from "../../queries/use-templates";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { NotFoundScreen } from "../start/not-found-screen";
import { keepUnsaved, keyOf, stageOf } from "./template-draft";
import { TemplateEditor } from "./template-editor";

/** The texts of one stage: a way and a language are chosen, its text is written anew and put into use. */
export function TemplateScreen() {
  const at = stageOf(useLocalSearchParams<{ stage: string }>().stage);
  const names = useWordsOf(NUDGE_NAMES);
  const read = useTemplates(useCompanyId());
  if (at === null) return <NotFoundScreen />;
  return (
    <Page title={names.stages[at.stage]} subtitle={names.kinds[at.kind]} back narrow onRefresh={read.refetch}>
      <ReadState read={read} skeleton={[2, 6, 4]}>
        {(places) => <Chosen places={places} stage={at.stage} />}
      </ReadState>
    </Page>
  );
}

function Chosen({ places, stage }: { places: TemplatePlaces; stage: string }) {
  const words = useWordsOf(TEMPLATE_WORDS);
  const names = useWordsOf(NUDGE_NAMES);
  const companyId = useCompanyId();
  const isOwner = useMyRole(companyId) === "owner";
  const on = places.ways.find(({ way, state }) => way !== "print" && state !== "none")?.way ?? "email";
  const [way, setWay] = useState(on);
  const [language, setLanguage] = useState<(typeof TEMPLATE_LANGUAGES)[number]>("en");
  const here = places.templates.filter((one) => one.stage === stage && one.way === way);
  const place = here.find((one) => one.language === language);
  const other = here.find((one) => one.language !== language);
  const deeds = useTemplateDeeds(companyId, {
    onKept: () => {
      if (place !== undefined) keepUnsaved(keyOf(companyId, place), null);
    },
  });
  // What was told of one text is not told of the next.
  const leave = (): void => {
    deeds.keep.reset();
    deeds.setState.reset();
  };
  if (place === undefined || other === undefined) return null;
  return (
    <View style={{ gap: SPACE.l }}>
      <Segmented
        label={words.way}
        options={NUDGE_WAYS.map((key) => ({ key, title: names.ways[key] }))}
        chosen={way}
        onChoose={(next) => {
          leave();
          setWay(next);
        }}
        testID="template-way"
      />
      <Segmented
        label={words.language}
        options={TEMPLATE_LANGUAGES.map((key) => ({ key, title: words.languages[key] }))}
        chosen={language}
        onChoose={(next) => {
          leave();
          setLanguage(next);
        }}
        testID="template-language"
      />
      <TemplateEditor
        key={[way, language, place.next?.templateId, place.inUse?.templateId].join(" ")}
        place={place}
        other={other}
        provider={places.ways.find((one) => one.way === way)?.provider ?? null}
        deeds={isOwner ? deeds : null}
      />
    </View>
  );
}
