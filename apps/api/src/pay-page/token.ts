/** The whole address that the owner sends. */
export function payLink(publicUrl: string, token: string): string {
  return `${publicUrl}/pay/${token}`;
}

/** Whether a request is for such a page. No cookie opens it, so none can be misused there: its answers carry what only the page gave. */
export function isPayPage(url: string | undefined): boolean {
  return url?.startsWith("/pay/") === true;
}
