import type { TodayItem } from "./today.ts";

/** What is opened about an alert: the page of the app where the one thing to do about it is done. `companyId` as in addresses. */
export function alertPath({ action, party, bill, nudgeId }: Opened, companyId: string): string {
  const home = `/${companyId}`;
  switch (action) {
    case "exceptions":
      return `${home}/exceptions?kind=unallocated`;
    case "corrections":
      return `${home}/corrections?state=conflict`;
    case "approvals":
    case "cash":
    case "sync":
    case "replies":
    case "templates":
      return `${home}/${action}`;
    case "channels":
      return `${home}/settings/channels`;
    case "offers":
      return `${home}/offers?list=live`;
    case "discounts":
      return `${home}/offers/register`;
    case "nudge":
      return nudgeId === null ? `${home}/nudges` : `${home}/nudges/${nudgeId}`;
    case "bill":
      return bill === null ? home : `${home}/bills/${bill.billId}`;
    case "call":
    case "party":
      return party === null ? `${home}/parties` : `${home}/parties/${party.partyId}`;
  }
}

type Opened = Pick<TodayItem, "action" | "nudgeId"> & {
  party: { partyId: string } | null;
  bill: { billId: string } | null;
};
