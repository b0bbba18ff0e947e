import type { Exchange } from "@cfa/contract/reads";
import { abs, paiseFromJson } from "@cfa/values/money";

import { useWords } from "../locale/locale";
import { moneyText } from "../locale/money-text";
import { Fact } from "./fact";
import { Money } from "./money";
import { Text } from "./text";

/** What the rate of exchange won or lost, and what of it Tally does not have yet. */
export function ExchangeFact({ exchange, testID }: { exchange: Exchange; testID: string }) {
  const words = useWords();
  const difference = paiseFromJson(exchange.difference);
  const open = difference - paiseFromJson(exchange.booked);
  const name = difference < 0n ? words.bill.exchange.loss : words.bill.exchange.gain;
  return (
    <Fact label={name}>
      <Money paise={abs(difference).toString()} type="strong" testID={testID} />
      {open === 0n ? null : (
        <Text type="small" tone="textMuted">
          {words.bill.exchange.notBooked(moneyText(abs(open), { form: "full", words }))}
        </Text>
      )}
    </Fact>
  );
}
