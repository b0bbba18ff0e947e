import type { AgentView, CompanyView, TallyView } from "@cfa/agent/engine/agent-view";

/* Views as the engine makes them, for the states that a test wants to look at. */

export const SHARMA = { guid: "guid-sharma", name: "Sharma Traders & Sons" };
export const VERMA = { guid: "guid-verma", name: "Verma Hardware" };
const AT = "2026-11-29T05:12:00.000Z";

export const closedTally: TallyView = {
  host: "127.0.0.1",
  port: 9000,
  state: "closed",
  checkedAt: AT,
  release: null,
  companies: [],
  trouble: {
    code: "tally-closed",
    message: "Tally does not answer at 127.0.0.1:9000.",
    fix: "Open Tally.",
    since: AT,
  },
};

export const openTally: TallyView = {
  ...closedTally,
  state: "answering",
  release: "TallyPrime 5.1",
  companies: [
    { ...SHARMA, isPaired: false },
    { ...VERMA, isPaired: false },
  ],
  trouble: null,
};

export const newCompany: CompanyView = {
  ...SHARMA,
  server: "https://app.example.in",
  keyEnding: "k7Qa",
  state: "new",
  progress: null,
  lastSyncAt: null,
  nextAt: null,
  tieOut: "unknown",
  setAside: 0,
  runs: [],
  trouble: null,
};

export const syncedCompany: CompanyView = {
  ...newCompany,
  state: "idle",
  lastSyncAt: AT,
  nextAt: "2026-11-29T06:12:00.000Z",
  tieOut: "equal",
  setAside: 2,
  runs: [
    {
      at: AT,
      kind: "changes",
      isOk: true,
      line: "Synced 12 records, 0 set aside",
      records: 12,
      quarantined: 0,
      code: null,
    },
    {
      at: "2026-11-29T04:12:00.000Z",
      kind: "changes",
      isOk: false,
      line: "Tally did not answer in time.",
      records: 0,
      quarantined: 0,
      code: "busy",
    },
    {
      at: "2026-11-28T04:12:00.000Z",
      kind: "full",
      isOk: true,
      line: "Synced 12,418 records, 2 set aside",
      records: 12_418,
      quarantined: 2,
      code: null,
    },
  ],
};

export const freshView: AgentView = {
  version: "1.0.0",
  agentId: "agt_1",
  machine: "ACCOUNTS-PC",
  user: "Ramesh",
  dataFolder: "C:\\Users\\Ramesh\\AppData\\Local\\CFA Agent",
  isKeyProtected: true,
  server: { origin: "https://app.example.in", state: "unknown", trouble: null },
  tally: closedTally,
  companies: [],
  pairing: null,
  update: { state: "current", version: null, trouble: null },
  settings: { syncHours: 1, isPaused: false, pausedUntil: null, language: "en", startsWithSystem: true },
};

export const wellView: AgentView = {
  ...freshView,
  server: { ...freshView.server, state: "reached" },
  tally: {
    ...openTally,
    companies: [
      { ...SHARMA, isPaired: true },
      { ...VERMA, isPaired: false },
    ],
  },
  companies: [syncedCompany],
};
