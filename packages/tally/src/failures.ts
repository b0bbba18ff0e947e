import type { TroubleCode } from "@cfa/contract/trouble-codes";

import type { DocumentKind, TallyRefusal } from "./document.ts";

/** Why a question to Tally brought nothing that can be used. One row each in FAILURES; the app has sentences for each. */
export type TallyFailureCode = Exclude<TroubleCode, "period-moved" | "agent-too-old">;

/**
 * What to do after a failure. `quiet`: look again at the next turn, tell the user once. `back-off`: again after a while that
 * grows. `halve`: throw the part away and ask for half of it. `once-then-quarantine`: the question is not sent again, what
 * it asked for is set aside. `stop`: asking again would bring the same.
 */
export type RetryRule = "quiet" | "back-off" | "halve" | "once-then-quarantine" | "stop";

/** A failure with one sentence saying what is wrong and one saying what to do; `detail` is for the log. */
export type TallyFailure = {
  readonly code: TallyFailureCode;
  readonly retry: RetryRule;
  readonly message: string;
  readonly fix: string;
  readonly detail?: string;
  /** Whether the question itself is to blame for a broken connection: the one before it was answered. */
  readonly isBlamed?: boolean;
};

/** Where a failure happened and with what, for its sentences. */
export type FailureAbout = {
  readonly address: string;
  readonly company?: string | undefined;
  readonly detail?: string | undefined;
};

/** What was met instead of a usable answer. */
export type Sight = {
  /** Node's code and text of a broken connection. */
  readonly errorCode?: string;
  readonly errorText?: string;
  readonly refusal?: TallyRefusal["code"];
  /** Zero bytes stood where text should be. */
  readonly hasZeroBytes?: boolean;
  readonly kind?: DocumentKind;
  readonly bytes?: number;
  readonly lineError?: string;
  readonly prompts?: number;
};

export type FailureClass = {
  readonly code: TallyFailureCode;
  /** How it shows, for the page in docs/tally. */
  readonly seen: string;
  readonly matches: (sight: Sight) => boolean;
  readonly retry: RetryRule;
  readonly says: (about: FailureAbout) => string;
  readonly fix: (about: FailureAbout) => string;
};

const NOBODY = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EADDRNOTAVAIL",
]);
const NOT_OPEN = /could not set\s+'?SVCurrentCompany|could not find company/i;

/**
 * Every way in which Tally does not answer, in the order in which they are looked for; the last takes what is left.
 * docs/tally/failures.md shows the same table, and a test holds the two together.
 */
