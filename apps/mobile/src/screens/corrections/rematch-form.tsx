import type { ExceptionRow } from "@cfa/contract/exceptions";
import type { Bill, Party } from "@cfa/contract/reads";
import { formatRupees, paiseFromJson, sum } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Empty } from "../../components/notice";
import { Field } from "../../components/field";
import { LoadMore } from "../../components/load-more";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { typedAmount, typedPaise } from "../../locale/typed-money";
import { useBillEvidence } from "../../queries/use-bill-evidence";
import { useBills } from "../../queries/use-bills";
import { useWaitingMoney } from "../../queries/use-corrections";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { CorrectionFormCard } from "./correction-form";
import type { Edited } from "./edited-form";
import type { CorrectionForm, FormTarget } from "./form-state";

/** How much of a receipt goes to which of its party's open bills; a suggestion fills the amounts in. */
export function RematchForm(props: {
  target: FormTarget;
  party: Party;
  suggestion: string | null;
  edited?: Edited | undefined;
}) {
  const { target, party, suggestion, edited } = props;
  const companyId = useCompanyId();
  const { partyId } = party;
  const unallocated = useWaitingMoney({ companyId, partyId, kind: "unallocated" });
  const excess = useWaitingMoney({ companyId, partyId, kind: "negative-reference" });
  return (
    <ReadState read={unallocated} skeleton={[5]}>
      {({ rows }) => (
        <ReadState read={excess} skeleton={[5]}>
          {(more) => {
            const money = [...rows, ...more.rows].find(
              (row) =>
                row.money?.voucherId === target.money?.voucherId &&
                row.money?.lineNo === target.money?.lineNo,
            );
            return (
              <Filled target={target} party={party} money={money} suggestion={suggestion} edited={edited} />
            );
          }}
        </ReadState>
      )}
    </ReadState>
  );
}

function Filled(props: {
  target: FormTarget;
  party: Party;
  money: ExceptionRow | undefined;
  suggestion: string | null;
  edited: Edited | undefined;
}) {
  const { target, party, money, suggestion, edited } = props;
  const words = useWords();
  const chosen = suggestion === null ? undefined : money?.suggestions[Number.parseInt(suggestion, 10)];
  const parts = Object.fromEntries(
    (chosen?.bills ?? []).map(({ billId, amount }) => [billId, typedAmount(amount)]),
  );
  const reason = chosen === undefined ? "" : words.exceptions.why[chosen.why];
  return (
    <CorrectionFormCard
      target={target}
      bill={null}
      party={party}
      initial={edited?.initial ?? { parts, reason }}
      replaces={edited?.replaces}
    >
      {(form, change) => <Parts form={form} party={party} money={money} onChange={change} />}
    </CorrectionFormCard>
  );
}

function Parts(props: {
  form: CorrectionForm;
  party: Party;
  money: ExceptionRow | undefined;
  onChange: (part: Partial<CorrectionForm>) => void;
}) {
  const { form, party, money, onChange } = props;
  const words = useWords();
  const companyId = useCompanyId();
  const read = useBills({ companyId, partyId: party.partyId, asOf: null, state: "open" });
  const bills = (read.data?.pages ?? [])
    .flatMap((page) => page.rows)
    .filter((bill) => money?.side === null || money === undefined || bill.side === money.side);
  // What this very money has settled is open no more, and yet a part of it.
  const settled = Object.keys(form.parts).filter((billId) => !bills.some((bill) => bill.billId === billId));
  const { form: w } = words.corrections;
  return (
    <View style={styles.parts}>
      <Text type="strong">{w.parts}</Text>
      {money === undefined ? null : <Left form={form} amount={money.amount} />}
      {read.data !== undefined && bills.length + settled.length === 0 ? <Empty title={w.noBills} /> : null}
      {bills.map((bill, at) => (
        <Part
          key={bill.billId}
          bill={bill}
          at={at}
          value={form.parts[bill.billId] ?? ""}
          onChange={(text) => onChange({ parts: { ...form.parts, [bill.billId]: text } })}
        />
      ))}
      {settled.map((billId) => (
        <SettledPart
          key={billId}
          billId={billId}
          value={form.parts[billId] ?? ""}
          onChange={(text) => onChange({ parts: { ...form.parts, [billId]: text } })}
        />
      ))}
      <LoadMore hasMore={read.hasNextPage} busy={read.isFetchingNextPage} onPress={read.fetchNextPage} />
    </View>
  );
}

function SettledPart(props: { billId: string; value: string; onChange: (text: string) => void }) {
  const { billId, value, onChange } = props;
  const companyId = useCompanyId();
  const read = useBillEvidence({ companyId, billId, asOf: null });
  return (
    <ReadState read={read} skeleton={[1]}>
      {({ bill }) => <Part bill={bill} at={bill.billId} value={value} onChange={onChange} />}
    </ReadState>
  );
}

function Part(props: { bill: Bill; at: number | string; value: string; onChange: (text: string) => void }) {
  const { bill, at, value, onChange } = props;
  const words = useWords();
  const name = bill.name === "" ? words.exceptions.unnamed : bill.name;
  return (
    <View style={styles.part}>
      <View style={styles.bill}>
        <Text type="strong">{name}</Text>
        <Text type="small" tone="textMuted">
          {words.corrections.form.openOf(formatRupees(paiseFromJson(bill.open)), dayText(bill.dueDate))}
        </Text>
      </View>
      <View style={styles.amount}>
        <Field
          label={`${words.corrections.form.amount} ${name}`}
          hideLabel
          value={value}
          onChange={onChange}
          numeric="decimal"
          testID={`part-${at}`}
        />
      </View>
    </View>
  );
}

function Left({ form, amount }: { form: CorrectionForm; amount: string }) {
  const { form: w } = useWords().corrections;
  const left = paiseFromJson(amount) - sum(Object.values(form.parts).map((text) => typedPaise(text) ?? 0n));
  const note = left < 0n ? w.partsOver(formatRupees(-left)) : w.partsLeft(formatRupees(left));
  return (
    <Text type="small" tone={left < 0n ? "bad" : "textMuted"} testID="parts-left">
      {[w.partsOf(formatRupees(paiseFromJson(amount))), ...(left === 0n ? [] : [note])].join(" · ")}
    </Text>
  );
}

const styles = StyleSheet.create({
  parts: { gap: SPACE.m },
  part: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    columnGap: SPACE.m,
    rowGap: SPACE.xs,
  },
  bill: { flexGrow: 1, flexShrink: 1, flexBasis: 180 },
  amount: { flexGrow: 1, flexBasis: 140, maxWidth: 240 },
});
