import { countText } from "../count-text";

/** The words about what waits for an owner's word. */
export const approvalsEn = {
  heading: "Approvals",
  subtitle: "What waits for the owner. Until it is approved it changes no figure.",
  statesLabel: "State",
  states: { asked: "Waiting", approved: "Approved", refused: "Refused", ended: "Ended" },
  kinds: { "write-off": "Write-off" },
  none: {
    asked: "Nothing waits for approval",
    approved: "Nothing approved yet",
    refused: "Nothing refused yet",
    ended: "Nothing taken back",
  },
  noneText: "What the accountant asks to write off appears here.",
  of: (open: string) => `of ${open} still open`,
  from: (day: string) => `from ${day}`,
  asked: (who: string, when: string) => `Asked by ${who}, ${when}`,
  decided: {
    approved: (who: string, when: string) => `Approved by ${who}, ${when}`,
    refused: (who: string, when: string) => `Refused by ${who}, ${when}`,
  },
  changed: "Approved with another sum or day",
  ended: "Taken back, or not needed any more",
  approve: "Approve",
  refuse: "Refuse",
  takeBack: "Take back",
  choose: (name: string) => `Choose ${name}`,
  chosen: (n: number, sum: string) => `${countText(n)} chosen · ${sum}`,
  chooseAll: (n: number) => `Choose all ${countText(n)}`,
  clear: "Choose none",
  approveTitle: (n: number) => (n === 1 ? "Approve" : `Approve ${countText(n)}`),
  refuseTitle: (n: number) => (n === 1 ? "Refuse" : `Refuse ${countText(n)}`),
  approveText: (sum: string) =>
    `${sum} is written off. It leaves what is owed and the forecast, and can be undone under Corrections.`,
  refuseText: (sum: string) => `${sum} stays owed. Whoever asked reads why.`,
  editHint: "Another sum or day is approved as your own word; what was asked for stays written.",
  why: "Why",
  whyHint: "Optional. Whoever asked reads it.",
  whyWrong: "Say why, in a few words.",
  done: (n: number, left: number) =>
    left === 0
      ? `${countText(n)} decided`
      : `${countText(n)} decided · ${countText(left)} not: decided already, or more than is open`,
  count: (n: number) => `${countText(n)} waiting`,
};
