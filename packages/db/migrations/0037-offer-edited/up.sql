-- An owner's own steps, in the place of those that were proposed.
alter table offer
  add column edited_at timestamptz,
  add column edited_by text,
  add column edited_name text,
  add check ((edited_at is null) = (edited_by is null) and (edited_at is null) = (edited_name is null));
