import type { Bill, Freshness } from "@cfa/contract/reads";

import type { WaitingDeed } from "../queries/waiting/waiting-list";

/* Nothing here is anybody's: names, sums and days are made up to be short, long, huge or in another script. */

/** Stands on the page of the gallery and nowhere else. */
export const GALLERY_TITLE = "Gallery of the components";

export const COMPANY_ID = `cmp_${"g".repeat(26)}`;
export const PARTY = "Balaji Traders";
export const LONG_PARTY =
  "Shree Venkateshwara Precision Engineering & Allied Agricultural Implements (Coimbatore) Private Limited";
export const HINDI_PARTY = "श्री बालाजी ट्रेडिंग कंपनी एवं कृषि उपकरण विक्रेता, इंदौर";
export const UNBROKEN = "INV/2026-27/COIMBATORE-WAREHOUSE-000000123456789/REVISED";

/** In paise: nothing, a little, the sum of a bill, and more than any company will ever be owed. */
export const SUMS = { none: "0", small: "50", usual: "12345678", huge: "98765432109876543" } as const;

const READ_AT = new Date(Date.now() - 4 * 60_000).toISOString();

export const FRESH: Freshness = {
  state: "fresh",
  readAt: READ_AT,
  dataTo: "2026-11-20",
  generation: 7,
  tieOut: {
    state: "equal",
    differences: 0,
    asOf: "2026-11-20",
    isOlder: false,
    months: [],
    message: null,
  },
  running: null,
  isChanging: false,
  quarantined: 0,
  trouble: null,
  agent: null,
  tally: null,
  absent: 0,
  exceptions: [],
};

export const NEVER_READ: Freshness = { ...FRESH, state: "never", readAt: null, dataTo: null };
export const STALE: Freshness = { ...FRESH, state: "stale", readAt: "2026-11-02T04:30:00.000Z" };
export const SET_ASIDE: Freshness = { ...FRESH, quarantined: 1_234, absent: 12 };
export const DIFFERENT: Freshness = {
  ...FRESH,
  tieOut: { ...FRESH.tieOut, state: "different", differences: 118 },
};
export const BEING_READ: Freshness = {
  ...FRESH,
  running: { state: "open", received: 40, records: 123_456, expected: 400_000 },
};
export const WORKED_OUT: Freshness = {
  ...FRESH,
  running: { state: "queued", received: 90, records: 400_000, expected: 400_000 },
};

export const BILL: Bill = {
  billId: `bil_${"g".repeat(26)}`,
  side: "receivable",
  name: "INV-118",
  date: "2026-09-01",
  dueDate: "2026-10-01",
  dueSource: "bill",
  basis: "stated",
  isOpening: false,
  amount: SUMS.usual,
  settled: "0",
  open: SUMS.usual,
  likelySettled: "0",
  tdsAwaited: "0",
  overdueDays: 0,
};

const DEED: WaitingDeed = {
  id: "1",
  companyId: COMPANY_ID,
  person: "owner@example.in",
  item: {
    kind: "promise-broken",
    key: "gallery-1",
    amount: SUMS.usual,
    gain: 3,
    day: "2026-11-18",
    days: 4,
    party: { partyId: `pty_${"g".repeat(26)}`, name: PARTY },
    bill: { billId: BILL.billId, name: BILL.name },
    correctionId: null,
    nudgeId: null,
    change: null,
    way: null,
    tally: null,
    action: "call",
    phone: null,
  },
  until: "2026-12-01",
  since: READ_AT,
  refused: null,
};

export const DEEDS: readonly WaitingDeed[] = [
  DEED,
  {
    ...DEED,
    id: "2",
    item: { ...DEED.item, key: "gallery-2", party: { partyId: `pty_${"h".repeat(26)}`, name: LONG_PARTY } },
    until: null,
    refused: "not-allowed",
  },
];
