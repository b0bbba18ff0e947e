import type { Offer } from "@cfa/contract/offers";
import { Linking, Share } from "react-native";

import { Button } from "../../components/button";
import { CopyButton } from "../../components/copy-button";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { OFFER_WORDS } from "../../locale/offers/words";
import { useOfferDeeds } from "../../queries/use-offers";
import { useCompanyId } from "../../session/view";
import { nameOf } from "./offer-text";

/** Makes the link of a live offer, and hands it out: it is shown this once. */
export function LinkSheet({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const own = useWordsOf(OFFER_WORDS);
  const companyId = useCompanyId();
  const { makeLink } = useOfferDeeds();
  const url = makeLink.data?.url;
  return (
    <Sheet open title={offer.hasLink ? own.linkAnew : own.link} onClose={onClose}>
      <Text type="strong">{nameOf(offer, own)}</Text>
      {url === undefined ? (
        <>
          {offer.hasLink ? <Text>{own.linkAgain}</Text> : null}
          <Refused error={makeLink.error} />
          <Button
            title={offer.hasLink ? own.linkAnew : own.link}
            kind="primary"
            busy={makeLink.isPending}
            onPress={() => makeLink.mutate({ companyId, offerId: offer.offerId })}
            testID="make-link"
          />
        </>
      ) : (
        <>
          <Text>{own.linkText}</Text>
          <Text type="small" testID="offer-link">
            {url}
          </Text>
          <CopyButton title={own.copy} text={url} testID="copy-link" />
          {CAN_SHARE ? (
            <Button
              title={own.share}
              onPress={() => void Share.share({ message: url }).catch(() => undefined)}
              testID="share-link"
            />
          ) : null}
          <Button title={own.open} onPress={() => void Linking.openURL(url)} testID="open-link" />
        </>
      )}
    </Sheet>
  );
}

/** A browser may have no share sheet; a device has one. */
const CAN_SHARE = typeof document === "undefined" || typeof navigator.share === "function";
