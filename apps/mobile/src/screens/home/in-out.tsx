import type { Freshness } from "@cfa/contract/reads";

import { verdictOf } from "../../components/freshness-verdict";
import { useCashForecast } from "../../queries/use-cash";
import { useAsOf, useCompanyId } from "../../session/view";
import { FlowsCard } from "../cash/flows-card";

/** What comes in and goes out soon; nothing where nothing is foretold, which the card of cash explains. */
export function InAndOut({ freshness }: { freshness: Freshness }) {
  const { asOf } = useAsOf();
  const forecast = useCashForecast(useCompanyId()).data?.forecast ?? null;
  if (asOf !== null || forecast === null || verdictOf(freshness).verdict === "bad") return null;
  return <FlowsCard forecast={forecast} />;
}
