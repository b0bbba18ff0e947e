import { agentAge } from "@cfa/contract/agent-versions";
import { View } from "react-native";

import { Notice } from "../../components/notice";
import { AGENT_NAMES } from "../../locale/agent-names/words";
import { useWordsOf } from "../../locale/locale";
import { useAgentRelease } from "../../queries/use-agent-release";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { AgentLink } from "./agent-links";

/** That the agent should be renewed or is refused, and the way to the newest one for those who install it. */
export function AgentAge({ version, isRefused }: { version: string | null | undefined; isRefused: boolean }) {
  const names = useWordsOf(AGENT_NAMES);
  const keepsBooks = useKeepsBooks(useCompanyId());
  const answer = useAgentRelease().data;
  const newest = answer?.release?.isForAll === true ? answer.release.version : null;
  const age = answer === undefined ? "fine" : agentAge(version, { least: answer.least, newest });
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
      {keepsBooks ? <AgentLink /> : null}
    </View>
  );
}
