import type { Trouble } from "../engine/agent-view.ts";
import { codeOf } from "./disk.ts";

/** What goes wrong with updates, in words for a person. The agent that runs goes on in all of it. */
export type UpdateFault =
  | "update-no-answer"
  | "update-odd-answer"
  | "update-clock"
  | "update-not-signed"
  | "update-damaged"
  | "update-bad"
  | "update-needs-setup"
  | "update-not-here"
  | "disk-full"
  | "disk-error";

const NEXT_TIME = "Nothing is to be done: the agent looks again by itself.";

const WORDS: Readonly<Record<UpdateFault, { message: string; fix: string }>> = {
  "update-no-answer": {
    message: "The server could not be asked for a newer agent.",
    fix: "Check the internet connection; the agent looks again by itself.",
  },
  "update-odd-answer": {
    message: "What was asked for a newer agent answered something else, as a sign-in page of a network does.",
    fix: "Check the server's address and the internet connection of this PC.",
  },
  "update-clock": {
    message: "The server's certificate is not valid on the date that this PC shows.",
    fix: "Set date and time of this PC right.",
  },
  "update-not-signed": {
    message: "The newer agent that the server offers is not signed by its publisher, and was not taken.",
    fix: "Tell whoever runs the server.",
  },
  "update-damaged": {
    message: "The newer agent did not arrive as it was signed, and was not taken.",
    fix: NEXT_TIME,
  },
  "update-bad": {
    message: "The newer agent did not get well on this PC, so the one before runs.",
    fix: "Nothing is to be done: the next one is taken when there is one.",
  },
  "update-needs-setup": {
    message: "The newer agent needs a newer program than is installed here.",
    fix: "Download the newest setup from the server and run it; settings and keys stay.",
  },
  "update-not-here": {
    message: "This agent was not started by its installed program and is not renewed by itself.",
    fix: "Install the agent with its setup.",
  },
  "disk-full": {
    message: "The disk of this PC is full: the newer agent cannot be kept.",
    fix: "Free some space; the agent looks again by itself.",
  },
  "disk-error": {
    message: "The newer agent cannot be written into the agent's folder.",
    fix: "Check the folder's permissions and the disk.",
  },
};

/** A trouble with updates; `detail` is the reason as the system or the server gave it. */
export function updateTrouble(code: UpdateFault, { now, detail }: { now: string; detail?: string }): Trouble {
  const { message, fix } = WORDS[code];
  return { code, message: detail === undefined ? message : `${message} (${detail})`, fix, since: now };
}

/** What a failure of the disk is called; undefined: it is none of the disk. */
export function diskFault(error: unknown): UpdateFault | undefined {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") return "disk-full";
  return /^E(?:ACCES|PERM|ROFS|IO|BUSY|NOENT|NOTDIR|ISDIR|MFILE|EXIST)$/.test(code)
    ? "disk-error"
    : undefined;
}
