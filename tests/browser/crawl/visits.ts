import { REPORT_NAMES, REPORTS } from "@cfa/contract/report-kinds";

import type { Made } from "./made.ts";

/* Which pages are gone to: every route of the app, those about one of many things with several of them. */

export type Visit = {
  /** As the router's files name it. */
  readonly route: string;
  /** A name that no other visit has; pictures and problems go by it. */
  readonly name: string;
  readonly path: string;
  /** What its picture goes by, where it has one beside that of its route. */
  readonly picture?: string;
  /** A test id that is there once the page is. */
  readonly ready: string;
  /** Pressed one after the other once the page has been read, each read again. */
  readonly press?: readonly string[];
  /** Nobody is signed in. */
  readonly isSignedOut?: boolean;
  /** It leads on to another page, which has a picture of its own. */
  readonly leadsOn?: boolean;
  /** The server refuses what the page asks for, and the browser notes it. */
  readonly refused?: number;
  /** It is about today alone, or has no day: it is left out where the figures are for another day. */
  readonly isOfToday?: boolean;
};

/** All visits there are. */
export function visitsOf(made: Made): Visit[] {
  const inCompany = (
    route: string,
    name: string,
    rest: Omit<Visit, "route" | "name" | "path"> & { at?: string },
  ): Visit => {
    const { at = route, ...others } = rest;
    return { route: `/[companyId]${route}`, name, path: `/${made.companyId}${at}`, ...others };
  };
  return [
    ...pagesBefore(made),
    inCompany("", "home", {
      ready: "home-receivable-outstanding",
      press: ["cash-flows-days30", "cash-flows-days7", "alerts-all", "home-side-payable"],
    }),
    inCompany("/first-figures", "first-figures", {
      ready: "home-receivable-outstanding",
      leadsOn: true,
      isOfToday: true,
    }),
    inCompany("/search", "search", { ready: "search-field", isOfToday: true }),
    inCompany("/ask", "ask", { ready: "suggestion-0", isOfToday: true }),
    inCompany("/approvals", "approvals", { ready: "approval-state-asked", isOfToday: true }),
    inCompany("/audit", "audit", { ready: "audit-0", isOfToday: true }),
    inCompany("/exceptions", "exceptions", { ready: "exception-0" }),
    ...pagesOfTally(made, inCompany),
    ...pagesOfCash(made, inCompany),
    ...pagesOfParties(made, inCompany),
    ...pagesOfPeoplesWords(made, inCompany),
    ...pagesOfMessages(made, inCompany),
    inCompany("/offers", "offers", { ready: "page-title", isOfToday: true }),
    inCompany("/offers/overdue", "offers-overdue", { ready: "page-title", isOfToday: true }),
    inCompany("/offers/register", "offer-register", { ready: "page-title", isOfToday: true }),
    inCompany("/offers/results", "offer-results", { ready: "page-title", isOfToday: true }),
    ...pagesOfReports(made, inCompany),
    ...pagesOfTexts(inCompany),
    ...pagesOfSettings(inCompany),
  ];
}

/** Those before any company. */
function pagesBefore(made: Made): Visit[] {
  return [
    {
      route: "/sign-in",
      name: "sign-in",
      path: "/sign-in",
      ready: "demo-owner",
      isSignedOut: true,
      isOfToday: true,
    },
    { route: "/", name: "start", path: "/", ready: "nav-home", leadsOn: true, isOfToday: true },
    {
      route: "/+not-found",
      name: "not-found",
      path: "/nowhere/at/all/of/it",
      ready: "not-found",
      isOfToday: true,
    },
    {
      route: "/new-company",
      name: "new-company",
      path: "/new-company",
      ready: "company-name-field",
      isOfToday: true,
    },
    {
      route: "/invitations/[token]",
      name: "invitation",
      path: `/invitations/${made.invitation}`,
      ready: "invitation-sign-in",
      isSignedOut: true,
      isOfToday: true,
    },
    {
      route: "/invitations/[token]",
      name: "invitation-of-another",
      path: `/invitations/${made.invitation}`,
      ready: "wrong-person",
      refused: 403,
      isOfToday: true,
    },
    {
      route: "/invitations/[token]",
      name: "invitation-gone",
      path: `/invitations/${"x".repeat(43)}`,
      ready: "invitation-gone",
      refused: 404,
      isOfToday: true,
    },
  ];
}