export const FAILURES: readonly FailureClass[] = [
  {
    code: "tally-closed",
    seen: "the connection is refused",
    matches: ({ errorCode = "" }) => NOBODY.has(errorCode),
    retry: "quiet",
    says: ({ address }) => `Tally does not answer at ${address}.`,
    fix: () =>
      "Open Tally, and check under F1 > Settings > Connectivity that it acts as server on this port.",
  },
  {
    code: "not-tally",
    seen: "no HTTP, a web page, or XML that Tally never writes",
    matches: ({ errorCode = "", errorText = "", refusal, hasZeroBytes = false }) =>
      errorCode.startsWith("HPE_") ||
      errorText.includes("Parse Error") ||
      (refusal !== undefined && refusal !== "truncated" && !hasZeroBytes),
    retry: "back-off",
    says: ({ address }) => `Another program answers at ${address}.`,
    fix: () => "Check the port under F1 > Settings > Connectivity in Tally, and give the agent the same.",
  },
  {
    code: "wrong-encoding",
    seen: "zero bytes where text should be",
    matches: ({ refusal, hasZeroBytes = false }) =>
      refusal !== undefined && refusal !== "truncated" && hasZeroBytes,
    retry: "back-off",
    says: () => "Tally's answer came in an encoding that cannot be read.",
    fix: () => "Restart Tally; if it stays so, update Tally to its latest release.",
  },
  {
    code: "truncated",
    seen: "the answer ends in the middle or is no whole XML",
    matches: ({ refusal }) => refusal === "truncated",
    retry: "halve",
    says: () => "Tally's answer ended in the middle; it is thrown away and asked for in smaller parts.",
    fix: () =>
      "Nothing is to be done; if it stays so, restart Tally and close what else needs memory on that PC.",
  },
  {
    code: "busy",
    seen: "no answer in time",
    matches: ({ errorCode }) => errorCode === "ETIMEDOUT",
    retry: "back-off",
    says: () => "Tally did not answer in time.",
    fix: () =>
      "Look at the Tally screen: a message there may be waiting for a key, or a long report may be running.",
  },
  {
    code: "connection-lost",
    seen: "the connection closes while waiting or in the answer",
    matches: ({ errorText, kind, bytes }) => errorText !== undefined || (kind !== undefined && bytes === 0),
    retry: "once-then-quarantine",
    says: () => "The connection to Tally broke during an answer.",
    fix: () => "Check that Tally is still running and open it again if it is not.",
  },
  {
    code: "company-closed",
    seen: "`Could not set 'SVCurrentCompany'`, `Could not find Company`, or an empty answer while the company is not in the list",
    matches: ({ lineError }) => NOT_OPEN.test(lineError ?? ""),
    retry: "quiet",
    says: ({ company }) =>
      `${company === undefined ? "The company" : `The company "${company}"`} is not open in Tally.`,
    fix: () => "Open it in Tally; a waiting password prompt counts as closed.",
  },
  {
    code: "no-company",
    seen: "the list of open companies is empty",
    matches: () => false,
    retry: "quiet",
    says: () => "No company is open in Tally, or Tally waits for a password.",
    fix: () => "Open the company in Tally and sign in there.",
  },
  {
    code: "wrong-company",
    seen: "the objects' GUIDs are another open company's",
    matches: () => false,
    retry: "back-off",
    says: ({ company }) =>
      `Tally answered for another company than "${company ?? ""}"; nothing of the answer is used.`,
    fix: () =>
      "Close other companies of the same name in Tally, or those whose vouchers were imported into this one.",
  },
  {
    code: "educational",
    seen: "vouchers of days that were not asked for",
    matches: () => false,
    retry: "halve",
    says: () => "Tally ignored the days it was asked for, as it does in Educational mode.",
    fix: () =>
      "Activate Tally's licence; until then whole months are read, and only days 1, 2 and 31 are kept by Tally.",
  },
  {
    code: "bad-report",
    seen: "`Could not find Report`",
    matches: ({ lineError }) => /could not find report/i.test(lineError ?? ""),
    retry: "stop",
    says: ({ detail }) => `This Tally does not know a report that was asked for${told(detail)}`,
    fix: () => "Update Tally and the agent; please report this with Tally's release.",
  },
  {
    code: "prompts",
    seen: "a form's prompts (`LONGPROMPT`) instead of data",
    matches: ({ prompts = 0 }) => prompts > 0,
    retry: "stop",
    says: () => "Tally showed a screen instead of giving data.",
    fix: () => "Leave the screen in Tally with Esc; please report this with Tally's release.",
  },
  {
    code: "error-answer",
    seen: "any other LINEERROR, or STATUS 0",
    matches: ({ kind }) => kind === "error-answer",
    retry: "back-off",
    says: ({ detail }) => `Tally refused the question${told(detail)}`,
    fix: () => "Read Tally's own words in this message and put right in Tally what they name.",
  },
  {
    code: "unexpected-answer",
    seen: "an answer to something else, or objects without the GUIDs that were asked for",
    matches: () => true,
    retry: "back-off",
    says: () => "Tally gave an answer that does not fit the question; nothing of it is used.",
    fix: () => "Update the agent; please report this with Tally's release.",
  },
];

const BY_CODE = new Map(FAILURES.map((row) => [row.code, row]));

/** The class of what was met: the first row that fits. */
export function classify(sight: Sight): TallyFailureCode {
  return FAILURES.find((row) => row.matches(sight))?.code ?? "unexpected-answer";
}

/** A failure by its code, with the sentences that belong to it. */
export function failure(
  code: TallyFailureCode,
  about: FailureAbout & { readonly isBlamed?: boolean },
): TallyFailure {
  const row = BY_CODE.get(code);
  if (row === undefined) throw new TypeError(`no class of failure "${code}"`);
  return {
    code,
    retry: row.retry,
    message: row.says(about),
    fix: row.fix(about),
    ...(about.detail === undefined ? {} : { detail: about.detail }),
    ...(about.isBlamed === undefined ? {} : { isBlamed: about.isBlamed }),
  };
}

/** What a broken connection shows. */
export function sightOfError(error: unknown): Sight {
  const { code = "", message = String(error) } =
    error instanceof Error ? (error as Error & { code?: string }) : {};
  return { errorCode: code, errorText: message };
}

function told(detail: string | undefined): string {
  return detail === undefined ? "." : `: ${detail}`;
}
