/** Where the ZIP of a company's data is fetched, once it is ready: a JSON-lines file for each table. */
export function exportFilePath(companyId: string): string {
  return `/api/companies/${companyId}/export/file`;
}
