import { useRouter } from "expo-router";

import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { useWordsOf } from "../../locale/locale";
import { AGENT_NAMES } from "../../locale/agent-names/words";
import { AGENT_RELEASE_WORDS } from "../../locale/agent-release/words";
import { baseUrl } from "../../platform/base-url";
import { useAgentRelease } from "../../queries/use-agent-release";
import { useCompanies } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { AgentDownload } from "./agent-download";

/** Where the agent comes from: what there is, what it needs, what Windows says to it, and the way without it. */
export function AgentScreen() {
  const router = useRouter();
  const companyId = useCompanyId();
  const names = useWordsOf(AGENT_NAMES);
  const words = useWordsOf(AGENT_RELEASE_WORDS);
  const read = useAgentRelease();
  const params = { companyId };
  return (
    <Page title={names.heading} subtitle={words.intro} back narrow onRefresh={read.refetch}>
      <ReadState read={useCompanies()} skeleton={[5, 3]}>
        {({ companies }) => {
          const role = companies.find((one) => one.companyId === companyId)?.role;
          if (role !== "owner" && role !== "accountant") {
            return (
              <Notice icon="none" kind="neutral" testID="agent-not-allowed">
                {words.notAllowed}
              </Notice>
            );
          }
          return (
            <ReadState read={read} skeleton={[5, 3]}>
              {(answer) => (
                <AgentDownload
                  answer={answer}
                  origin={baseUrl()}
                  onFiles={() => router.push({ pathname: "/[companyId]/upload", params })}
                  onConnect={() => router.push({ pathname: "/[companyId]/connect", params })}
                />
              )}
            </ReadState>
          );
        }}
      </ReadState>
    </Page>
  );
}
