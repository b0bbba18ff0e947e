import { isCompanyId } from "@cfa/contract/typed";
import { Redirect } from "expo-router";
import { useEffect, useState } from "react";

import { BarePage } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Shell } from "../../components/shell/shell";
import { whenIdle } from "../../platform/idle";
import { openedAt } from "../../platform/opened-at";
import { forgetCompany, queryClient } from "../../queries/query-client";
import { useLive } from "../../queries/live/use-live";
import { useCompanies } from "../../queries/use-companies";
import { useGenerationWatch } from "../../queries/use-freshness";
import { dropAllWaiting, useSendWaiting } from "../../queries/waiting/waiting";
import { useSession } from "../../queries/use-session";
import { useCompanyId } from "../../session/view";
import { LIKELY_NEXT } from "../pages";
import { NotFoundScreen } from "./not-found-screen";

/** Whether somebody was signed in since the app was opened: who signs out is not led back to the page they left. */
let hasBeenIn = false;

/** Around every page of a company: only for who is signed in and belongs to it, and only for an address that can be a company's. */
export function CompanyFrame() {
  const companyId = useCompanyId();
  const session = useSession();
  if (!isCompanyId(companyId)) return <NotFoundScreen />;
  if (session.data === undefined) return <Waiting />;
  if (session.data.user === null) return <SignInFirst />;
  return <Watched companyId={companyId} />;
}

/** Who opened a link without being signed in goes on to its page afterwards; who signs out here begins anew. */
function SignInFirst() {
  const [to] = useState(openedAt);
  return <Redirect href={hasBeenIn ? "/sign-in" : { pathname: "/sign-in", params: { to } }} />;
}

/** While it is not known who is signed in: an outline, or why that could not be found out. */
function Waiting() {
  return (
    <BarePage>
      <ReadState read={useSession()}>{() => null}</ReadState>
    </BarePage>
  );
}

/** People go on when they have read what they came for: by then the next pages are there. */
function fetchAhead(): () => void {
  return whenIdle(
    LIKELY_NEXT.map(({ ahead }) => ahead),
    { isBusy: () => queryClient.isFetching() > 0 },
  );
}

function Watched({ companyId }: { companyId: string }) {
  hasBeenIn = true;
  useGenerationWatch(companyId);
  useLive(companyId);
  useSendWaiting();
  useEffect(() => fetchAhead(), []);
  const { data, isFetching } = useCompanies();
  // While the list is asked for anew, what is kept of it may lack a company that was just joined.
  if (data && !isFetching && !data.companies.some((one) => one.companyId === companyId)) {
    return <Lost companyId={companyId} />;
  }
  return <Shell />;
}

function Lost({ companyId }: { companyId: string }) {
  useEffect(() => {
    forgetCompany(companyId);
    void dropAllWaiting((deed) => deed.companyId !== companyId);
  }, [companyId]);
  return <NotFoundScreen isCompany />;
}
