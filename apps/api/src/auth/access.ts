import type { Role } from "@cfa/contract/reads";

/**
 * Who may call a route. `member`: signed in, of the company in the path, in one of these roles. `agent`: an API key.
 * `fresh`: only within ten minutes of signing in, else the answer is sign-in-again.
 */
export type Access =
  | { readonly who: "anyone" }
  | { readonly who: "signed-in"; readonly fresh?: true }
  | { readonly who: "agent" }
  | { readonly who: "member"; readonly roles: readonly Role[]; readonly fresh?: true };

const EVERY_ROLE: Access = { who: "member", roles: ["owner", "accountant", "viewer"] };
const BOOKKEEPING: Access = { who: "member", roles: ["owner", "accountant"] };
const OWNER: Access = { who: "member", roles: ["owner"] };
const FRESH_OWNER: Access = { ...OWNER, fresh: true };

/**
 * The one table of who may do what, by method and path. A route that is not in it is refused, and a test fails.
 * Fields that only some roles see are listed in `seesContacts` (packages/contract/src/roles.ts).
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  "GET /health": { who: "anyone" },
  "GET /ready": { who: "anyone" },
  "GET /api/openapi.json": { who: "anyone" },
  "GET /.well-known/apple-app-site-association": { who: "anyone" },
  "GET /.well-known/assetlinks.json": { who: "anyone" },
  "GET /pay/{token}": { who: "anyone" }, // whoever holds an offer's address
  "GET /pay/{token}/bill.pdf": { who: "anyone" },
  "POST /pay/{token}/accept": { who: "anyone" },
  "POST /pay/{token}/promise": { who: "anyone" },
  "POST /pay/{token}/dispute": { who: "anyone" },
  "GET /pay/{token}/stop": { who: "anyone" },
  "POST /pay/{token}/stop": { who: "anyone" },
  "GET /n/{token}": { who: "anyone" }, // whoever holds a message's address
  "POST /n/{token}/promise": { who: "anyone" },
  "POST /n/{token}/dispute": { who: "anyone" },
  "POST /n/{token}/paid": { who: "anyone" },
  "GET /n/{token}/stop": { who: "anyone" },
  "POST /n/{token}/stop": { who: "anyone" }, // a mail's own button too, which asks nothing
  "POST /gateway/razorpay/{companyToken}": { who: "anyone" }, // whoever signs the body with the company's secret
  "GET /hooks/whatsapp/{companyToken}": { who: "anyone" }, // whoever says the word that the owner has set
  "POST /hooks/whatsapp/{companyToken}": { who: "anyone" }, // whoever signs the body
  "POST /hooks/twilio/{companyToken}": { who: "anyone" },
  "POST /hooks/msg91/{companyToken}": { who: "anyone" }, // nobody signs it: whoever knows the address
  "POST /hooks/email/{companyToken}": { who: "anyone" },
  "GET /agent/updates/{file}": { who: "anyone" }, // signed: whoever gets them learns nothing
  "GET /agent/downloads/{file}": { who: "anyone" },
  "GET /agent/download": { who: "anyone" },
  "GET /*": { who: "anyone" }, // the web app's files

  "POST /api/auth/mail-code": { who: "anyone" },
  "POST /api/auth/mail-code/sign-in": { who: "anyone" },
  "POST /api/auth/google": { who: "anyone" },
  "GET /api/auth/callback/google": { who: "anyone" },
  "POST /api/auth/google/app": { who: "anyone" },
  "POST /api/auth/google/app/sign-in": { who: "anyone" },
  "POST /api/auth/demo": { who: "anyone" },
  "POST /api/auth/sign-out": { who: "anyone" },
  "GET /api/session": { who: "anyone" },

  "GET /api/me/sessions": { who: "signed-in" },
  "DELETE /api/me/sessions": { who: "signed-in" },
  "DELETE /api/me/sessions/{sessionId}": { who: "signed-in" },

  "GET /api/companies": { who: "signed-in" },
  "POST /api/companies": { who: "signed-in" },
  "GET /api/companies/{companyId}/profile": EVERY_ROLE,
  "PATCH /api/companies/{companyId}/profile": OWNER,
  "GET /api/companies/{companyId}/members": EVERY_ROLE,
  "PATCH /api/companies/{companyId}/members/{memberId}": OWNER,
  "DELETE /api/companies/{companyId}/members/{memberId}": OWNER,
  "POST /api/companies/{companyId}/leave": EVERY_ROLE,
  "POST /api/companies/{companyId}/transfer": FRESH_OWNER,
  "GET /api/companies/{companyId}/invitations": BOOKKEEPING,
  "POST /api/companies/{companyId}/invitations": OWNER,
  "DELETE /api/companies/{companyId}/invitations/{invitationId}": OWNER,
  "GET /api/companies/{companyId}/keys": BOOKKEEPING,
  "POST /api/companies/{companyId}/keys": FRESH_OWNER,
  "POST /api/companies/{companyId}/keys/{keyId}/rotate": FRESH_OWNER,
  "DELETE /api/companies/{companyId}/keys/{keyId}": OWNER,
  "POST /api/companies/{companyId}/pairings": BOOKKEEPING,
  "POST /api/companies/{companyId}/pairings/take": BOOKKEEPING,
  "GET /api/companies/{companyId}/pairings/{pairingId}": BOOKKEEPING,
  "POST /api/companies/{companyId}/pairings/{pairingId}/confirm": BOOKKEEPING,
  "POST /api/companies/{companyId}/pairings/{pairingId}/refuse": BOOKKEEPING,
  "POST /api/companies/{companyId}/export": OWNER,
  "GET /api/companies/{companyId}/export": OWNER,
  "GET /api/companies/{companyId}/export/file": OWNER,
  "DELETE /api/companies/{companyId}": FRESH_OWNER,
  "GET /api/agent-release": { who: "signed-in" },
  "POST /api/pairing/claim": { who: "anyone" }, // a code, a token or a claim opens these
  "POST /api/pairing/start": { who: "anyone" },
  "POST /api/pairing/poll": { who: "anyone" },
  "GET /api/invitations/{token}": { who: "signed-in" },
  "POST /api/invitations/{token}/accept": { who: "signed-in" },
  "GET /api/companies/{companyId}/home": EVERY_ROLE,
  "GET /api/companies/{companyId}/freshness": EVERY_ROLE,
  "GET /api/companies/{companyId}/events": EVERY_ROLE,
  "GET /api/companies/{companyId}/today": EVERY_ROLE,
  "PUT /api/companies/{companyId}/alerts/{key}/snooze": EVERY_ROLE,
  "GET /api/companies/{companyId}/my-preferences": EVERY_ROLE,
  "PUT /api/companies/{companyId}/my-preferences": EVERY_ROLE,
  "PUT /api/companies/{companyId}/my-devices/{deviceId}": EVERY_ROLE,
  "DELETE /api/companies/{companyId}/my-devices/{deviceId}": EVERY_ROLE,
  "GET /api/companies/{companyId}/search": EVERY_ROLE,
  "GET /api/companies/{companyId}/tie-out": BOOKKEEPING,
  "GET /api/companies/{companyId}/tie-out/ledgers": BOOKKEEPING,
  "GET /api/companies/{companyId}/tie-out/ledgers/{ledgerId}": BOOKKEEPING,
  "GET /api/companies/{companyId}/tie-out/months": BOOKKEEPING,
  "GET /api/companies/{companyId}/tie-out/parties": BOOKKEEPING,
  "GET /api/companies/{companyId}/quarantine": BOOKKEEPING,
  "GET /api/companies/{companyId}/absences": BOOKKEEPING,
  "POST /api/companies/{companyId}/absences/confirm": BOOKKEEPING,
  "GET /api/companies/{companyId}/parties": EVERY_ROLE,
  "GET /api/companies/{companyId}/parties/{partyId}": EVERY_ROLE,
  "GET /api/companies/{companyId}/parties/{partyId}/bills": EVERY_ROLE,
  "GET /api/companies/{companyId}/parties/{partyId}/payments": EVERY_ROLE,
  "GET /api/companies/{companyId}/parties/{partyId}/payments/history": EVERY_ROLE,
  "GET /api/companies/{companyId}/payments": EVERY_ROLE,
  "GET /api/companies/{companyId}/payments/parties": EVERY_ROLE,
  "GET /api/companies/{companyId}/payments/scores": EVERY_ROLE,
  "GET /api/companies/{companyId}/payments/edges": EVERY_ROLE,
  "PUT /api/companies/{companyId}/payments/edges": BOOKKEEPING,
  "GET /api/companies/{companyId}/bills/{billId}/payment": EVERY_ROLE,
  "GET /api/companies/{companyId}/bills/{billId}": EVERY_ROLE,
  "GET /api/companies/{companyId}/exceptions": EVERY_ROLE,
  "GET /api/companies/{companyId}/exceptions/counts": EVERY_ROLE,
  "POST /api/companies/{companyId}/exceptions/bulk": BOOKKEEPING,
  "POST /api/companies/{companyId}/exceptions/bulk/preview": BOOKKEEPING,
  "POST /api/companies/{companyId}/exceptions/bulk/{bulkId}/undo": BOOKKEEPING,
  "GET /api/companies/{companyId}/corrections": EVERY_ROLE,
  "POST /api/companies/{companyId}/corrections": BOOKKEEPING,
  "POST /api/companies/{companyId}/corrections/preview": BOOKKEEPING,
  "POST /api/companies/{companyId}/corrections/accept-tally": BOOKKEEPING,
  "POST /api/companies/{companyId}/corrections/{correctionId}/undo": BOOKKEEPING,
  "POST /api/companies/{companyId}/corrections/{correctionId}/resolve": BOOKKEEPING,
  "GET /api/companies/{companyId}/approvals": BOOKKEEPING,
  "GET /api/companies/{companyId}/approvals/count": BOOKKEEPING,
  "POST /api/companies/{companyId}/approvals/decide": OWNER,
  "GET /api/companies/{companyId}/offers": EVERY_ROLE,
  "GET /api/companies/{companyId}/offers/standing": EVERY_ROLE,
  "GET /api/companies/{companyId}/offers/overdue": EVERY_ROLE,
  "GET /api/companies/{companyId}/offers/{offerId}": EVERY_ROLE,
  "GET /api/companies/{companyId}/offer-results": EVERY_ROLE,
  "GET /api/companies/{companyId}/discount-register": EVERY_ROLE,
  "POST /api/companies/{companyId}/discount-register/{offerId}/draft": BOOKKEEPING,
  "POST /api/companies/{companyId}/offers/decide": OWNER,
  "POST /api/companies/{companyId}/offers/{offerId}/edit": OWNER,
  "POST /api/companies/{companyId}/offers/{offerId}/withdraw": OWNER,
  "POST /api/companies/{companyId}/offers/{offerId}/link": BOOKKEEPING,
  "GET /api/companies/{companyId}/offer-settings": BOOKKEEPING,
  "PUT /api/companies/{companyId}/offer-settings": OWNER,
  "GET /api/companies/{companyId}/audit": BOOKKEEPING,

  // Which role may read which report stands with the reports (REPORTS in the contract).
  "GET /api/companies/{companyId}/reports/{report}/rows": EVERY_ROLE,
  "GET /api/companies/{companyId}/reports/{file}": EVERY_ROLE,

  "GET /api/companies/{companyId}/views": EVERY_ROLE,
  "POST /api/companies/{companyId}/views": EVERY_ROLE,
  "PATCH /api/companies/{companyId}/views/{viewId}": EVERY_ROLE,
  "DELETE /api/companies/{companyId}/views/{viewId}": EVERY_ROLE,

  "POST /api/companies/{companyId}/uploads": BOOKKEEPING,
  "GET /api/companies/{companyId}/uploads": BOOKKEEPING,
  "GET /api/companies/{companyId}/uploads/{uploadId}": BOOKKEEPING,
  "DELETE /api/companies/{companyId}/uploads/{uploadId}": BOOKKEEPING,
  "PUT /api/companies/{companyId}/uploads/{uploadId}/files/{fileNo}": BOOKKEEPING,
  "POST /api/companies/{companyId}/uploads/{uploadId}/files/{fileNo}/mapping": BOOKKEEPING,
  "POST /api/companies/{companyId}/uploads/{uploadId}/read": BOOKKEEPING,
  "POST /api/companies/{companyId}/uploads/{uploadId}/commit": BOOKKEEPING,
  "POST /api/companies/{companyId}/uploads/{uploadId}/take-back": BOOKKEEPING,
  "GET /api/companies/{companyId}/uploads/{uploadId}/refused": BOOKKEEPING,
  "GET /api/companies/{companyId}/uploads/{uploadId}/refused.csv": BOOKKEEPING,
  "GET /api/companies/{companyId}/bills/{billId}/draft": BOOKKEEPING,
  "GET /api/companies/{companyId}/drafts": BOOKKEEPING,
  "POST /api/companies/{companyId}/drafts": BOOKKEEPING,
  "GET /api/companies/{companyId}/drafts/{draftId}": BOOKKEEPING,
  "POST /api/companies/{companyId}/drafts/{draftId}/accept": BOOKKEEPING,
  "POST /api/companies/{companyId}/drafts/{draftId}/withdraw": BOOKKEEPING,
  "POST /api/companies/{companyId}/drafts/{draftId}/file": BOOKKEEPING,

  "GET /api/companies/{companyId}/trial-balance/groups": BOOKKEEPING,
  "GET /api/companies/{companyId}/trial-balance/ledgers": BOOKKEEPING,
  "GET /api/companies/{companyId}/ledgers/{ledgerId}/statement": BOOKKEEPING,
  "GET /api/companies/{companyId}/day-book": BOOKKEEPING,
  "GET /api/companies/{companyId}/profit-and-loss": BOOKKEEPING,
  "GET /api/companies/{companyId}/profit-and-loss/ledgers": BOOKKEEPING,
  "GET /api/companies/{companyId}/tax-ledgers": BOOKKEEPING,
  "GET /api/companies/{companyId}/trade": BOOKKEEPING,
  "GET /api/companies/{companyId}/trade/vouchers": BOOKKEEPING,
  "GET /api/companies/{companyId}/ageing": EVERY_ROLE,
  "GET /api/companies/{companyId}/ageing/parties": EVERY_ROLE,
  "GET /api/companies/{companyId}/ageing/bills": EVERY_ROLE,
  "GET /api/companies/{companyId}/days-outstanding": EVERY_ROLE,
  "GET /api/companies/{companyId}/concentration": EVERY_ROLE,
  "GET /api/companies/{companyId}/credit-use": BOOKKEEPING,
  "GET /api/companies/{companyId}/parties/{partyId}/days-to-pay": EVERY_ROLE,
  "GET /api/companies/{companyId}/collections": EVERY_ROLE,
  "GET /api/companies/{companyId}/disputed-and-promised": BOOKKEEPING,
  "GET /api/companies/{companyId}/tds-receivable": BOOKKEEPING,
  "GET /api/companies/{companyId}/tds-receivable/bills": BOOKKEEPING,
  "GET /api/companies/{companyId}/settings": EVERY_ROLE,
  "PUT /api/companies/{companyId}/settings": BOOKKEEPING,
  "GET /api/companies/{companyId}/cash": EVERY_ROLE,
  "PUT /api/companies/{companyId}/cash": BOOKKEEPING,
  "GET /api/companies/{companyId}/cash/forecast": EVERY_ROLE,
  "GET /api/companies/{companyId}/cash/forecast/weeks/{firstDay}": EVERY_ROLE,
  "GET /api/companies/{companyId}/cash/record": EVERY_ROLE,
  "GET /api/companies/{companyId}/cash/items": EVERY_ROLE,
  "PUT /api/companies/{companyId}/cash/items": BOOKKEEPING,
  "GET /api/companies/{companyId}/cash/scenarios": EVERY_ROLE,
  "POST /api/companies/{companyId}/cash/scenarios": BOOKKEEPING,
  "POST /api/companies/{companyId}/cash/scenarios/compute": EVERY_ROLE,
  "GET /api/companies/{companyId}/cash/scenarios/{scenarioId}": EVERY_ROLE,
  "DELETE /api/companies/{companyId}/cash/scenarios/{scenarioId}": BOOKKEEPING,
  "GET /api/companies/{companyId}/deposits": EVERY_ROLE,
  "GET /api/companies/{companyId}/parties/{partyId}/msme": BOOKKEEPING,
  "PUT /api/companies/{companyId}/parties/{partyId}/msme": BOOKKEEPING,
  "DELETE /api/companies/{companyId}/parties/{partyId}/msme/{saidNo}": BOOKKEEPING,
  "GET /api/companies/{companyId}/settings/credit-days/{days}": EVERY_ROLE,
  "GET /api/companies/{companyId}/cost-of-cash": EVERY_ROLE,
  "POST /api/companies/{companyId}/cost-of-cash": BOOKKEEPING,
  "DELETE /api/companies/{companyId}/cost-of-cash/{saidNo}": BOOKKEEPING,
  "GET /api/companies/{companyId}/msme": BOOKKEEPING,
  "GET /api/companies/{companyId}/pay-details": BOOKKEEPING,
  "PUT /api/companies/{companyId}/pay-details": FRESH_OWNER, // where customers' money goes

  "GET /api/companies/{companyId}/nudge-settings": BOOKKEEPING,
  "PUT /api/companies/{companyId}/nudge-settings": OWNER,
  "PUT /api/companies/{companyId}/quiet-days/{day}": OWNER,
  "DELETE /api/companies/{companyId}/quiet-days/{day}": OWNER,

  "GET /api/companies/{companyId}/parties/{partyId}/nudge-preference": BOOKKEEPING,
  "PUT /api/companies/{companyId}/parties/{partyId}/nudge-preference": BOOKKEEPING,

  "GET /api/companies/{companyId}/parties/{partyId}/nudge-asks": BOOKKEEPING,
  "POST /api/companies/{companyId}/parties/{partyId}/nudge-asks": BOOKKEEPING,

  "POST /api/companies/{companyId}/assistant/ask": BOOKKEEPING,
  "POST /api/companies/{companyId}/assistant/ask/stream": BOOKKEEPING,
  "GET /api/companies/{companyId}/assistant/suggestions": BOOKKEEPING,
  "GET /api/companies/{companyId}/assistant/conversations": BOOKKEEPING,
  "DELETE /api/companies/{companyId}/assistant/conversations": BOOKKEEPING,
  "GET /api/companies/{companyId}/assistant/conversations/{conversationId}": BOOKKEEPING,
  "DELETE /api/companies/{companyId}/assistant/conversations/{conversationId}": BOOKKEEPING,
  "POST /api/companies/{companyId}/assistant/turns/{turnId}/feedback": BOOKKEEPING,
  "GET /api/companies/{companyId}/assistant/settings": OWNER,
  "PUT /api/companies/{companyId}/assistant/settings": FRESH_OWNER, // questions may leave the server by it
  "GET /api/companies/{companyId}/assistant/keys": OWNER,
  "POST /api/companies/{companyId}/assistant/keys": FRESH_OWNER,
  "DELETE /api/companies/{companyId}/assistant/keys/{keyId}": OWNER,
  "ALL /mcp": { who: "anyone" }, // whoever holds a company's key for reading

  "GET /api/companies/{companyId}/templates": BOOKKEEPING,
  "PUT /api/companies/{companyId}/templates/{kind}/{stage}/{way}/{language}": OWNER,
  "POST /api/companies/{companyId}/templates/{templateId}/state": OWNER,
  "GET /api/companies/{companyId}/templates/{kind}/{stage}/{way}/{language}/tests": OWNER,
  "POST /api/companies/{companyId}/templates/{kind}/{stage}/{way}/{language}/tests": OWNER,
  "POST /api/companies/{companyId}/templates/preview": BOOKKEEPING,

  "GET /api/companies/{companyId}/consent": BOOKKEEPING,
  "POST /api/companies/{companyId}/consent": BOOKKEEPING,
  "POST /api/companies/{companyId}/parties/{partyId}/erase-contacts": FRESH_OWNER, // nothing brings it back
  "GET /api/companies/{companyId}/access-log": OWNER,

  "GET /api/companies/{companyId}/inbound": BOOKKEEPING,
  "POST /api/companies/{companyId}/inbound/{inboundId}/take": BOOKKEEPING,
  "POST /api/companies/{companyId}/inbound/{inboundId}/set-aside": BOOKKEEPING,
  "GET /api/companies/{companyId}/nudges": BOOKKEEPING,
  "GET /api/companies/{companyId}/nudges/standing": BOOKKEEPING,
  "GET /api/companies/{companyId}/parties/{partyId}/silent-bills": BOOKKEEPING,
  "GET /api/companies/{companyId}/nudges/{nudgeId}": BOOKKEEPING,
  "POST /api/companies/{companyId}/nudges/decide": BOOKKEEPING, // who may approve stands with the decision
  "GET /api/companies/{companyId}/letters": BOOKKEEPING,
  "GET /api/companies/{companyId}/letters/pdf": BOOKKEEPING,
  "POST /api/companies/{companyId}/letters/mark": BOOKKEEPING,
  "GET /api/companies/{companyId}/channels": OWNER,
  "PUT /api/companies/{companyId}/channels/{way}": FRESH_OWNER,
  "POST /api/companies/{companyId}/channels/{way}/pause": OWNER,
  "PUT /api/companies/{companyId}/channels/{way}/hook-secret": FRESH_OWNER,
  "DELETE /api/companies/{companyId}/channels/{way}/hook-secrets/{slot}": FRESH_OWNER,
  "DELETE /api/companies/{companyId}/channels/{way}": FRESH_OWNER,

  "GET /api/companies/{companyId}/gateway": OWNER,
  "PUT /api/companies/{companyId}/gateway": FRESH_OWNER,
  "PUT /api/companies/{companyId}/gateway/webhook-secret": FRESH_OWNER,
  "DELETE /api/companies/{companyId}/gateway/webhook-secrets/{slot}": FRESH_OWNER,
  "DELETE /api/companies/{companyId}/gateway": FRESH_OWNER,

  "POST /api/sync-tally/": { who: "agent" },
  "POST /api/sync-tally/runs": { who: "agent" },
  "POST /api/sync-tally/runs/{run}/finish": { who: "agent" },
  "GET /api/sync-tally/runs/{run}": { who: "agent" },
  "POST /api/sync-tally/heartbeat": { who: "agent" },
  "POST /api/sync-tally/trouble": { who: "agent" },
  "POST /api/sync-tally/key": { who: "agent" },
  "GET /api/sync-tally/drafts": { who: "agent" },
  "POST /api/sync-tally/drafts/{draft}/take": { who: "agent" },
  "POST /api/sync-tally/drafts/{draft}/outcome": { who: "agent" },
};

/** The rule of a route; undefined when it has none. Paths may be written as "/a/{id}" or "/a/:id". */
export function accessOf(method: string, path: string): Access | undefined {
  return ACCESS[routeKey(method, path)];
}

/** The name of a route in the table: "GET /api/companies/{companyId}/home". */
export function routeKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replaceAll(/:([A-Za-z]+)/g, "{$1}")}`;
}
