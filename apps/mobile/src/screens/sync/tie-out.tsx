import type { Freshness } from "@cfa/contract/reads";
import type { TieOutSummary } from "@cfa/contract/tie-out";
import { useState } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Chips } from "../../components/chips";
import { Fact, Facts } from "../../components/fact";
import { Money } from "../../components/money";
import { Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useTieOut } from "../../queries/use-tie-out";
import { SPACE } from "../../theme/tokens";
import { TiedLedgers } from "./tied-ledgers";
import { TiedMonths } from "./tied-months";
import { TiedParties } from "./tied-parties";

type Shown = "different" | "months" | "parties" | "revaluation" | "all";

/** Our totals beside Tally's: the verdict, and what differs by ledger, by month and type, and by party. */
export function TieOut(props: { companyId: string; verdict: Freshness["tieOut"] }) {
  const { companyId, verdict } = props;
  const [shown, setShown] = useState<Shown>("different");
  const words = useWords();
  const read = useTieOut(companyId);
  const asOf = read.data?.asOf ?? null;
  return (
    <Card
      heading={words.sync.tieOut}
      hint={asOf === null ? undefined : words.sync.tieOutHint(dayText(asOf))}
      testID="tie-out"
      flush
    >
      <View style={{ paddingTop: SPACE.s, gap: SPACE.s }}>
        <Verdict verdict={verdict} />
        <ReadState read={read} skeleton={[4]}>
          {(summary) => (
            <View style={{ gap: SPACE.m }}>
              <Sides summary={summary} />
              <View style={{ paddingHorizontal: SPACE.l }}>
                <Chips
                  label={words.sync.which}
                  options={choices(words, summary)}
                  chosen={shown}
                  onChoose={setShown}
                  testID="tie-out"
                />
              </View>
              <Lists shown={shown} companyId={companyId} summary={summary} />
            </View>
          )}
        </ReadState>
      </View>
    </Card>
  );
}

function Lists({ shown, companyId, summary }: { shown: Shown; companyId: string; summary: TieOutSummary }) {
  if (shown === "months") return <TiedMonths companyId={companyId} state={summary.state} />;
  if (shown === "parties") return <TiedParties companyId={companyId} isKnown={summary.parties !== null} />;
  return <TiedLedgers key={shown} companyId={companyId} which={shown} state={summary.state} />;
}

function choices(
  words: ReturnType<typeof useWords>,
  summary: TieOutSummary,
): { key: Shown; title: string }[] {
  const { ledgers, months, parties } = summary;
  const all: { key: Shown; title: string }[] = [
    { key: "different", title: counted(words.sync.differencesOnly, ledgers.different) },
    { key: "months", title: counted(words.sync.byMonth, months) },
    { key: "parties", title: counted(words.sync.byParty, parties ?? 0) },
    { key: "revaluation", title: counted(words.sync.revaluation, ledgers.revalued) },
    { key: "all", title: words.sync.allLedgers },
  ];
  return all.filter(({ key }) => key !== "revaluation" || ledgers.revalued > 0);
}

function counted(title: string, n: number): string {
  return n === 0 ? title : `${title} (${countText(n)})`;
}

/** What differs beside the balances, and whether the books have moved on since they were compared. */
function Verdict({ verdict }: { verdict: Freshness["tieOut"] }) {
  const words = useWords();
  const { message, isOlder, asOf } = verdict;
  if (message === null && !isOlder) return null;
  return (
    <View style={{ paddingHorizontal: SPACE.l, paddingVertical: SPACE.s, gap: SPACE.s }}>
      {message === null ? null : (
        <Notice icon="bad" kind="bad" testID="tie-out-message">
          {message}
        </Notice>
      )}
      {isOlder && asOf !== null ? (
        <Notice icon="warn" kind="neutral" testID="tie-out-older">
          {words.sync.olderVerdict(dayText(asOf))}
        </Notice>
      ) : null}
    </View>
  );
}

/** Pending bills of both sides as Tally states them, and beside them what we only infer, which Tally cannot confirm. */
function Sides({ summary }: { summary: TieOutSummary }) {
  const words = useWords();
  if (summary.receivable.tally === null && summary.payable.tally === null) return null;
  const sides = [
    { title: words.sync.billsReceivable, side: summary.receivable, key: "receivable" },
    { title: words.sync.billsPayable, side: summary.payable, key: "payable" },
  ];
  return (
    <View style={{ paddingHorizontal: SPACE.l, gap: SPACE.s }}>
      {sides.map(({ title, side, key }) => (
        <View key={key} testID={`tie-out-${key}`}>
          <Facts>
            <Fact label={`${title}: ${words.sync.ours}`}>
              <Money paise={side.ours} />
            </Fact>
            <Fact label={words.sync.tally}>
              {side.tally === null ? words.common.notStated : <Money paise={side.tally} />}
            </Fact>
            <Fact label={words.sync.inferredBeside}>
              <Money paise={side.inferred} tone="textMuted" />
            </Fact>
          </Facts>
        </View>
      ))}
    </View>
  );
}
