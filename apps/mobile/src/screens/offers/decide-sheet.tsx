import { MOST_OFFERS } from "@cfa/contract/offer-kinds";
import type { Offer } from "@cfa/contract/offers";
import { paiseFromJson, paiseToJson, sum } from "@cfa/values/money";
import { useState } from "react";

import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { OFFER_WORDS } from "../../locale/offers/words";
import { useOfferDeeds } from "../../queries/use-offers";
import { useCompanyId } from "../../session/view";
import { nameOf, refusalText, sumText } from "./offer-text";

export type Deciding = {
  readonly deed: "approve" | "reject" | "withdraw";
  readonly offers: readonly Offer[];
};
/** How many were decided, and each that was not, by name. */
export type Decided = { done: number; refused: readonly string[]; isToHandOut: boolean };

/** The question before an owner's word on one or many: what it comes to, and why. */
export function DecideSheet(props: {
  deciding: Deciding;
  onClose: () => void;
  onDone: (decided: Decided) => void;
}) {
  const { deciding, onClose, onDone } = props;
  const { deed } = deciding;
  const offers = deciding.offers.slice(0, MOST_OFFERS);
  const words = useWords();
  const own = useWordsOf(OFFER_WORDS);
  const companyId = useCompanyId();
  const deeds = useOfferDeeds();
  const [why, setWhy] = useState("");
  const [isTried, setTried] = useState(false);
  const said = why.trim();
  const isWrong = deed === "withdraw" && said === "";
  const cost = sumText(paiseToJson(sum(offers.map((one) => paiseFromJson(one.cost)))), words);
  const n = offers.length;
  const decide = (): void =>
    deeds.decide.mutate(
      {
        companyId,
        decisions: offers.map(({ offerId, proposedAt }) =>
          deed === "approve"
            ? { decide: "approve", offerId, seen: proposedAt }
            : { decide: "reject", offerId, why: said || null },
        ),
      },
      {
        onSuccess: ({ items }) =>
          onDone({
            done: items.filter(({ outcome }) => outcome === "done").length,
            isToHandOut: deed === "approve" && items.some(({ outcome }) => outcome === "done"),
            refused: items.flatMap(({ offerId, refusal }) => {
              const offer = offers.find((one) => one.offerId === offerId);
              return refusal === null || offer === undefined
                ? []
                : [`${nameOf(offer, own)}: ${refusalText(refusal.code, own)}`];
            }),
          }),
      },
    );
  const say = (): void => {
    setTried(true);
    const [first] = offers;
    if (isWrong || first === undefined) return;
    if (deed !== "withdraw") return decide();
    const done = { done: 1, refused: [], isToHandOut: false };
    deeds.withdraw.mutate(
      { companyId, offerId: first.offerId, why: said },
      { onSuccess: () => onDone(done) },
    );
  };
  const title = {
    approve: n === 1 ? own.approve : own.approveMany(n),
    reject: n === 1 ? own.reject : own.rejectMany(n),
    withdraw: own.withdraw,
  }[deed];
  const text = {
    approve: own.approveText(n, cost),
    reject: own.rejectText(n),
    withdraw: own.withdrawText,
  }[deed];
  return (
    <Sheet open title={title} onClose={onClose}>
      <Text testID="decide-text">{text}</Text>
      {deed === "approve" ? null : (
        <Field
          label={own.why}
          value={why}
          onChange={setWhy}
          onSubmit={say}
          expects="name"
          hint={deed === "reject" ? own.whyHint : undefined}
          error={isTried && isWrong ? own.whyWrong : undefined}
          testID="decide-why"
        />
      )}
      <Refused error={deeds.decide.error ?? deeds.withdraw.error} />
      <Button
        title={title}
        kind={deed === "approve" ? "primary" : "danger"}
        busy={deeds.decide.isPending || deeds.withdraw.isPending}
        onPress={say}
        testID="decide-say"
      />
      <Button title={words.common.cancel} onPress={onClose} testID="decide-cancel" />
    </Sheet>
  );
}
