import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Text } from "../../components/text";
import { ASK_LINK_WORDS } from "../../locale/ask-links/words";
import { useWordsOf } from "../../locale/locale";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";

/** What is sought may be a question: the way to ask it, for those who may. */
export function AskThis({ text }: { text: string }) {
  const own = useWordsOf(ASK_LINK_WORDS);
  const companyId = useCompanyId();
  if (!useKeepsBooks(companyId)) return null;
  return (
    <Card flush>
      <LinkRow
        to={{ pathname: "/[companyId]/ask", params: { companyId, q: text } }}
        isFirst
        isPart
        testID="found-ask"
      >
        <Text type="strong">{own.this(text)}</Text>
        <Text type="small" tone="textMuted">
          {own.thisHint}
        </Text>
      </LinkRow>
    </Card>
  );
}