type InCompany = (
  route: string,
  name: string,
  rest: Omit<Visit, "route" | "name" | "path"> & { at?: string },
) => Visit;

function pagesOfTally(made: Made, inCompany: InCompany): Visit[] {
  return [
    inCompany("/agent", "agent", { ready: "agent-release", isOfToday: true }),
    inCompany("/connect", "connect", { ready: "connect-agent", isOfToday: true }),
    inCompany("/sync", "sync", {
      ready: "sync-agent",
      press: ["tie-out-months", "tie-out-parties"],
      isOfToday: true,
    }),
    ...made.ledgers.map((id, at) =>
      inCompany("/tie-out/[ledgerId]", `tie-out-ledger-${at}`, {
        at: `/tie-out/${id}`,
        ready: "page-title",
        isOfToday: true,
      }),
    ),
    inCompany("/upload", "uploads", { ready: "upload-row-0", isOfToday: true }),
    inCompany("/upload/[uploadId]", "upload", {
      at: `/upload/${made.upload}`,
      ready: "page-title",
      isOfToday: true,
    }),
  ];
}

function pagesOfCash(made: Made, inCompany: InCompany): Visit[] {
  return [
    inCompany("/cash", "cash", {
      ready: "cash-available",
      press: ["cash-flows-days30", "cash-flows-days7", "cash-fan-3"],
    }),
    inCompany("/cash/accounts", "cash-accounts", { ready: "floor", isOfToday: true }),
    inCompany("/cash/items", "cash-items", { ready: "cash-item-0", isOfToday: true }),
    inCompany("/cash/scenarios", "scenarios", {
      ready: "scenario-kept-0",
      press: ["scenario-kept-0"],
      isOfToday: true,
    }),
    ...made.weeks.map((day, at) =>
      inCompany("/cash/weeks/[firstDay]", `cash-week-${at}`, {
        at: `/cash/weeks/${day}`,
        ready: "week-parts",
        isOfToday: true,
      }),
    ),
  ];
}

function pagesOfParties(made: Made, inCompany: InCompany): Visit[] {
  return [
    inCompany("/parties", "parties", { ready: "party-row-0" }),
    inCompany("/parties", "suppliers", { at: "/parties?side=payable", ready: "party-row-0" }),
    ...Object.entries(made.parties).map(([what, id]) =>
      inCompany("/parties/[partyId]", `party-${what}`, {
        at: `/parties/${id}`,
        ready: "party-bills",
        press: ["bills-paid"],
      }),
    ),
    ...Object.entries(made.bills).map(([what, id]) =>
      inCompany("/bills/[billId]", `bill-${what}`, { at: `/bills/${id}`, ready: "bill" }),
    ),
    inCompany("/tds", "tds", { ready: "tds-party-0" }),
    ...made.taxed.map((id, at) =>
      inCompany("/tds/[partyId]", `tds-party-${at}`, { at: `/tds/${id}`, ready: "tds-sums" }),
    ),
  ];
}

function pagesOfPeoplesWords(made: Made, inCompany: InCompany): Visit[] {
  const kinds: [string, string][] = [
    ["due-date", `billId=${made.bills.open}`],
    ["dispute", `billId=${made.bills.open}`],
    ["promise", `partyId=${made.parties.first}`],
  ];
  return [
    inCompany("/corrections", "corrections", { ready: "correction-0", isOfToday: true }),
    inCompany("/corrections", "corrections-conflict", {
      at: "/corrections?state=conflict",
      ready: "conflict",
      isOfToday: true,
    }),
    inCompany("/corrections", "corrections-waiting", {
      at: "/corrections?state=waiting",
      ready: "correction-0",
      isOfToday: true,
    }),
    ...kinds.map(([kind, about]) =>
      inCompany("/corrections/new", `correct-${kind}`, {
        at: `/corrections/new?kind=${kind}&${about}`,
        ready: "look",
        isOfToday: true,
      }),
    ),
    inCompany("/drafts", "drafts", { ready: "draft-row-0", press: ["draft-row-0"], isOfToday: true }),
    inCompany("/drafts/new", "draft-new", {
      at: `/drafts/new?billId=${made.bills.open}&kind=receipt`,
      ready: "make-draft",
      isOfToday: true,
    }),
  ];
}

