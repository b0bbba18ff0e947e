/** Where a company's standing is told as it changes (`text/event-stream`, each event a `CompanyEvent`). */
export function companyEventsPath(companyId: string): string {
  return `/api/companies/${companyId}/events`;
}
