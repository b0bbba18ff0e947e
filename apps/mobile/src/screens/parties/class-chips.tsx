import type { PaymentClass } from "@cfa/contract/payment-class";

import { Chips } from "../../components/chips";
import { useWords } from "../../locale/locale";
import { countText } from "../../locale/count-text";
import type { SideName } from "../../queries/use-parties";
import { usePaymentOverview } from "../../queries/use-payments";
import { useCompanyId } from "../../session/view";

const ALL = "all";

/** Parties of one way of paying alone. Where nothing is learned there is nothing to choose. */
export function ClassChips(props: {
  side: SideName;
  chosen: PaymentClass | null;
  onChoose: (chosen: PaymentClass | null) => void;
}) {
  const { side, chosen, onChoose } = props;
  const { payments: w } = useWords();
  const read = usePaymentOverview(useCompanyId(), { side, isWanted: true });
  const classes = read.data?.learned?.classes ?? [];
  if (classes.length === 0 && chosen === null) return null;
  const options = [
    { key: ALL, title: w.allClasses },
    ...classes.map((one) => ({
      key: one.class,
      title: w.classes[one.class],
      note: countText(one.parties),
    })),
  ] as const;
  return (
    <Chips<PaymentClass | typeof ALL>
      label={w.filter}
      options={options}
      chosen={chosen ?? ALL}
      onChoose={(key) => onChoose(key === ALL ? null : key)}
      testID="class"
    />
  );
}
