create table cash_forecast (
  company_id uuid not null references company on delete cascade,
  as_of date not null, -- its first day is the next one
  made_at timestamptz not null,
  generation bigint not null, -- of the books it was made from
  model text not null,
  seed integer not null,
  said text not null, -- what people had said of money and items, as JSON: said otherwise, it is made again
  learned text not null, -- which learnings its bills were drawn by
  history_from date not null, -- the first day of which it knows
  knowledge text not null check (knowledge in ('none', 'learning', 'short', 'enough')),
  doubts text[] not null,
  is_without_levels boolean not null, -- with level models it would have taken too much
  money bigint not null, -- the opening: in accounts that are not overdrawn
  overdrawn bigint not null,
  free bigint not null,
  available bigint not null,
  is_limit_missing boolean not null,
  floor bigint, -- null: not said
  chance_below real check (chance_below between 0 and 1), -- of falling below the floor; null: no floor
  is_chance_worth_saying boolean not null,
  weeks jsonb not null,
  lowest jsonb not null,
  drivers jsonb not null,
  deposits jsonb not null,
  post_dated jsonb not null,
  weights jsonb not null,
  stretch jsonb not null,
  primary key (company_id, as_of)
);

create table cash_paths (
  company_id uuid primary key,
  as_of date not null,
  head jsonb not null, -- all but the sums, which lie one after the other in the bytes
  sums bytea not null,
  foreign key (company_id, as_of) references cash_forecast on delete cascade
);

create table recurring_item (
  company_id uuid not null,
  item_no integer not null,
  as_of date not null,
  ledger_id uuid not null, -- or its party's
  class text not null,
  direction text not null check (direction in ('in', 'out')),
  every text not null, -- names the rhythm beside others of the same ledger
  rhythm jsonb not null,
  tolerance integer not null, -- days beside the due day
  size bigint not null, -- positive
  hit_rate real not null,
  alive real not null, -- chance that it has not ended
  hits jsonb not null, -- the latest times it came
  ahead jsonb not null, -- when it is due next
  primary key (company_id, item_no),
  foreign key (company_id, as_of) references cash_forecast on delete cascade
);

create table recurring_said (
  company_id uuid not null references company on delete cascade,
  ledger_guid text not null, -- or its party's
  direction text not null check (direction in ('in', 'out')),
  every text not null,
  said text not null check (said in ('confirmed', 'edited', 'ended')),
  rhythm jsonb,
  size bigint check (size > 0),
  said_at timestamptz not null default now(),
  said_by text not null,
  primary key (company_id, ledger_guid, direction, every),
  check ((said = 'edited') = (rhythm is not null) and (said = 'edited') = (size is not null))
);

create table cash_scenario (
  company_id uuid not null references company on delete cascade,
  scenario_id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 100),
  edits jsonb not null,
  made_at timestamptz not null default now(),
  made_by text not null,
  primary key (company_id, scenario_id)
);

create table cash_forecast_try (
  company_id uuid primary key references company on delete cascade,
  as_of date not null,
  tried_at timestamptz not null,
  generation bigint not null,
  outcome text not null check (outcome in ('forecast', 'without-levels', 'no-accounts', 'failed')),
  failure text check (failure in ('too-long', 'too-large', 'fault')),
  check ((outcome = 'failed') = (failure is not null))
);

call wall('cash_forecast', 'cash_paths', 'recurring_item', 'recurring_said', 'cash_scenario', 'cash_forecast_try');
grant select on cash_forecast, cash_paths, recurring_item, cash_forecast_try to cfa_app;
grant select, insert, update, delete on cash_forecast, cash_paths, recurring_item, cash_forecast_try to cfa_job;
grant select, insert, update, delete on recurring_said, cash_scenario to cfa_app, cfa_job;

alter table statutory_rule no force row level security; -- for the rows below: its owner writes what nobody else may
insert into statutory_rule (rule, valid_from, value, mark, source, note, read_on) values
  ('bank-shut-days', '2010-04-01', '{"weekdays": [7], "saturdays": []}', 'K', 'common knowledge',
   'Saturday was half a day. Holidays are a matter of each state and not held.', '2026-11-26'),
  ('bank-shut-days', '2015-09-01', '{"weekdays": [7], "saturdays": [2, 4]}', 'K', 'Reserve Bank of India, press release of 28 August 2015 (from memory)',
   'The second and fourth Saturday are holidays of all banks, the others full days. Holidays are a matter of each state and not held.', '2026-11-26');
alter table statutory_rule force row level security;
