import { CompanyId } from "@cfa/contract/fields";
import { Redirect } from "expo-router";

import { Shell } from "../../components/shell/shell";
import { useGenerationWatch } from "../../queries/use-freshness";
import { useSession } from "../../queries/use-session";
import { useCompanyId } from "../../session/view";
import { NotFoundScreen } from "./not-found-screen";
import { StartScreen } from "./start-screen";

/** Around every page of a company: only for who is signed in, and only for an address that can be a company's. */
export function CompanyFrame() {
  const companyId = useCompanyId();
  const session = useSession();
  if (!CompanyId.safeParse(companyId).success) return <NotFoundScreen />;
  if (session.data === undefined) return <StartScreen />;
  if (session.data.user === null) return <Redirect href="/sign-in" />;
  return <Watched companyId={companyId} />;
}

function Watched({ companyId }: { companyId: string }) {
  useGenerationWatch(companyId);
  return <Shell />;
}
