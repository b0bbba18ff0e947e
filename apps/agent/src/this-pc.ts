import { hostname, userInfo } from "node:os";

/** What this PC and its user are called, for people who confirm or look for them. */
export function thisPc(): { machine: string; user: string } {
  return { machine: hostname(), user: userName() };
}

/** A user without an entry in the system's list has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
