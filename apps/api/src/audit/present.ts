import type { AuditAbout, AuditRow } from "@cfa/contract/audit";
import type { AuditAction } from "@cfa/contract/audit-words";
import type { AuditItem } from "@cfa/db/queries/audit";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idIn } from "@cfa/values/ids";

/** Which actions are about what. */
export const ACTIONS: Readonly<Record<AuditAbout, readonly string[]>> = {
  correction: ["correction.%"],
  offer: ["offer.%"],
  draft: ["draft.%"],
  upload: ["upload-%"],
  absent: ["confirm-absent", "absent-removed"],
  company: ["company.%", "member.%", "key.%", "read-key.%", "change-%", "gateway.%", "report.%"],
};

type Sentence = (params: Readonly<Record<string, string>>) => string;

const correction =
  (did: string): Sentence =>
  ({ kind = "correction", on = "" }) =>
    `${did} ${kind.replaceAll("-", " ")}${on === "" ? "" : ` on ${on}`}`;
const offer =
  (did: string): Sentence =>
  ({ bill = "", on = "" }) =>
    `${did} bill ${bill}${on === "" ? "" : ` of ${on}`}`;
const draft =
  (did: string): Sentence =>
  ({ marker = "", bill = "" }) =>
    `${did} draft ${marker}${bill === "" ? "" : ` for bill ${bill}`}`.trimEnd();

function entries(objects: string, one: string, many: string): string {
  return objects === "1" ? `1 entry ${one}` : `${objects} entries ${many}`.trimStart();
}

const SENTENCES: Readonly<Record<AuditAction, Sentence>> = {
  "correction.created": correction("Made a correction:"),
  "correction.undone": correction("Undid the correction:"),
  "correction.approved": correction("Approved:"),
  "correction.rejected": correction("Rejected:"),
  "correction.kept": correction("Kept own value in the conflict:"),
  "correction.took-tally": correction("Took Tally's value in the conflict:"),
  "correction.said-again": correction("Undid taking Tally's value in the conflict:"),
  "correction.conflict": correction("Came into conflict with Tally:"),
  "correction.retired": correction("Was retired, Tally says so itself:"),
  "offer.edited": offer("Edited the proposed offer on"),
  "offer.approved": offer("Approved the offer on"),
  "offer.rejected": offer("Rejected the offer on"),
  "offer.withdrawn": offer("Ended the offer on"),
  "offer.link-made": offer("Made the address of the offer on"),
  "draft.drafted": draft("Made"),
  "draft.accepted": draft("Accepted"),
  "draft.downloaded": draft("Downloaded"),
  "draft.sent": draft("The agent sent"),
  "draft.written": draft("Tally now holds"),
  "draft.refused": draft("Was refused:"),
  "draft.unknown": draft("It is not known what became of"),
  "draft.withdrawn": draft("Withdrew"),
  "company.registered": ({ name = "" }) => `Registered the company ${name}`.trimEnd(),
  "company.changed": () => "Changed what is said of the company",
  "company.export-asked": () => "Asked for a file of everything",
  "company.exported": () => "Fetched the file of everything",
  "company.transferred": ({ member = "" }) => `Made ${member} owner in their own place`,
  "key.made": ({ key = "" }) => `Made the agent's key ${key}`,
  "key.rotated": ({ key = "" }) => `Made a key in the place of ${key}`,
  "key.revoked": ({ key = "" }) => `Ended the agent's key ${key}`,
  "read-key.made": ({ key = "" }) => `Made the key for reading ${key}`,
  "read-key.revoked": ({ key = "" }) => `Ended the key for reading ${key}`,
  "change-assistant-settings": () => "Said what the assistant may do",
  "key.confirmed": ({ machine = "", books = "" }) => `Confirmed ${machine} for ${books} in Tally`,
  "key.refused": ({ machine = "" }) => `Refused ${machine || "a pairing"}`,
  "key.paired": ({ machine = "" }) => `Fetched its key on ${machine}`,
  "key.fetched": ({ key = "" }) => `Fetched its new key ${key}`,
  "member.role": ({ member = "" }) => `Gave ${member} another role`,
  "member.removed": ({ member = "" }) => `Took ${member} out of the company`,
  "member.left": ({ member = "" }) => `${member} left the company`,
  "member.invited": ({ email = "", role = "" }) => `Invited ${email} as ${role}`,
  "member.uninvited": ({ email = "" }) => `Took the invitation of ${email} back`,
  "member.joined": ({ member = "", role = "" }) => `${member} joined as ${role}`,
  "change-settings": () => "Changed the settings",
  "change-cash": () => "Changed how low the money may fall, or what holds for its accounts",
  "change-recurring-item": ({ item = "" }) => `Said what holds of the recurring item ${item}`.trimEnd(),
  "change-scenario-kept": ({ name = "" }) => `Kept the scenario ${name}`.trimEnd(),
  "change-scenario-removed": ({ name = "" }) => `Let the scenario ${name} go`,
  "change-class-edges": () => "Changed when a party counts as late",
  "change-msme-profile": () => "Said what a party is under the MSME law",
  "change-msme-taken-back": () => "Took back what was said of a party under the MSME law",
  "change-cost-of-cash": () => "Said what borrowed money costs",
  "change-cost-of-cash-taken-back": () => "Took back what borrowed money costs",
  "change-offers": () => "Said how offers are proposed",
  "change-offers-stopped": () => "Switched offers off: two quarters running without a net gain",
  "gateway.keys-set": () => "Set the payment gateway's keys",
  "gateway.webhook-secret-set": () => "Set a webhook secret of the payment gateway",
  "gateway.webhook-secret-removed": () => "Removed a webhook secret of the payment gateway",
  "gateway.removed": () => "Removed the payment gateway's keys",
  "change-nudges": () => "Said how customers are reminded",
  "change-nudges-quiet-day": () => "Named a day on which nothing goes out to customers",
  "change-nudges-quiet-day-ended": () => "Lets messages to customers go out on a day again",
  "change-nudge-preference": () => "Said how a party is written to",
  "change-template": ({ way = "" }) => `Wrote a text of messages by ${way} anew`,
  "change-template-state": ({ way = "" }) => `Said how a text of messages by ${way} stands`,
  "change-template-tried": ({ way = "" }) => `Sent a text of messages by ${way} to try it`,
  "change-consent": ({ words = "" }) =>
    words === "1"
      ? "Said of a party whether it may be written to"
      : `Said ${words} words on parties' consent`,
  "change-contacts-erased": () => "Erased how a party is reached and what was written to it and by it",
  "change-channel": ({ way = "", provider = "" }) => `Set the account at ${provider} that carries ${way}`,
  "change-channel-paused": ({ way = "" }) => `Lets nothing out by ${way}`,
  "change-channel-resumed": ({ way = "" }) => `Lets messages out by ${way} again`,
  "change-channel-hook": ({ provider = "" }) => `Set a secret of the webhooks of ${provider}`,
  "change-channel-hook-removed": ({ provider = "" }) => `Removed a secret of the webhooks of ${provider}`,
  "change-inbound-taken": ({ on = "a customer", as = "" }) => `Took what ${on} answered as ${as}`.trimEnd(),
  "change-inbound-set-aside": ({ on = "a customer" }) => `Set aside what ${on} answered`,
  "change-channel-removed": ({ way = "", provider = "" }) =>
    `Removed the account at ${provider} that carried ${way}`,
  "change-nudge-asked": () => "Asked that a customer is written to",
  "change-nudge-approved": ({ on = "a customer" }) => `Let a message to ${on} out`,
  "change-nudge-taken-back": ({ on = "a customer" }) => `Took a message to ${on} back`,
  "change-letter-printed": ({ on = "a customer" }) => `Said that the letter to ${on} is printed`,
  "change-letter-put-aside": ({ on = "a customer" }) => `Put the letter to ${on} aside`,
  "change-letter-to-print": ({ on = "a customer" }) =>
    `Said that the letter to ${on} is to be printed after all`,
  "report.letters": ({ letters = "" }) => `Made the document of ${letters} letters`,
  "change-pay-details": () => "Said where customers pay to",
  "report.exported": ({ report = "", format = "" }) =>
    `Kept the report ${report} as a file ${format}`.trimEnd(),
  "upload-committed": () => "Took handed-in files into the books",
  "upload-taken-back": () => "Took handed-in files out of the books again",
  "confirm-absent": ({ objects = "" }) => `Confirmed that ${entries(objects, "is", "are")} gone from Tally`,
  "absent-removed": ({ objects = "" }) =>
    `${entries(objects, "that was", "that were")} gone from Tally left the books`,
};

