import { NUDGE_KINDS, NUDGE_WAYS } from "@cfa/contract/nudge-kinds";
import { TEMPLATE_LANGUAGES, TEMPLATE_STAGES, type TemplateStage } from "@cfa/contract/template-kinds";
import type { TemplatePlace, TemplatePlaces } from "@cfa/contract/templates";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import type { TemplateWords } from "../../locale/templates/en";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import { useTemplates } from "../../queries/use-templates";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { hasNewer, placeState } from "./place-state";

type Way = TemplatePlace["way"];

/** The texts of messages by kind and stage, with how each stands on each way. */
export function TemplatesScreen() {
  const words = useWordsOf(TEMPLATE_WORDS);
  const names = useWordsOf(NUDGE_NAMES);
  const read = useTemplates(useCompanyId());
  return (
    <Page title={names.templates.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.text}</Text>
      <ReadState read={read} skeleton={[6, 2, 1]}>
        {(places) => (
          <View style={{ gap: SPACE.l }}>
            {NUDGE_KINDS.map((kind) => (
              <Card key={kind} heading={names.kinds[kind]} flush testID={`templates-${kind}`}>
                <View role="list">
                  {TEMPLATE_STAGES[kind].map((stage, at) => (
                    <StageRow key={stage} stage={stage} places={places} isFirst={at === 0} />
                  ))}
                </View>
              </Card>
            ))}
          </View>
        )}
      </ReadState>
    </Page>
  );
}

function StageRow(props: { stage: TemplateStage; places: TemplatePlaces; isFirst: boolean }) {
  const { stage, places, isFirst } = props;
  const words = useWordsOf(TEMPLATE_WORDS);
  const names = useWordsOf(NUDGE_NAMES);
  const companyId = useCompanyId();
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/templates/[stage]", params: { companyId, stage } }}
      isFirst={isFirst}
      testID={`template-${stage}`}
    >
      <Text type="strong">{names.stages[stage]}</Text>
      <View style={styles.tags}>
        {NUDGE_WAYS.flatMap((way) => tagsOf(way, { stage, places, words })).map(({ way, title, kind }) => (
          <Tag key={title} title={`${names.ways[way]}: ${title}`} kind={kind} />
        ))}
      </View>
    </LinkRow>
  );
}

/** One word where both languages stand alike, else one of each; a way without an account has just that. */
function tagsOf(
  way: Way,
  { stage, places, words }: { stage: TemplateStage; places: TemplatePlaces; words: TemplateWords },
): { way: Way; title: string; kind: TagKind }[] {
  const isThere = places.ways.some((one) => one.way === way && one.state !== "none");
  if (!isThere) return [{ way, title: words.noAccount, kind: "neutral" }];
  const told = TEMPLATE_LANGUAGES.flatMap((language) => {
    const place = places.templates.find(
      (one) => one.stage === stage && one.way === way && one.language === language,
    );
    if (place === undefined) return [];
    const { state, kind } = placeState(place);
    const title = [words.states[state], ...(hasNewer(place) ? [words.alsoDraft] : [])].join(", ");
    return [{ language, title, kind }];
  });
  const [first] = told;
  if (first !== undefined && told.every(({ title }) => title === first.title)) {
    return [{ way, title: first.title, kind: first.kind }];
  }
  return told.map(({ language, title, kind }) => ({
    way,
    title: `${words.languages[language]} ${title}`,
    kind,
  }));
}

const styles = StyleSheet.create({ tags: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s } });
