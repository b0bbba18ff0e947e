import type { SyncFailure } from "../outcome.ts";
import type { Trouble } from "./agent-view.ts";

const AGAIN = "Paste a new key or pair again.";
const BY_ITSELF = "Nothing is to be done; it is tried again.";

/** What to do in this agent's window, where it differs from the words for a terminal or none were given. */
const FIXES: Readonly<Record<string, string>> = {
  "bad-key": AGAIN,
  "not-allowed": AGAIN,
  "key-unreadable": "Paste the key or pair again.",
  "key-missing": "Paste the key or pair again.",
  "other-agent": "Stop the agent on the other PC, or pair this one anew if the other is no longer used.",
  "wrong-company": "Pair this company with a key of its own.",
  "unsupported-protocol": "Update the agent.",
  "agent-too-old": "Update the agent; what was read waits on this PC.",
  "agent-old": "Take the update when it suits you.",
  "no-answer": "Check this PC's internet connection; what was read waits on this PC.",
  "odd-answer": "Check the server's address, and update the agent.",
  "run-failed": "It is tried again; if it stays so, tell whoever runs the server.",
  "server-working": "Nothing is to be done; the next look tells.",
  "too-large": "Update the agent; if it stays so, tell whoever runs the server.",
  "disk-full": "Free some space; the agent goes on where it stopped.",
  "disk-error": "Check the folder's permissions and the disk.",
  "no-server": "Give the server's address first.",
  "no-company": "Open the company in Tally and sign in there.",
  "unknown-company": "Open the company in Tally and look again.",
  "bad-code": "Type the eight letters that the app shows.",
  "bad-input": "Put it right and try again.",
  "pairing-expired": "Take a new code.",
  "pairing-refused": "Ask whoever refused it, then take a new code.",
  "agent-broken": "Copy the diagnostics and send them to whoever helps you; it is tried again.",
  "settings-damaged": "Pair the companies again; what the server holds is safe.",
};

/** A failure as the window shows it: with one thing to do, whatever its code. */
export function troubleOf(failure: SyncFailure, since: string): Trouble {
  const { code, message } = failure;
  const own = failure.side === "tally" ? undefined : FIXES[code];
  return { code, message, fix: own ?? failure.fix ?? FIXES[code] ?? fallback(code), since };
}

/** The same trouble keeps the moment it began. */
export function keepSince(before: Trouble | null, after: Trouble): Trouble {
  return before?.code === after.code ? { ...after, since: before.since } : after;
}

function fallback(code: string): string {
  return code.startsWith("http-") ? "Check the server's address; it is tried again." : BY_ITSELF;
}