/** Entries as people read them, with the names of the parties that they have by their ids alone. */
export async function presentAudit(
  snapshot: CompanySnapshot,
  items: readonly AuditItem[],
): Promise<AuditRow[]> {
  const ids = items.flatMap(({ detail }) => partyIn(detail) ?? []);
  const parties = ids.length === 0 ? [] : await partyLedgers(snapshot, { ledgerIds: [...new Set(ids)] });
  const names = new Map(parties.map(({ ledgerId, name }) => [ledgerId, name]));
  return items.map((item) => presentOne(item, names.get(partyIn(item.detail) ?? "")));
}

function partyIn({ partyId }: AuditItem["detail"]): string | undefined {
  const id = typeof partyId === "string" ? idIn("party", partyId) : undefined;
  return id?.ok === true ? id.value : undefined;
}

/** What an action's detail says in plain texts and numbers are the sentence's words. */
function presentOne(item: AuditItem, party: string | undefined): AuditRow {
  const params = { ...(party === undefined ? {} : { on: party }), ...paramsOf(item.detail) };
  const { before, after } = item.detail;
  return {
    auditId: item.auditId,
    at: item.at.toISOString(),
    who: item.who,
    action: item.action,
    sentence: isKnown(item.action) ? SENTENCES[item.action](params) : item.action,
    params,
    before: textOf(before),
    after: textOf(after),
  };
}

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(SENTENCES, action);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/; // ids of the inside say nothing to people

function paramsOf(detail: Readonly<Record<string, unknown>>): Record<string, string> {
  const plain = Object.entries(detail).filter(
    ([name, value]) =>
      name !== "before" &&
      name !== "after" &&
      (typeof value === "string" || typeof value === "number") &&
      !UUID.test(String(value)),
  );
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]));
}

function textOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
