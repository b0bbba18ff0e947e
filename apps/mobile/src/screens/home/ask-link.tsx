import { useWords } from "../../locale/locale";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { LineLink } from "./line-link";

/** The way to the assistant, for those who may ask it. */
export function AskLink() {
  const words = useWords();
  const companyId = useCompanyId();
  if (!useKeepsBooks(companyId)) return null;
  const href = { pathname: "/[companyId]/ask", params: { companyId } } as const;
  return <LineLink href={href} icon="ask" title={words.nav.ask} isMeant testID="home-ask" />;
}
