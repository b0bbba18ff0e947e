import type { Inbound } from "@cfa/contract/inbound";
import { INBOUND_LISTS } from "@cfa/contract/nudge-kinds";
import { oneOf } from "@cfa/contract/typed";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useState } from "react";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Chips } from "../../components/chips";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { Sure } from "../../components/sure";
import { useWordsOf } from "../../locale/locale";
import { REPLY_WORDS } from "../../locale/replies/words";
import { useInbound, useInboundDeeds } from "../../queries/use-inbound";
import { useParty } from "../../queries/use-party";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { ReplyCard } from "./reply-card";
import { TakeSheet } from "./take-sheet";

type Deciding = { readonly deed: "take" | "set-aside"; readonly reply: Inbound };

/** What customers answered: each waits until a person says what it is, or sets it aside. */
export function RepliesScreen() {
  const words = useWordsOf(REPLY_WORDS);
  const router = useRouter();
  const companyId = useCompanyId();
  const asked = useLocalSearchParams<{ list?: string; partyId?: string }>();
  const list = oneOf(INBOUND_LISTS, asked.list) ?? "waiting";
  const partyId = asked.partyId || undefined;
  const read = useInbound({ companyId, list, partyId });
  const { setAside } = useInboundDeeds();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const decided = (text: string): void => {
    setDeciding(null);
    setDone(text);
  };
  const aside = deciding?.deed === "set-aside" ? deciding.reply : null;
  return (
    <Page title={words.heading} subtitle={words.subtitle} back narrow onRefresh={read.refetch}>
      <Chips
        label={words.listsLabel}
        options={INBOUND_LISTS.map((key) => ({ key, title: words.lists[key] }))}
        chosen={list}
        onChoose={(key) => {
          setDone(null);
          router.setParams({ list: key });
        }}
        testID="replies-list"
      />
      {partyId === undefined ? null : <OfParty partyId={partyId} />}
      {done === null ? null : (
        <Notice icon="good" kind="neutral" testID="replies-done">
          {done}
        </Notice>
      )}
      <PagedList
        read={read}
        skeleton={[4, 4]}
        gap={SPACE.m}
        empty={
          <Card>
            <Empty icon="good" title={words.none[list]} text={words.noneText[list]} testID="replies-empty" />
          </Card>
        }
        row={(reply, at) => (
          <ReplyCard
            key={reply.inboundId}
            reply={reply}
            at={at}
            onTake={() => setDeciding({ deed: "take", reply })}
            onSetAside={() => setDeciding({ deed: "set-aside", reply })}
          />
        )}
      />
      {deciding?.deed === "take" ? (
        <TakeSheet
          reply={deciding.reply}
          onClose={() => setDeciding(null)}
          onTaken={() => decided(words.taken)}
        />
      ) : null}
      <Sure
        open={aside !== null}
        title={words.setAsideTitle}
        text={words.setAsideText}
        yes={words.setAside}
        deed={setAside}
        onYes={() => {
          if (aside === null) return;
          const { inboundId } = aside;
          setAside.mutate({ companyId, inboundId }, { onSuccess: () => decided(words.wasSetAside) });
        }}
        onClose={() => setDeciding(null)}
        testID="reply-aside-yes"
      />
    </Page>
  );
}

/** Whose answers alone stand below, and the way to all others. */
function OfParty({ partyId }: { partyId: string }) {
  const words = useWordsOf(REPLY_WORDS);
  const router = useRouter();
  const name = useParty({ companyId: useCompanyId(), partyId, asOf: null }).data?.name;
  if (name === undefined) return null;
  return (
    <Notice
      icon="none"
      kind="neutral"
      testID="replies-of-party"
      action={
        <Button
          title={words.toAll}
          onPress={() => router.setParams({ partyId: "" })}
          testID="replies-of-all"
        />
      }
    >
      {words.of(name)}
    </Notice>
  );
}
