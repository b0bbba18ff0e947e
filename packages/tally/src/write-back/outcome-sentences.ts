import type { DraftOutcomeCode } from "@cfa/contract/draft-voucher";

/** Bill allocations are taken on creation alone: an alteration ignores them without a word, or makes a second voucher (A10). */
const OPPOSITE =
  "It is never altered from here, because Tally ignores bills when a voucher is altered. In Tally, find it by its reference, cancel it (Alt+X) or delete it (Alt+D), and draft it anew.";
const ANEW = "Nothing stands in Tally. Put right what is named, and draft it anew.";
const WAIT = "Nothing is sent again. The agent looks for the voucher as soon as Tally answers.";
const LOOK = `Look in Tally for the voucher with this reference. ${OPPOSITE}`;

/** What each outcome says to a person, and what there is to do. docs/tally/write-back.md shows the same table. */
export const SENTENCES: Readonly<Record<DraftOutcomeCode, { readonly says: string; readonly fix: string }>> =
  {
    written: { says: "The voucher stands in Tally as it was accepted.", fix: "" },
    found: {
      says: "The voucher stands in Tally as it was accepted; it was found there by its mark.",
      fix: "",
    },
    "check-failed": { says: "The books have changed since it was accepted; nothing was sent.", fix: ANEW },
    "company-renamed": {
      says: "The company has another name in Tally than when this was accepted, or two of the name are open; nothing was sent.",
      fix: "Sync once more and draft it anew; close the other company of the same name.",
    },
    "date-refused": { says: "Tally did not take the voucher's date.", fix: ANEW },
    "totals-differ": { says: "Tally found that debit and credit do not match.", fix: ANEW },
    "ledger-missing": { says: "Tally does not know a ledger of the voucher.", fix: ANEW },
    "voucher-type-missing": { says: "Tally does not know the voucher type.", fix: ANEW },
    "tally-refused": { says: "Tally did not take the voucher.", fix: ANEW },
    exceptions: { says: "Tally reported exceptions and took nothing.", fix: ANEW },
    "nothing-created": { says: "Tally reported no error, but it made no voucher either.", fix: ANEW },
    "not-there": {
      says: "Tally did not answer when the voucher was sent, and it does not stand in Tally now.",
      fix: "If a message is on Tally's screen, read and close it. Then draft it anew, as a file if it happens again.",
    },
    "lost-answer": {
      says: "The voucher was sent and the answer was lost: it may stand in Tally or not.",
      fix: WAIT,
    },
    "message-on-screen": {
      says: "The voucher was sent, and since then Tally answers nobody: most likely a message waits on its screen.",
      fix: `Look at the Tally screen and close the message there. ${WAIT}`,
    },
    "tally-ended": {
      says: "The connection broke while Tally took the voucher: it may stand in Tally or not.",
      fix: `Check that Tally is running and the company is open. ${WAIT}`,
    },
    "not-read-back": { says: "Tally answered, but the voucher could not be read again yet.", fix: WAIT },
    "not-found-again": {
      says: "Tally says that it made the voucher, but does not show it.",
      fix: `It may be dated where it cannot be seen. ${LOOK}`,
    },
    differs: { says: "A voucher was made, but it is not the one that was accepted.", fix: OPPOSITE },
    twice: {
      says: "Tally shows more than one voucher with this mark.",
      fix: `Delete all but one in Tally. ${OPPOSITE}`,
    },
    altered: {
      says: "Tally says that it altered a voucher instead of making a new one.",
      fix: LOOK,
    },
    "counters-disagree": {
      says: "The voucher stands in Tally, although Tally reported that something went wrong.",
      fix: "Look at it in Tally. If it is right, nothing is to be done: the next sync brings it. If not, cancel it there (Alt+X) and draft it anew.",
    },
  };
