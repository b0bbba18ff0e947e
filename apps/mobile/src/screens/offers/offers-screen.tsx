import type { Offer, OfferStanding } from "@cfa/contract/offers";
import { oneOf } from "@cfa/contract/typed";
import { paiseFromJson, paiseToJson, sum } from "@cfa/values/money";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Chips } from "../../components/chips";
import { Many } from "../../components/many";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { Text } from "../../components/text";
import { useChosen } from "../../components/use-chosen";
import { Way } from "../../components/way";
import { countText } from "../../locale/count-text";
import { useWords, useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { OFFER_WORDS } from "../../locale/offers/words";
import { useKeepsBooks, useMyRole } from "../../queries/use-companies";
import { useOffers, useOfferStanding } from "../../queries/use-offers";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { EditSheet } from "./edit-sheet";
import { DecideSheet, type Decided, type Deciding } from "./decide-sheet";
import { LinkSheet } from "./link-sheet";
import { OfferCard } from "./offer-card";
import { sumText } from "./offer-text";

const LISTS = ["waiting", "live", "over"] as const;

/** Discounts for paying early: those to decide, one or many at a time, those that are live with their links, and those that are over. */
export function OffersScreen() {
  const own = useWordsOf(OFFER_WORDS);
  const router = useRouter();
  const companyId = useCompanyId();
  const list = oneOf(LISTS, useLocalSearchParams<{ list?: string }>().list) ?? "waiting";
  const read = useOffers({ companyId, list });
  const standing = useOfferStanding(companyId).data;
  const { chosen, choose, toggle } = useChosen();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const [linked, setLinked] = useState<Offer | null>(null);
  const [edited, setEdited] = useState<Offer | null>(null);
  const [decided, setDecided] = useState<Decided | null>(null);
  return (
    <Page title={own.heading} subtitle={own.subtitle} back narrow onRefresh={read.refetch}>
      <Chips
        label={own.listsLabel}
        options={LISTS.map((key) => ({ key, title: own.lists[key] }))}
        chosen={list}
        onChoose={(key) => {
          setDecided(null);
          router.setParams({ list: key });
        }}
        testID="offers-list"
      />
      <Notices standing={standing} />
      {decided === null ? null : <Done decided={decided} />}
      <PagedList
        read={read}
        skeleton={[5, 5]}
        gap={SPACE.m}
        empty={
          <Card>
            <Empty icon="none" title={own.none[list]} text={own.noneText[list]} testID="offers-empty" />
          </Card>
        }
        head={(rows) => (
          <Chosen
            rows={rows.filter((row) => row.may.decide)}
            chosen={chosen}
            onChoose={choose}
            onDecide={setDeciding}
          />
        )}
        row={(offer, at) => (
          <OfferCard
            key={offer.offerId}
            offer={offer}
            at={at}
            chosen={chosen.has(offer.offerId)}
            onChoose={() => toggle(offer.offerId)}
            onDeed={(deed) => {
              if (deed === "link") setLinked(offer);
              else if (deed === "edit") setEdited(offer);
              else setDeciding({ deed, offers: [offer] });
            }}
          />
        )}
      />
      {list === "waiting" && standing !== undefined ? <WhyNone looked={standing.looked} /> : null}
      {deciding === null ? null : (
        <DecideSheet
          deciding={deciding}
          onClose={() => setDeciding(null)}
          onDone={(said) => {
            setDeciding(null);
            choose([]);
            setDecided(said);
            // Who approves one wants its link next.
            const [only, ...more] = deciding.offers;
            if (said.isToHandOut && only !== undefined && more.length === 0) setLinked(only);
          }}
        />
      )}
      <View style={styles.ways}>
        <Way
          title={own.toOverdue}
          href={{ pathname: "/[companyId]/offers/overdue", params: { companyId } }}
          testID="to-offers-overdue"
        />
        <Way
          title={own.toResults}
          href={{ pathname: "/[companyId]/offers/results", params: { companyId } }}
          testID="to-offer-results"
        />
        <Way
          title={own.toRegister}
          href={{ pathname: "/[companyId]/offers/register", params: { companyId } }}
          testID="to-register"
        />
      </View>
      {edited === null ? null : <EditSheet offer={edited} onClose={() => setEdited(null)} />}
      {linked === null ? null : <LinkSheet offer={linked} onClose={() => setLinked(null)} />}
    </Page>
  );
}

/** Who may only read, and whether there is anything to pay by. */
function Notices({ standing }: { standing: OfferStanding | undefined }) {
  const own = useWordsOf(OFFER_WORDS);
  const companyId = useCompanyId();
  const role = useMyRole(companyId);
  const keepsBooks = useKeepsBooks(companyId);
  return (
    <>
      {role === undefined || role === "owner" ? null : (
        <Text tone="textMuted" testID="offers-read-only">
          {own.ownerOnly}
        </Text>
      )}
      {standing === undefined || standing.hasPayDetails ? null : (
        <Notice
          icon="warn"
          kind="warn"
          testID="offers-no-pay"
          action={
            keepsBooks ? (
              <Way
                title={own.toPay}
                href={{ pathname: "/[companyId]/settings/pay-details", params: { companyId } }}
                testID="to-pay-details"
              />
            ) : undefined
          }
        >
          {own.noPay}
        </Notice>
      )}
    </>
  );
}

/** How many were decided, what is to be done next, and each that was not with why. */
function Done({ decided }: { decided: Decided }) {
  const own = useWordsOf(OFFER_WORDS);
  const { done, refused, isToHandOut } = decided;
  return (
    <>
      <Notice icon={refused.length === 0 ? "good" : "warn"} kind="neutral" testID="offers-done">
        {[own.done(done), ...(isToHandOut ? [own.toHandOut] : [])].join(" · ")}
      </Notice>
      {refused.map((text) => (
        <Notice key={text} icon="bad" kind="bad" testID="offers-refused">
          {text}
        </Notice>
      ))}
    </>
  );
}

/** Several at once: how many, what they are expected to cost, and the two words about them. */
function Chosen(props: {
  rows: readonly Offer[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[]) => void;
  onDecide: (deciding: Deciding) => void;
}) {
  const { rows, chosen, onChoose, onDecide } = props;
  const words = useWords();
  const own = useWordsOf(OFFER_WORDS);
  if (rows.length < 2) return null;
  const some = rows.filter(({ offerId }) => chosen.has(offerId));
  const cost = sumText(paiseToJson(sum(some.map((one) => paiseFromJson(one.cost)))), words);
  return (
    <Many
      chosen={some.length}
      of={rows.length}
      text={some.length === 0 ? own.waiting(rows.length) : own.chosen(some.length, cost)}
      all={own.chooseAll(rows.length)}
      onAll={() => onChoose(rows.map(({ offerId }) => offerId))}
      clear={own.clear}
      onClear={() => onChoose([])}
      deeds={[
        {
          title: own.approveMany(some.length),
          kind: "primary",
          onPress: () => onDecide({ deed: "approve", offers: some }),
          testID: "approve-many",
        },
        {
          title: own.rejectMany(some.length),
          onPress: () => onDecide({ deed: "reject", offers: some }),
          testID: "reject-many",
        },
      ]}
      testID="offers"
    />
  );
}

/** Why there are no more, counted, and the way to the settings. */
function WhyNone({ looked }: { looked: OfferStanding["looked"] }) {
  const own = useWordsOf(OFFER_WORDS);
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  return (
    <Card testID="offers-why-none">
      <View style={styles.why}>
        <Text type="strong">{looked === null ? own.never : own.looked(momentText(looked.at))}</Text>
        {(looked?.whyNone ?? []).map(({ why, count }) => (
          <Text key={why} type="small" tone="textMuted">
            {`${countText(count)} · ${own.whyNone[why]}`}
          </Text>
        ))}
        {keepsBooks ? (
          <Way
            title={own.toSettings}
            href={{ pathname: "/[companyId]/settings/offers", params: { companyId } }}
            testID="to-offer-settings"
          />
        ) : null}
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  ways: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  why: { gap: SPACE.xs, alignItems: "flex-start" },
});
