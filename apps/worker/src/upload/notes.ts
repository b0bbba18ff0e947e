import type { UploadNote } from "@cfa/contract/uploads";

/** Why a file that can be read is not taken into these books, and what should be known about one that is. */
const SENTENCES = {
  "wrong-company":
    "This file holds another company's books; open that company here, or choose the right company in Tally and export again.",
  "two-companies": "These files hold more than one company's books; send each company's files by themselves.",
  "no-company":
    "No object in this file carries a GUID, so its company is not known; export it from Tally itself.",
  "agent-fed":
    "An agent reads this company's Tally, so a list or table would contradict it; exports from Tally (XML or JSON) are taken.",
  "has-tally-books":
    "These books come from Tally itself, and a list or table would count its bills twice; upload masters and Day Book as XML or JSON.",
  "has-lists":
    "These books were made of lists and tables, and Tally's own records would count them twice; take those uploads back first.",
  "two-lists":
    "There is another list of this side in this upload; a list holds all open bills of its day, so send one.",
  "older-list": "The books stand on a newer list of this side; an older one would turn them back.",
  "not-understood": "What this table is could not be told; say what each column means.",
  "no-masters":
    "There are vouchers but no ledgers and groups: who is a customer or a supplier is inferred from the vouchers. Export the masters too.",
  "made-of-a-table":
    "Tally's masters are not in this file: its parties and vouchers get ids made of what the rows say, and parties are marked as inferred.",
  "list-replaces":
    "This list is all that is open on its day: bills of this side that are no longer in it count as settled and go.",
  "register-covered":
    "Rows up to the day of the list of open bills are left out, because the list already holds them.",
  "registers-replaced":
    "Vouchers of earlier registers up to the list's day go, because the list already holds them.",
  "one-day":
    "The file holds one day only. Tally's Day Book shows one day unless the period is changed (Alt+F2).",
  educational:
    "Every voucher is dated on day 1, 2 or 31: this looks like Tally in Educational mode, which knows no other days.",
  unbalanced: "Some vouchers do not add up to zero; they will be set aside and the rest goes on.",
  "set-aside":
    "Some records could not be read; they will be set aside with their reasons and the rest goes on.",
  "refused-rows": "Some rows could not be read; they are listed with their reasons, and the rest goes on.",
  "older-stays": "The books have newer versions of some of these records; those stay.",
  "another-name": "The file names another company than this one here. Make sure that it is the right one.",
  binds:
    "With this file the company is bound to these books of Tally; later files of other books are refused.",
} as const;

export type NoteCode = keyof typeof SENTENCES;

/** A note with its sentence. */
export function note(code: NoteCode): UploadNote {
  return { code, message: SENTENCES[code] };
}
