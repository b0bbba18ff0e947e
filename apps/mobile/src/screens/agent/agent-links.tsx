import { useRouter } from "expo-router";

import { Button } from "../../components/button";
import { LinkRow } from "../../components/link-row";
import { Text } from "../../components/text";
import { AGENT_NAMES } from "../../locale/agent-names/words";
import { useWordsOf } from "../../locale/locale";
import { useCompanyId } from "../../session/view";

/** What is done with the agent, and the way to its download. */
export function AgentLink({ withText = false }: { withText?: boolean }) {
  const router = useRouter();
  const companyId = useCompanyId();
  const names = useWordsOf(AGENT_NAMES);
  return (
    <>
      {withText ? <Text>{names.getText}</Text> : null}
      <Button
        title={names.get}
        onPress={() => router.push({ pathname: "/[companyId]/agent", params: { companyId } })}
        testID="to-agent"
      />
    </>
  );
}

/** The agent's line among the places of Settings. */
export function AgentPlace() {
  const names = useWordsOf(AGENT_NAMES);
  const params = { companyId: useCompanyId() };
  return (
    <LinkRow to={{ pathname: "/[companyId]/agent", params }} testID="settings-agent">
      <Text type="strong">{names.heading}</Text>
      <Text type="small" tone="textMuted">
        {names.hint}
      </Text>
    </LinkRow>
  );
}
