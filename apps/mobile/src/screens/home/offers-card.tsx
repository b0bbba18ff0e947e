import { paiseFromJson } from "@cfa/values/money";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { useOfferStanding } from "../../queries/use-offers";
import { useCompanyId } from "../../session/view";

/** How many offers wait for the owner and are live, where there are any, and the way to them. */
export function OffersCard() {
  const words = useWords();
  const companyId = useCompanyId();
  const standing = useOfferStanding(companyId).data;
  if (standing === undefined) return null;
  const { waiting, live } = standing;
  if (waiting.count + live.count === 0) return null;
  const to = (list: "waiting" | "live") =>
    ({ pathname: "/[companyId]/offers", params: { companyId, list } }) as const;
  const sum = moneyText(paiseFromJson(waiting.amount), { form: "whole", words });
  return (
    <Card heading={words.home.offers} testID="home-offers" flush>
      {waiting.count === 0 ? null : (
        <LinkRow to={to("waiting")} isFirst isPart testID="home-offers-waiting">
          <Text type="strong">{words.home.offersWait(waiting.count, sum)}</Text>
        </LinkRow>
      )}
      {live.count === 0 ? null : (
        <LinkRow to={to("live")} isFirst={waiting.count === 0} isPart testID="home-offers-live">
          <Text>{words.home.offersLive(live.count, live.accepted)}</Text>
        </LinkRow>
      )}
    </Card>
  );
}
