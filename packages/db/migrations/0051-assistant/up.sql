-- What a member asked the assistant, and what it answered.
create table assistant_turn (
  company_id uuid not null references company on delete cascade,
  turn_id uuid not null,
  turn_no bigint generated always as identity,
  conversation_id uuid not null,
  user_id text not null,
  asked_at timestamptz not null,
  question text not null check (length(question) between 1 and 1000),
  language text not null check (language in ('en', 'hi')),
  asked jsonb check (jsonb_typeof(asked) = 'object'), -- as the next question goes on from it; null: it came to no query
  answer jsonb not null check (jsonb_typeof(answer) = 'object'),
  by_model boolean not null,
  tokens integer not null check (tokens >= 0), -- of a language model, whether its answer was taken or not
  feedback text check (feedback in ('right', 'wrong')),
  primary key (company_id, turn_id)
);
create index assistant_turn_of_member on assistant_turn (company_id, user_id, conversation_id, turn_no);
create index assistant_turn_by_time on assistant_turn (company_id, asked_at);
call wall('assistant_turn');
grant select, insert, update (feedback), delete on assistant_turn to cfa_app;

-- What an owner lets the assistant do.
create table assistant_setting (
  company_id uuid primary key references company on delete cascade,
  uses_model boolean not null,
  hides_names boolean not null,
  said_at timestamptz not null,
  said_by text not null,
  said_name text not null
);
call wall('assistant_setting');
grant select, insert, update on assistant_setting to cfa_app;
grant select on assistant_setting to cfa_job;

-- What opens the catalogue, for reading alone, to a program that asks by itself. Shown once; kept as its SHA-256.
create table read_key (
  company_id uuid not null references company on delete cascade,
  key_id uuid not null default gen_random_uuid(),
  key_hash bytea not null,
  last_four text not null,
  name text not null check (name <> ''),
  made_at timestamptz not null,
  made_by text not null,
  made_name text not null,
  last_used_at timestamptz,
  ends_at timestamptz not null,
  revoked_at timestamptz,
  primary key (company_id, key_id)
);
create index read_key_by_hash on read_key (key_hash);
call wall('read_key');
grant select, insert, update (last_used_at, revoked_at), delete on read_key to cfa_app;
grant select on read_key to cfa_job;
create policy who_belongs_where on read_key for select to cfa_authn using (true);
grant select (company_id, key_id, key_hash, ends_at, revoked_at) on read_key to cfa_authn;
