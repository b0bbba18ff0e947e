-- What a customer said on the page of a message. `correction_id`: the promise or dispute that it became; `inbound_id`: what waits for a person.
create table nudge_answer (
  company_id uuid not null references company on delete cascade,
  answer_id uuid not null default gen_random_uuid(),
  nudge_id uuid not null,
  kind text not null check (kind in ('promised', 'disputed', 'paid')),
  nonce_hash bytea not null, -- SHA-256 of what the page gave for one use
  at timestamptz not null,
  correction_id uuid,
  inbound_id uuid,
  primary key (company_id, answer_id),
  unique (company_id, nonce_hash),
  foreign key (company_id, nudge_id) references nudge on delete cascade,
  check ((kind = 'paid') = (inbound_id is not null)),
  check ((kind = 'paid') = (correction_id is null))
);
create index nudge_answer_by_nudge on nudge_answer (company_id, nudge_id, at);

-- What is said on a page waits for a person as what is written does; a page knows of which message, not by whom.
alter table inbound
  drop constraint inbound_way_check,
  add constraint inbound_way_check check (way in ('whatsapp', 'sms', 'email', 'page')),
  alter column address_hash drop not null,
  add check (address_hash is not null or way = 'page');

call wall('nudge_answer');
grant select, insert on nudge_answer to cfa_app;
grant select on nudge_answer to cfa_job;
grant insert on inbound to cfa_app; -- from a page
