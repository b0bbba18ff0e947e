-- A person wants one customer to be sent a statement, or to be reminded now: what came of it.
create table nudge_ask (
  company_id uuid not null references company on delete cascade,
  ask_id uuid not null default gen_random_uuid(),
  ledger_guid text not null, -- of the party's root
  kind text not null check (kind in ('reminder', 'statement')),
  state text not null check (state in ('waiting', 'planned', 'refused')),
  nudge_id uuid,
  code text, -- why nothing goes
  is_word boolean not null, -- who asked may let such a message out
  asked_at timestamptz not null,
  asked_by text not null,
  asked_name text not null,
  primary key (company_id, ask_id),
  foreign key (company_id, nudge_id) references nudge on delete cascade,
  check ((state = 'planned') = (nudge_id is not null)),
  check ((state = 'refused') = (code is not null))
);
create unique index nudge_ask_waiting on nudge_ask (company_id, ledger_guid, kind) where state = 'waiting';
create index nudge_ask_of_party on nudge_ask (company_id, ledger_guid, kind, asked_at);
create index nudge_ask_of_nudge on nudge_ask (company_id, nudge_id);
call wall('nudge_ask');
grant select, insert on nudge_ask to cfa_app;
grant select, update (state, nudge_id, code) on nudge_ask to cfa_job;
