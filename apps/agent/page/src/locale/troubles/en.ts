import type { Said } from "./said.ts";

const APP = "In the app: Tally sync → Connect Tally.";

/** Troubles in plain English by code; others are shown in the agent's own words. */
export const troublesEn: Readonly<Record<string, Said>> = {
  "tally-closed": {
    message: "Tally does not answer.",
    fix: "Open Tally. If it is open: F1 > Settings > Connectivity, set “acts as” to Both and the port to 9000, then restart Tally.",
  },
  "no-company": {
    message: "No company is open in Tally, or Tally asks for a password.",
    fix: "Open the company in Tally and sign in there.",
  },
  "company-closed": {
    message: "This company is not open in Tally.",
    fix: "Open it in Tally; one that asks for a password counts as closed.",
  },
  busy: {
    message: "Tally did not answer in time.",
    fix: "Look at Tally's screen: a message may wait for a key, or a long report may be running.",
  },
  "connection-lost": {
    message: "The contact with Tally broke off in the middle of an answer.",
    fix: "See that Tally is running; open it again if it is not.",
  },
  truncated: {
    message: "Tally's answer stopped in the middle; smaller parts are asked for now.",
    fix: "",
  },
  "not-tally": {
    message: "Another program answers at Tally's address.",
    fix: "Look up Tally's port under F1 > Settings > Connectivity, and write the same here.",
  },
  "wrong-encoding": {
    message: "Tally's answer came in letters that cannot be read.",
    fix: "Restart Tally; if it stays so, install the newest Tally.",
  },
  educational: {
    message: "Tally is in Educational mode and gave other dates than asked.",
    fix: "Activate Tally's licence; until then whole months are read.",
  },
  "bad-report": {
    message: "This Tally does not know a report that was asked for.",
    fix: "Update Tally and the agent.",
  },
  prompts: {
    message: "Tally showed a screen instead of answering.",
    fix: "Press Esc in Tally until that screen is gone.",
  },
  "error-answer": {
    message: "Tally refused the question.",
    fix: "Put right in Tally what its own words say.",
  },
  "unexpected-answer": {
    message: "Tally's answer does not match the question; nothing was taken from it.",
    fix: "Update the agent; if it stays so, send us the diagnostics.",
  },
  "period-moved": { message: "Tally's period was changed while the books were read.", fix: "" },
  "agent-too-old": {
    message: "The server takes nothing more of this agent: it is too old.",
    fix: "Install the newest one over it; nothing is lost.",
  },
  "unsupported-protocol": {
    message: "The server and this agent do not understand each other any more.",
    fix: "Install the newest agent over this one; nothing is lost.",
  },
  "no-answer": {
    message: "The server cannot be reached.",
    fix: "Check this computer's internet connection. What was read is kept and sent later.",
  },
  "odd-answer": {
    message: "What answers is not a CFA server.",
    fix: "Check the address of the server, and whether this network asks for a sign-in first.",
  },
  unavailable: { message: "The server is busy. It is asked again by itself.", fix: "" },
  internal: { message: "Something went wrong on the server. It is asked again by itself.", fix: "" },
  "server-working": { message: "The server is still working on what it was sent.", fix: "" },
  "too-many": { message: "That was asked too often.", fix: "Wait ten minutes, then try again." },
  "bad-key": {
    message: "The server does not accept this company's key: it was revoked, or copied wrongly.",
    fix: `Connect the company again. ${APP}`,
  },
  "not-allowed": { message: "This key may not do that.", fix: `Connect the company again. ${APP}` },
  "other-agent": {
    message: "An agent on another PC syncs this company already.",
    fix: "Stop the agent there; or, if that PC is no longer used, connect this one again.",
  },
  "key-unreadable": {
    message: "The key on this PC can no longer be unlocked, as after a new Windows user or a copied folder.",
    fix: `Connect the company again. ${APP}`,
  },
  "key-missing": {
    message: "There is no key for this company on this PC.",
    fix: `Connect the company again. ${APP}`,
  },
  "agent-old": { message: "There is a newer agent.", fix: "Take the update when it suits you." },
  "run-failed": {
    message: "The server could not take what was sent. It is tried again by itself.",
    fix: "If it stays so, tell whoever runs the server.",
  },
  "disk-full": {
    message: "This computer's disk is full.",
    fix: "Free some space; the agent goes on where it stopped.",
  },
  "disk-error": {
    message: "The agent cannot write to its data folder.",
    fix: "Check that this user may write there, and that the disk is sound.",
  },
  "outbox-damaged": { message: "What waited to be sent was damaged; Tally is read anew by itself.", fix: "" },
  "settings-damaged": {
    message: "The agent's settings were damaged.",
    fix: "Connect the companies again; what the server holds is safe.",
  },
  "agent-broken": {
    message: "Something in the agent broke. It is tried again by itself.",
    fix: "If it stays so, copy the diagnostics and send them to whoever helps you.",
  },
  "no-server": { message: "The address of your CFA server is not known yet.", fix: "Write it above first." },
  "unknown-company": {
    message: "This company is not open in Tally now.",
    fix: "Open it in Tally, then try again.",
  },
  "not-found": {
    message: "This code is wrong, or no longer good.",
    fix: "Take a new one from the app: each is good for ten minutes.",
  },
  "bad-code": {
    message: "This is not a code of the app.",
    fix: "Type the eight letters that the app shows.",
  },
  "pairing-expired": {
    message: "Ten minutes went by before it was confirmed.",
    fix: "Begin again with a new code.",
  },
  "pairing-refused": {
    message: "It was refused in the app. This PC got no key.",
    fix: "Ask whoever refused it, then begin again with a new code.",
  },
  "other-server": {
    message: "Another company on this PC is connected with another server; one PC works with one.",
    fix: "Forget the companies of the other server first.",
  },
  "too-large": {
    message: "The server takes no packet of this size.",
    fix: "Update the agent; if it stays so, tell whoever runs the server.",
  },
  "window-lost": {
    message: "The agent did not answer this window.",
    fix: "Wait until it is in contact again, then try once more.",
  },
  "update-no-answer": {
    message: "The server could not be asked for a newer agent.",
    fix: "Check this computer's internet connection; the agent looks again by itself.",
  },
  "update-odd-answer": {
    message: "Something other than the server answered when a newer agent was looked for.",
    fix: "Check the address of the server, and whether this network asks for a sign-in first.",
  },
  "update-clock": {
    message: "The server's certificate is not valid on the date that this computer shows.",
    fix: "Set this computer's date and time right.",
  },
  "update-not-signed": {
    message: "The newer agent that the server offers is not signed by its publisher, and was not taken.",
    fix: "Tell whoever runs the server.",
  },
  "update-damaged": {
    message: "The newer agent did not arrive whole, and was not taken. It is fetched again by itself.",
    fix: "",
  },
  "update-bad": {
    message: "The newer agent did not work on this computer, so the one before runs.",
    fix: "",
  },
  "update-needs-setup": {
    message: "The newer agent comes with a new setup.",
    fix: "Download the newest setup from the server and run it; nothing is lost.",
  },
  "update-not-here": {
    message: "This agent was not started by its installed program, and is not renewed by itself.",
    fix: "Install the agent with its setup.",
  },
};
