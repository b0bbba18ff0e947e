import type { Freshness } from "@cfa/contract/reads";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { Notice } from "../../components/notice";
import { Text } from "../../components/text";
import { useLocale, useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { troubleText } from "../../locale/trouble-text";
import { SPACE } from "../../theme/tokens";
import { AgentAge, TOO_OLD } from "./agent-age";

/** What reads Tally: which computer, which versions, and what is in its way with what to do about it. */
export function Agent({ freshness }: { freshness: Freshness }) {
  const words = useWords();
  const { agent, tally } = freshness;
  return (
    <Card heading={words.sync.agent} testID="sync-agent">
      <View style={{ gap: SPACE.m }}>
        {freshness.trouble?.code === TOO_OLD ? null : <Trouble trouble={freshness.trouble} />}
        {tally?.isEducational === true ? (
          <Notice icon="warn" kind="warn" testID="educational">
            {words.sync.educationalText}
          </Notice>
        ) : null}
        {agent === null ? (
          <Text tone="textMuted">{words.sync.noAgent}</Text>
        ) : (
          <Facts>
            <Fact label={words.sync.machine}>{agent.machine ?? words.common.notStated}</Fact>
            <Fact label={words.sync.heard}>{momentText(agent.seenAt)}</Fact>
            <Fact label={words.sync.agentVersion}>{agent.version ?? words.common.notStated}</Fact>
            <Fact label={words.sync.tallyVersion}>{tallyText(tally) || words.common.notStated}</Fact>
          </Facts>
        )}
        <AgentAge freshness={freshness} />
      </View>
    </Card>
  );

  function tallyText(self: Freshness["tally"]): string {
    const mode = self?.isEducational === true ? words.sync.educational : null;
    return [self?.product, self?.release, mode].filter(Boolean).join(" · ");
  }
}

function Trouble({ trouble }: { trouble: Freshness["trouble"] }) {
  const { language, words } = useLocale();
  if (trouble === null) return null;
  const { message, fix } = troubleText(trouble, language);
  const next = trouble.nextTryAt === null ? [] : [words.sync.nextTry(momentText(trouble.nextTryAt))];
  const when = [words.sync.troubleSince(momentText(trouble.since)), ...next];
  return (
    <Notice icon="bad" kind="bad" testID="trouble">
      {[message, fix, ...when].join(" ")}
    </Notice>
  );
}
