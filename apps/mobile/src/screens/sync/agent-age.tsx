import { agentAge } from "@cfa/contract/agent-versions";
import type { Freshness } from "@cfa/contract/reads";
import { useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { AGENT_NAMES } from "../../locale/agent-names/words";
import { useWordsOf } from "../../locale/locale";
import { useAgentRelease } from "../../queries/use-agent-release";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** What an agent that is refused for its age is told of with, beside what reads Tally. */
export const TOO_OLD = "agent-too-old";

/** That the agent should be renewed or is refused, and the way to the newest one for those who install it. */
export function AgentAge({ freshness }: { freshness: Freshness }) {
  const names = useWordsOf(AGENT_NAMES);
  const router = useRouter();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const answer = useAgentRelease().data;
  const newest = answer?.release?.isForAll === true ? answer.release.version : null;
  const isRefused = freshness.trouble?.code === TOO_OLD;
  const least = answer?.least;
  const age = least === undefined ? "fine" : agentAge(freshness.agent?.version, { least, newest });
  return (
    <View style={{ gap: SPACE.m }}>
      {isRefused || age === "too-old" ? (
        <Notice icon="bad" kind="bad" testID="agent-too-old">
          {names.tooOld}
        </Notice>
      ) : null}
      {!isRefused && age === "old" ? (
        <Notice icon="warn" kind="warn" testID="agent-old">
          {names.old(newest ?? "")}
        </Notice>
      ) : null}
      {keepsBooks ? (
        <Button
          title={names.get}
          onPress={() => router.push({ pathname: "/[companyId]/agent", params: { companyId } })}
          testID="to-agent"
        />
      ) : null}
    </View>
  );
}
