/* The window's session. It is kept in sessionStorage and sent as a header: a cookie would be sent to every server of 127.0.0.1. */

const KEPT = "cfa.session";
const TICKET = /^#ticket=(.+)$/;

/** The session of the ticket in the address, or the one that was kept; undefined: the window is to be opened anew. */
export async function openSession(): Promise<string | undefined> {
  const [, ticket] = TICKET.exec(location.hash) ?? [];
  // Gone from the address before anything else can see it.
  history.replaceState(null, "", location.pathname);
  const opened = ticket === undefined ? undefined : await exchange(ticket);
  if (opened !== undefined) sessionStorage.setItem(KEPT, opened);
  return opened ?? sessionStorage.getItem(KEPT) ?? undefined;
}

/** The session is good no longer. */
export function forgetSession(): void {
  sessionStorage.removeItem(KEPT);
}

async function exchange(ticket: string): Promise<string | undefined> {
  try {
    const response = await fetch("/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ticket }),
    });
    if (!response.ok) return undefined;
    return ((await response.json()) as { session: string }).session;
  } catch {
    return undefined;
  }
}
