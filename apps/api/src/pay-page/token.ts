/** The whole address that the owner sends. */
export function payLink(publicUrl: string, token: string): string {
  return `${publicUrl}/pay/${token}`;
}

/** Whether a request is for a customer's page, of an offer or of a message. No cookie opens it, so none can be misused there: its answers carry what only the page gave. */
export function isCustomersPage(url: string | undefined): boolean {
  return url !== undefined && /^\/(?:pay|n)\//.test(url);
}
