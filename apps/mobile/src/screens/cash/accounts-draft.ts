import type { CashPosition } from "@cfa/contract/cash";
import { paiseToJson, parseRupees } from "@cfa/values/money";

import { typedAmount } from "../../locale/typed-money";

export type AccountsDraft = {
  floor: string;
  accounts: Record<string, { limit: string; isLeftOut: boolean }>;
};

/** What the form begins with: what was said so far. */
export function accountsDraft({ floor, accounts }: CashPosition): AccountsDraft {
  return {
    floor: typedAmount(floor),
    accounts: Object.fromEntries(
      accounts.map(({ ledgerId, overdraftLimit, isLeftOut }) => [
        ledgerId,
        { limit: typedAmount(overdraftLimit), isLeftOut },
      ]),
    ),
  };
}

/** An amount that may be left out: null for nothing, undefined for what is none. */
export function typedSum(text: string): string | null | undefined {
  const plain = text.replace("₹", "").trim();
  if (plain === "") return null;
  if (!/^[\d,]+(\.\d{0,2})?$/.test(plain)) return undefined;
  const paise = parseRupees(plain);
  return paise.ok ? paiseToJson(paise.value) : undefined;
}

type Said = {
  floor: string | null;
  accounts: { ledgerId: string; overdraftLimit: string | null; isLeftOut: boolean }[];
};

/** What is said by a draft; null when an amount is none. */
export function saidByDraft(draft: AccountsDraft): Said | null {
  const floor = typedSum(draft.floor);
  const accounts = Object.entries(draft.accounts).map(([ledgerId, { limit, isLeftOut }]) => ({
    ledgerId,
    overdraftLimit: typedSum(limit),
    isLeftOut,
  }));
  if (floor === undefined || accounts.some((one) => one.overdraftLimit === undefined)) return null;
  return { floor, accounts: accounts.map((one) => ({ ...one, overdraftLimit: one.overdraftLimit ?? null })) };
}
