import type { OfferResults } from "@cfa/contract/offer-results";
import { paiseFromJson } from "@cfa/values/money";
import { useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { FigureTable } from "../../components/chart/figure-table";
import { Fact, Facts } from "../../components/fact";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { useWordsOf } from "../../locale/locale";
import { dayText, momentText } from "../../locale/moment-text";
import { OFFER_RESULT_WORDS } from "../../locale/offer-results/words";
import { useKeepsBooks } from "../../queries/use-companies";
import { useOfferResults } from "../../queries/use-offer-results";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { NetCard, useSum } from "./net-card";

type Latest = NonNullable<OfferResults["latest"]>;

/** What offers brought against customers kept without: the verdict in words first, then what it rests on. */
export function OfferResultsScreen() {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const read = useOfferResults(useCompanyId());
  return (
    <Page title={words.heading} back narrow onRefresh={read.refetch}>
      <ReadState read={read} skeleton={[2, 4]}>
        {(results) => (
          <View style={{ gap: SPACE.l }}>
            {results.latest === null ? (
              <Card>
                <Empty
                  title={words.none}
                  text={words.noneText}
                  action={<ToSettings />}
                  testID="results-none"
                />
              </Card>
            ) : (
              <>
                <Verdict latest={results.latest} />
                <StopRule results={results} latest={results.latest} />
                <NetCard latest={results.latest} />
                <Gained latest={results.latest} />
                <BothSides latest={results.latest} />
              </>
            )}
            <Card heading={words.how}>
              <Text tone="textMuted">{words.howText}</Text>
            </Card>
          </View>
        )}
      </ReadState>
    </Page>
  );
}

function Verdict({ latest }: { latest: Latest }) {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const sum = useSum();
  const { verdict, net, treated, heldOut } = latest;
  const { needed } = latest.figures;
  const isOpen = verdict === "cannot-tell";
  return (
    <Card testID="results-verdict">
      <View style={{ gap: SPACE.s }}>
        <Text type="title" heading={2}>
          {words.verdicts[verdict]}
        </Text>
        <Text>{words.arms(treated, heldOut)}</Text>
        <Text>{net === null ? words.tooFew : words.net(sum(net.mean), sum(net.low), sum(net.high))}</Text>
        {net === null ? null : <Text tone="textMuted">{isOpen ? words.whyCannotTell : words.known}</Text>}
        {isOpen && needed !== null && needed > Math.min(treated, heldOut) ? (
          <Text tone="textMuted" testID="results-needed">
            {words.needed(needed)}
          </Text>
        ) : null}
        <Text type="small" tone="textMuted">
          {words.asOf(dayText(latest.asOf), momentText(latest.measuredAt))}
        </Text>
      </View>
    </Card>
  );
}

/** Whether the rule of two quarters has switched offers off, or how near it is. */
function StopRule({ results, latest }: { results: OfferResults; latest: Latest }) {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const { isOn, stopped } = results;
  if (!isOn) {
    return (
      <Notice icon="warn" kind="warn" testID="results-stop" action={<ToSettings />}>
        {stopped === null
          ? words.off
          : `${words.stopped(dayText(stopped.on), dayText(stopped.quarterTo))} ${words.stoppedOwner}`}
      </Notice>
    );
  }
  const last = latest.figures.quarters.at(-1)?.net ?? null;
  const isNear = last !== null && paiseFromJson(last.mean) <= 0n;
  const isOld = stopped !== null && latest.figures.meetsStopRule;
  return (
    <Notice icon={isNear ? "warn" : "none"} kind={isNear ? "warn" : "neutral"} testID="results-stop">
      {isOld ? words.onAgain(dayText(stopped.on)) : isNear ? words.oneMore : words.running}
    </Notice>
  );
}

function ToSettings() {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const companyId = useCompanyId();
  const router = useRouter();
  if (!useKeepsBooks(companyId)) return null;
  return (
    <Button
      title={words.settings}
      onPress={() => router.push({ pathname: "/[companyId]/settings/offers", params: { companyId } })}
      testID="results-settings"
    />
  );
}

const COUNTS = ["proposed", "approved", "accepted", "honoured", "lapsed", "withdrawn"] as const;

function Gained({ latest: { figures } }: { latest: Latest }) {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const sum = useSum();
  const { rupeeDays, given, counts } = figures;
  return (
    <Card heading={words.offers} testID="results-offers">
      <View style={{ gap: SPACE.l }}>
        <Facts>
          {COUNTS.map((name) => (
            <Fact key={name} label={words.counts[name]}>
              {countText(counts[name])}
            </Fact>
          ))}
          <Fact label={words.given}>{sum(given)}</Fact>
        </Facts>
        <View style={{ gap: SPACE.xs }}>
          <Text type="strong">{words.gained}</Text>
          {rupeeDays === null ? (
            <Text tone="textMuted">{words.tooFew}</Text>
          ) : (
            <>
              <Text>{words.gainedText(countText(rupeeDays.mean))}</Text>
              <Text type="small" tone="textMuted">
                {words.gainedRange(countText(rupeeDays.low), countText(rupeeDays.high))}
              </Text>
            </>
          )}
        </View>
      </View>
    </Card>
  );
}

function BothSides({ latest: { treated, heldOut, figures } }: { latest: Latest }) {
  const words = useWordsOf(OFFER_RESULT_WORDS);
  const { inTime, optedOut } = figures;
  return (
    <Card heading={words.both} hint={words.bothHint} testID="results-both">
      <View style={{ gap: SPACE.m }}>
        <FigureTable
          label={words.both}
          head={["", words.with, words.without]}
          rows={[
            { key: "parties", title: words.parties, cells: cells(countText(treated), countText(heldOut)) },
            {
              key: "in-time",
              title: words.inTime,
              cells: cells(shareText(inTime.treated.share), shareText(inTime.heldOut.share)),
            },
            {
              key: "opted-out",
              title: words.optedOut,
              cells: cells(countText(optedOut.treated), countText(optedOut.heldOut)),
            },
          ]}
          least={68}
          testID="results-arms"
        />
        <Text type="small" tone="textMuted">
          {words.late}
        </Text>
      </View>
    </Card>
  );
}

/** A figure of each side. */
function cells(one: string, other: string) {
  return [one, other].map((text, at) => (
    <Text type="small" align="right" key={at === 0 ? "with" : "without"}>
      {text}
    </Text>
  ));
}

function shareText(share: number | null): string {
  return share === null ? "–" : `${Math.round(100 * share)} %`;
}
