import { NUDGE_KINDS } from "@cfa/contract/nudge-kinds";
import { oneOf } from "@cfa/contract/typed";
import { useLocalSearchParams } from "expo-router";
import { useState } from "react";

import { Card } from "../../components/card";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { useChosen } from "../../components/use-chosen";
import { readMessagesAgain, useNudges, type NudgeKind, type NudgeList } from "../../queries/use-nudges";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { Chosen } from "./chosen";
import { DecideSheet, type Decided, type Deciding } from "./decide-sheet";
import { GroupCard } from "./group-card";
import { Letters } from "./letters";
import { Choices, LISTS, Off, OfParty, Stopped, WaysOn } from "./list-head";
import { LogRow } from "./log-row";
import { groupedPages } from "./party-groups";
import { useSay } from "./use-say";

/** Messages to customers: those that wait for a person's word, by party; those that go out, went out or were not sent, with why. */
export function NudgesScreen() {
  const { own } = useSay();
  const companyId = useCompanyId();
  const asked = useLocalSearchParams<{ list?: string; kind?: string; partyId?: string }>();
  const list = oneOf(LISTS, asked.list) ?? "waiting";
  const kind = list === "waiting" || list === "letters" ? undefined : oneOf(NUDGE_KINDS, asked.kind);
  const partyId = asked.partyId || undefined;
  const [decided, setDecided] = useState<Decided | null>(null);
  const of = { companyId, kind, partyId };
  return (
    <Page title={own.heading} subtitle={own.subtitle} back narrow onRefresh={readMessagesAgain}>
      <Choices list={list} kind={kind} onChoose={() => setDecided(null)} />
      {partyId === undefined || list === "letters" ? null : <OfParty partyId={partyId} />}
      <Off />
      <Stopped />
      {decided === null ? null : <Done decided={decided} />}
      {list === "letters" ? (
        <Letters />
      ) : list === "waiting" ? (
        <Waiting of={of} onDecided={setDecided} />
      ) : (
        <Log of={{ ...of, list }} />
      )}
      <WaysOn />
    </Page>
  );
}

type Of = { companyId: string; kind: NudgeKind | undefined; partyId: string | undefined };

/** What waits for a person's word, by party, one or many at a time. */
function Waiting({ of, onDecided }: { of: Of; onDecided: (decided: Decided) => void }) {
  const read = useNudges({ ...of, list: "waiting" });
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const { chosen, choose, toggle } = useChosen();
  const nudges = read.data?.pages.flatMap(({ rows }) => rows) ?? [];
  return (
    <>
      <PagedList
        read={{ ...read, data: read.data && { pages: groupedPages(read.data.pages) } }}
        skeleton={[6, 6]}
        gap={SPACE.m}
        empty={
          <Card>
            <None list="waiting" />
          </Card>
        }
        head={() => (
          <Chosen
            nudges={nudges.filter(({ may }) => may.approve || may.takeBack)}
            chosen={chosen}
            onChoose={choose}
            onDecide={setDeciding}
          />
        )}
        row={(group, at) => (
          <GroupCard
            key={group.key}
            group={group}
            at={at}
            chosen={chosen}
            onChoose={toggle}
            onDecide={setDeciding}
          />
        )}
      />
      {deciding === null ? null : (
        <DecideSheet
          deciding={deciding}
          onClose={() => setDeciding(null)}
          onDone={(said) => {
            setDeciding(null);
            choose([]);
            onDecided(said);
          }}
        />
      )}
    </>
  );
}

/** What goes out, went out or was not sent. */
function Log({ of }: { of: Of & { list: NudgeList } }) {
  return (
    <Card flush>
      <PagedList
        read={useNudges(of)}
        skeleton={[5]}
        empty={<None list={of.list} />}
        row={(nudge, at) => <LogRow key={nudge.nudgeId} nudge={nudge} at={at} />}
      />
    </Card>
  );
}

function None({ list }: { list: NudgeList }) {
  const { own } = useSay();
  return <Empty icon="none" title={own.none[list]} text={own.noneText[list]} testID="nudges-empty" />;
}

/** How many were decided, and each that was not with why. */
function Done({ decided: { done, refused } }: { decided: Decided }) {
  const { own } = useSay();
  return (
    <>
      <Notice icon={refused.length === 0 ? "good" : "warn"} kind="neutral" testID="nudges-done">
        {own.done(done)}
      </Notice>
      {refused.map((text) => (
        <Notice key={text} icon="bad" kind="bad" testID="nudges-refused">
          {text}
        </Notice>
      ))}
    </>
  );
}
