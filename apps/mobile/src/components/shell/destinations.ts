import { usePathname, type Href } from "expo-router";

import type { Catalogue } from "../../locale/en";
import { useApprovalCount } from "../../queries/use-approvals";
import { useKeepsBooks, useMyRole } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import type { IconName } from "../icon";

export type Destination = {
  key: "home" | "ask" | "cash" | "parties" | "review" | "reports" | "sync" | "settings";
  icon: IconName;
  href: Href;
  current: boolean;
  /** Has no place in the bar of a phone; a page there leads to it. */
  isWide?: true;
  /** How much there waits for the reader's word. */
  waiting?: number;
  title: (words: Catalogue) => string;
};

/** What waits for an owner; nobody else's word is waited for. */
function useWaiting(companyId: string): number {
  const enabled = useMyRole(companyId) === "owner";
  const { data } = useApprovalCount(companyId, { enabled });
  return enabled ? (data?.count ?? 0) : 0;
}

/** The main places of a company, and which of them the current page belongs to. */
export function useDestinations(): Destination[] {
  const companyId = useCompanyId();
  const place = usePathname().split("/")[2] ?? "";
  const params = { companyId };
  const waiting = useWaiting(companyId);
  const mayAsk = useKeepsBooks(companyId);
  return [
    {
      key: "home",
      icon: "home",
      href: { pathname: "/[companyId]", params },
      current: place === "" || place === "offers",
      title: (words) => words.nav.home,
    },
    ...(mayAsk ? [askAt({ companyId, current: place === "ask" })] : []),
    {
      key: "cash",
      icon: "cash",
      href: { pathname: "/[companyId]/cash", params },
      current: place === "cash",
      isWide: true,
      title: (words) => words.cash.heading,
    },
    {
      key: "parties",
      icon: "parties",
      href: { pathname: "/[companyId]/parties", params },
      current: ["parties", "bills", "tds"].includes(place),
      title: (words) => words.nav.parties,
    },
    {
      key: "review",
      icon: "review",
      href: { pathname: "/[companyId]/exceptions", params },
      current: ["exceptions", "corrections", "approvals", "audit"].includes(place),
      waiting,
      title: (words) => words.nav.review,
    },
    {
      key: "reports",
      icon: "voucher",
      href: { pathname: "/[companyId]/reports", params },
      current: place === "reports",
      isWide: true,
      title: (words) => words.reports.heading,
    },
    {
      key: "sync",
      icon: "sync",
      href: { pathname: "/[companyId]/sync", params },
      current: ["sync", "tie-out", "upload", "drafts", "connect", "first-figures"].includes(place),
      title: (words) => words.nav.sync,
    },
    {
      key: "settings",
      icon: "settings",
      href: { pathname: "/[companyId]/settings", params },
      current: place === "settings",
      title: (words) => words.nav.settings,
    },
  ];
}

function askAt({ companyId, current }: { companyId: string; current: boolean }): Destination {
  return {
    key: "ask",
    icon: "ask",
    href: { pathname: "/[companyId]/ask", params: { companyId } },
    current,
    isWide: true,
    title: (words) => words.nav.ask,
  };
}
