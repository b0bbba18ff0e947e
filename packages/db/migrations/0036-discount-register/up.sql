-- The draft of the credit note for the discount that was earned; one that was withdrawn or refused makes room for another.
alter table offer add note_draft_id uuid;
create index offer_by_note_draft on offer (company_id, note_draft_id) where note_draft_id is not null;
