import {
  FIXED_LEDGERS,
  makeLedger,
  makeNumbering,
  type Chart,
  type LedgerKey,
  type Numbering,
} from "./chart.ts";
import { randomFrom } from "./random.ts";
import {
  CUSTOM_GROUPS,
  CUSTOM_VOUCHER_TYPES,
  RESERVED_GROUPS,
  RESERVED_VOUCHER_TYPES,
} from "./reserved-masters.ts";
import type { Currency, Group, Ledger, VoucherType } from "./tally-books.ts";

/** What every size begins with: the groups, the voucher types, the ledgers that are no parties, and the ids that follow. */
export type Masters = {
  ids: Numbering;
  groups: Group[];
  voucherTypes: VoucherType[];
  ledgers: Ledger[];
  chart: Chart;
};

/** Makes them anew, so that the ids of the parties may follow. */
export function makeMasters(): Masters {
  const ids = makeNumbering();
  const groups: Group[] = RESERVED_GROUPS.map((group) => ({
    ...group,
    ...ids.next(),
    reservedName: group.name,
  }));
  for (const { name, parent } of CUSTOM_GROUPS) {
    const above = groups.find((group) => group.name === parent);
    if (above === undefined) throw new RangeError(`no group ${parent}`);
    groups.push({ ...above, ...ids.next(), name, parent, reservedName: "" });
  }
  const voucherTypes: VoucherType[] = RESERVED_VOUCHER_TYPES.map((name) => ({
    ...ids.next(),
    name,
    parent: name,
    numbering: "Automatic",
    base: name,
  }));
  ids.skip();
  for (const type of CUSTOM_VOUCHER_TYPES)
    voucherTypes.push({ ...ids.next(), ...type, numbering: "Automatic" });
  const keys = Object.keys(FIXED_LEDGERS) as LedgerKey[];
  const ledgers = keys.map((key) => {
    const reservedName = key === "profitAndLoss" ? "Profit & Loss A/c" : "";
    return makeLedger(ids.next(), { ...FIXED_LEDGERS[key], reservedName });
  });
  const chart = Object.fromEntries(keys.map((key, index) => [key, ledgers[index]?.masterId ?? 0])) as Chart;
  return { ids, groups, voucherTypes, ledgers, chart };
}

export const CURRENCIES: readonly Currency[] = [
  { masterId: 1, alterId: 1, name: "Rs", symbol: "Rs", decimals: 2 },
  { masterId: 2, alterId: 2, name: "$", symbol: "$", decimals: 2 },
];

const NAMES = [
  "Sharma Traders & Sons",
  "Verma Electric House",
  'Iyer "Metro" Agencies',
  "पटेल इलेक्ट्रिकल्स",
  "Bose & Daughters",
];

/** Another seed is another name. */
export function companyName(seed: number): string {
  return NAMES[Math.abs(seed - 1) % NAMES.length] ?? "Sharma Traders & Sons";
}

/** Another seed or size is another GUID. */
export function companyGuid(seed: number, size: string): string {
  const random = randomFrom(seed, `guid ${size}`);
  const hex = Array.from({ length: 32 }, () => random.int(0, 15).toString(16)).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
