import type { Freshness } from "@cfa/contract/reads";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { laterPart } from "../../components/later";
import { Notice } from "../../components/notice";
import { Text } from "../../components/text";
import { useLocale, useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { troubleText } from "../../locale/trouble-text";
import { SPACE } from "../../theme/tokens";

const AgentAge = laterPart(
  async () => (await import("../agent/all")).agentParts.AgentAge,
  () => null,
);
/** What an agent that is refused for its age is told of with. */
const TOO_OLD = "agent-too-old";

/** What reads Tally: which computer, which versions, and what is in its way with what to do about it. */
export function Agent({ freshness }: { freshness: Freshness }) {
  const words = useWords();
  const { agent, tally, trouble } = freshness;
  const isRefused = trouble?.code === TOO_OLD;
  return (
    <Card heading={words.sync.agent} testID="sync-agent">
      <View style={{ gap: SPACE.m }}>
        {isRefused ? null : <Trouble trouble={trouble} />}
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
        <AgentAge version={agent?.version} isRefused={isRefused} />
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