function pagesOfMessages(made: Made, inCompany: InCompany): Visit[] {
  return [
    inCompany("/nudges", "nudges", {
      ready: "nudge-group-0",
      press: ["nudges-list-ended"],
      isOfToday: true,
    }),
    inCompany("/nudges", "letters", {
      at: "/nudges?list=letters",
      picture: "/[companyId]/nudges?list=letters",
      ready: "letters-left-out",
      press: ["choose-letter-0"],
      isOfToday: true,
    }),
    inCompany("/nudges/[nudgeId]", "nudge", {
      at: `/nudges/${made.nudge}`,
      ready: "nudge-attempts",
      isOfToday: true,
    }),
    inCompany("/replies", "replies", {
      ready: "replies-list-waiting",
      press: ["replies-list-done"],
      isOfToday: true,
    }),
    inCompany("/consent", "consent", { ready: "consent-event-0", isOfToday: true }),
    inCompany("/consent", "consent-of-party", {
      at: `/consent?partyId=${made.parties.first}`,
      ready: "consent-event-0",
      isOfToday: true,
    }),
  ];
}

function pagesOfReports(made: Made, inCompany: InCompany): Visit[] {
  return [
    inCompany("/reports", "reports", { ready: "report-ageing" }),
    ...REPORT_NAMES.map((report) => {
      const asked = REPORTS[report].party === "one" ? `?party=${made.parties.first}` : "";
      return inCompany("/reports/[report]", `report-${report}`, {
        at: `/reports/${report}${asked}`,
        ready: "report-card",
      });
    }),
    inCompany("/reports/[report]", "report-ageing-payable", {
      at: "/reports/ageing?side=payable",
      ready: "report-card",
    }),
  ];
}

function pagesOfTexts(inCompany: InCompany): Visit[] {
  return [
    inCompany("/templates", "templates", { ready: "template-due", isOfToday: true }),
    inCompany("/templates/[stage]", "template", {
      at: "/templates/after-7",
      ready: "preview-hi",
      isOfToday: true,
    }),
  ];
}

function pagesOfSettings(inCompany: InCompany): Visit[] {
  return [
    inCompany("/settings", "settings", { ready: "sign-out", isOfToday: true }),
    inCompany("/settings/assistant", "settings-assistant", { ready: "read-keys-empty", isOfToday: true }),
    inCompany("/settings/channels", "settings-channels", { ready: "channel-email", isOfToday: true }),
    inCompany("/settings/company", "settings-company", { ready: "page-title", isOfToday: true }),
    inCompany("/settings/cost-of-cash", "settings-cost", { ready: "cost-now", isOfToday: true }),
    inCompany("/settings/credit-period", "settings-credit", { ready: "credit-period", isOfToday: true }),
    inCompany("/settings/lock", "settings-lock", { ready: "lock-for-phones", isOfToday: true }),
    inCompany("/settings/data", "settings-data", { ready: "page-title", isOfToday: true }),
    inCompany("/settings/keys", "settings-keys", { ready: "keys", isOfToday: true }),
    inCompany("/settings/my-alerts", "settings-alerts", { ready: "alerts-save", isOfToday: true }),
    inCompany("/settings/offers", "settings-offers", { ready: "offers-by", isOfToday: true }),
    inCompany("/settings/pay-details", "settings-pay", { ready: "pay-details", isOfToday: true }),
    inCompany("/settings/people", "settings-people", { ready: "page-title", isOfToday: true }),
    inCompany("/settings/reminders", "settings-reminders", { ready: "reminders-by", isOfToday: true }),
    inCompany("/settings/sessions", "settings-sessions", { ready: "session-this", isOfToday: true }),
  ];
}
