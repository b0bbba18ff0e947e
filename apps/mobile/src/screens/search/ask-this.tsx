import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";

/** What is sought may be a question: the way to ask it, for those who may. */
export function AskThis({ text }: { text: string }) {
  const words = useWords();
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
        <Text type="strong">{words.today.search.ask(text)}</Text>
      </LinkRow>
    </Card>
  );
}
