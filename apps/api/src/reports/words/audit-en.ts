type Named = Readonly<Record<string, string>>;

/** The words of the audit log as a report: by the codes that its entries hold. */
export type AuditWords = {
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly actions: Named;
  readonly kinds: Named;
  readonly fields: Named;
  readonly values: Named;
};

/** In English. */
export const auditEn: AuditWords = {
  none: "Nothing was done in this period.",
  yes: "yes",
  no: "no",
  actions: {
    "correction.created": "corrected",
    "correction.undone": "undid",
    "correction.approved": "approved",
    "correction.rejected": "rejected",
    "correction.kept": "kept ours in a conflict",
    "correction.took-tally": "took Tally's in a conflict",
    "correction.conflict": "came into conflict with Tally",
    "correction.retired": "retired: Tally says so itself",
    "draft.drafted": "made a draft for Tally",
    "draft.accepted": "accepted a draft",
    "draft.downloaded": "downloaded a draft's file",
    "draft.sent": "sent a draft to Tally",
    "draft.written": "found a draft written in Tally",
    "draft.refused": "a draft was refused",
    "draft.unknown": "does not know what became of a draft",
    "draft.withdrawn": "withdrew a draft",
    "upload-committed": "took files into the books",
    "upload-taken-back": "took files out of the books",
    "confirm-absent": "confirmed that entries are gone from Tally",
    "absent-removed": "took entries that were gone out of the books",
    "change-settings": "changed the settings",
    "change-msme-profile": "said what a party is under the MSME law",
    "report.exported": "kept a report as a file",
  },
  kinds: {
    rematch: "Matched anew",
    "due-date": "Due date",
    terms: "Days of credit",
    dispute: "Dispute",
    "write-off": "Write-off",
    merge: "Put together",
    exclude: "Never chased",
    contact: "Contact",
    "credit-limit": "Credit limit",
    "tds-profile": "TDS",
    promise: "Promise",
  },
  fields: {
    dueDate: "Due on",
    amount: "Amount",
    open: "Open",
    day: "By",
    date: "On",
    days: "Days of credit",
    limit: "Credit limit",
    person: "Person",
    phone: "Phone",
    email: "E-mail",
    language: "Language",
    cause: "Why",
    owner: "Looked after by",
    rate: "Rate",
    of: "Of",
    threshold: "Above",
    creditPeriod: "Credit period in Tally",
    name: "Name",
    outstanding: "Outstanding",
    from: "Party",
    into: "Together with",
    defaultCreditDays: "Usual days of credit",
    ageingBy: "Age counted by",
    ageingEdges: "Ends of the buckets",
    udyamClass: "Udyam class",
    activity: "Activity",
    hasWrittenTerms: "Terms in writing",
  },
  values: {
    related: "related to us",
    staff: "staff",
    cash: "cash customer",
    legal: "with the lawyer",
    other: "other",
    taxable: "the taxable value",
    gross: "the whole bill",
    "due-date": "due date",
    "bill-date": "bill date",
    micro: "micro",
    small: "small",
    medium: "medium",
    none: "none",
    trader: "trader",
    en: "English",
    hi: "हिन्दी",
  },
};
