import { sum, type Paise } from "@cfa/values/money";

/** A money account as it stands. `overdraftLimit` null: not said. */
export type AccountStanding = {
  readonly balance: Paise;
  readonly overdraftLimit: Paise | null;
  readonly isLeftOut: boolean;
};

/** How much money there is in all accounts that count. */
export type MoneyPosition = {
  readonly money: Paise; // in those that are not overdrawn
  readonly overdrawn: Paise; // what the others are overdrawn by
  readonly free: Paise; // what may still be overdrawn, by the limits that were said
  readonly available: Paise;
  readonly isLimitMissing: boolean; // one is overdrawn whose limit was not said
};

/**
 * Adds accounts up. What is overdrawn is a debt to the bank and no money less; a limit counts as far as it is not used, one that is
 * exceeded as none.
 */
export function moneyPosition(accounts: readonly AccountStanding[]): MoneyPosition {
  const counting = accounts.filter((account) => !account.isLeftOut);
  const money = sum(counting.map(({ balance }) => (balance > 0n ? balance : 0n)));
  const overdrawn = sum(counting.map(({ balance }) => (balance < 0n ? -balance : 0n)));
  const free = sum(
    counting.map(({ balance, overdraftLimit }) => {
      const left = (overdraftLimit ?? 0n) + (balance < 0n ? balance : 0n);
      return left > 0n ? left : 0n;
    }),
  );
  const isLimitMissing = counting.some(
    ({ balance, overdraftLimit }) => balance < 0n && overdraftLimit === null,
  );
  return { money, overdrawn, free, available: money + free, isLimitMissing };
}
