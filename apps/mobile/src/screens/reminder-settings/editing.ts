import type { ReminderDraft, ReminderProblems } from "./reminder-draft";

/** What a card of the form is given, and how it says that something is chosen. */
export type Editing = {
  draft: ReminderDraft;
  problems: ReminderProblems;
  onChange: (next: Partial<ReminderDraft>) => void;
};
