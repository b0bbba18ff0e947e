import { APPROVAL_STATES } from "@cfa/contract/approval-kinds";
import type { Approval } from "@cfa/contract/approvals";
import { oneOf } from "@cfa/contract/typed";
import { paiseFromJson, sum } from "@cfa/values/money";
import { useLocalSearchParams, useRouter } from "expo-router";
import { useState } from "react";

import { Card } from "../../components/card";
import { Chips } from "../../components/chips";
import { LinkRow } from "../../components/link-row";
import { Many } from "../../components/many";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { ReviewTabs } from "../../components/review-tabs";
import { Text } from "../../components/text";
import { useChosen } from "../../components/use-chosen";
import { useWords, useWordsOf } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { useApprovals } from "../../queries/use-approvals";
import { useKeepsBooks } from "../../queries/use-companies";
import { useNudgeStanding } from "../../queries/use-nudges";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { ApprovalCard } from "./approval-card";
import { DecideSheet, type Deciding } from "./decide-sheet";

/** What waits for an owner's word, one or many at a time, and what was decided before. */
export function ApprovalsScreen() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  const state = oneOf(APPROVAL_STATES, useLocalSearchParams<{ state?: string }>().state) ?? "asked";
  const read = useApprovals({ companyId, state });
  const { chosen, choose, toggle } = useChosen();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const [done, setDone] = useState<{ done: number; left: number } | null>(null);
  return (
    <Page title={words.approvals.heading} subtitle={words.approvals.subtitle} narrow onRefresh={read.refetch}>
      <ReviewTabs current="approvals" />
      <Chips
        label={words.approvals.statesLabel}
        options={APPROVAL_STATES.map((key) => ({ key, title: words.approvals.states[key] }))}
        chosen={state}
        onChoose={(key) => router.setParams({ state: key })}
        testID="approval-state"
      />
      <MessagesToo />
      {done === null ? null : (
        <Notice icon={done.left === 0 ? "good" : "warn"} kind="neutral" testID="approvals-done">
          {words.approvals.done(done.done, done.left)}
        </Notice>
      )}
      <PagedList
        read={read}
        skeleton={[4, 4]}
        gap={SPACE.m}
        empty={
          <Card>
            <Empty
              icon="good"
              title={words.approvals.none[state]}
              {...(state === "asked" ? { text: words.approvals.noneText } : {})}
              testID="approvals-empty"
            />
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
        row={(row, at) => (
          <ApprovalCard
            key={row.approvalId}
            approval={row}
            at={at}
            chosen={chosen.has(row.approvalId)}
            onChoose={() => toggle(row.approvalId)}
            onDecide={(decide) => setDeciding({ decide, approvals: [row] })}
          />
        )}
      />
      {deciding === null ? null : (
        <DecideSheet
          deciding={deciding}
          companyId={companyId}
          onClose={() => setDeciding(null)}
          onDone={(counts) => {
            setDeciding(null);
            choose([]);
            setDone(counts);
          }}
        />
      )}
    </Page>
  );
}

/** Messages to customers wait for a word on a page of their own. */
function MessagesToo() {
  const names = useWordsOf(NUDGE_NAMES);
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const standing = useNudgeStanding(companyId, { enabled: keepsBooks }).data;
  const waiting = standing?.counts.find(({ list }) => list === "waiting")?.count ?? 0;
  if (!keepsBooks) return null;
  return (
    <Card flush>
      <LinkRow
        to={{ pathname: "/[companyId]/nudges", params: { companyId } }}
        isFirst
        isPart
        testID="approvals-to-nudges"
      >
        <Text type={waiting > 0 ? "strong" : "body"}>
          {waiting > 0 ? names.waiting(waiting) : names.noneWaiting}
        </Text>
      </LinkRow>
    </Card>
  );
}

/** Several at once: how many and how much, and the two words about them. */
function Chosen(props: {
  rows: readonly Approval[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[]) => void;
  onDecide: (deciding: Deciding) => void;
}) {
  const { rows, chosen, onChoose, onDecide } = props;
  const words = useWords();
  const w = words.approvals;
  if (rows.length < 2) return null;
  const some = rows.filter(({ approvalId }) => chosen.has(approvalId));
  const total = moneyText(sum(some.map(({ amount }) => paiseFromJson(amount))), { form: "full", words });
  return (
    <Many
      chosen={some.length}
      of={rows.length}
      text={some.length === 0 ? w.count(rows.length) : w.chosen(some.length, total)}
      all={w.chooseAll(rows.length)}
      onAll={() => onChoose(rows.map(({ approvalId }) => approvalId))}
      clear={w.clear}
      onClear={() => onChoose([])}
      deeds={[
        {
          title: w.approveTitle(some.length),
          kind: "primary",
          onPress: () => onDecide({ decide: "approve", approvals: some }),
          testID: "approve-many",
        },
        {
          title: w.refuseTitle(some.length),
          onPress: () => onDecide({ decide: "refuse", approvals: some }),
          testID: "refuse-many",
        },
      ]}
      testID="approvals"
    />
  );
}
