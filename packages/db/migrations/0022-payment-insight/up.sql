create table payment_learning (
  company_id uuid not null references company on delete cascade,
  side text not null check (side in ('receivable', 'payable')),
  as_of date not null,
  learned_at timestamptz not null,
  generation bigint not null, -- of the books it was learned from
  model text not null,
  seed integer not null,
  class_edges integer[] not null check (cardinality(class_edges) = 3),
  bills_from date not null, -- bills of earlier days are not learned from
  bills integer not null, -- learned from
  older_bills integer not null, -- left out
  is_without_trees boolean not null, -- with trees it would have taken too much
  company jsonb not null, -- what holds of the side as a whole
  primary key (company_id, side, as_of)
);

create table bill_forecast (
  company_id uuid not null,
  side text not null,
  as_of date not null,
  bill_id uuid not null,
  ledger_id uuid not null, -- the party
  amount bigint not null, -- the open sum that is forecast
  median date, -- null: not within the model's reach
  low date,
  high date,
  late real not null, -- chance of coming after the due date
  weeks real[] not null check (cardinality(weeks) = 13), -- chances of each week after as_of
  never real not null, -- chance of not coming within 180 days
  basis text not null check (basis in ('trees', 'hazard', 'plain', 'due-date')),
  is_promised boolean not null,
  reasons jsonb not null,
  primary key (company_id, side, as_of, bill_id),
  foreign key (company_id, side, as_of) references payment_learning on delete cascade
);
create index bill_forecast_of_party on bill_forecast (company_id, side, as_of, ledger_id);

create table party_insight (
  company_id uuid not null,
  side text not null,
  as_of date not null,
  ledger_id uuid not null,
  class text not null check (class in ('prompt', 'on-time', 'late', 'risky', 'new')),
  learned_class text not null check (learned_class in ('prompt', 'on-time', 'late', 'risky', 'new')), -- without the owner's pin
  confidence real not null,
  expected_delay real, -- days after the due date; null: nothing is known
  uncertainty real,
  reason jsonb not null,
  drift jsonb, -- null: steady
  risk real not null check (risk between 0 and 100),
  drivers jsonb not null,
  expected_loss bigint not null,
  suggested_limit bigint, -- null: too little is known
  primary key (company_id, side, as_of, ledger_id),
  foreign key (company_id, side, as_of) references payment_learning on delete cascade
);

-- What the next learning begins with, as long as it is fresh.
create table payment_training (
  company_id uuid not null references company on delete cascade,
  side text not null check (side in ('receivable', 'payable')),
  model text not null,
  training jsonb not null,
  primary key (company_id, side)
);

create table learning_try (
  company_id uuid not null references company on delete cascade,
  side text not null check (side in ('receivable', 'payable')),
  as_of date not null,
  tried_at timestamptz not null,
  generation bigint not null,
  outcome text not null check (outcome in ('learned', 'without-trees', 'no-bills', 'failed')),
  failure text check (failure in ('too-long', 'too-large', 'fault')),
  primary key (company_id, side),
  check ((outcome = 'failed') = (failure is not null))
);

create table payment_class_edges (
  company_id uuid not null references company on delete cascade,
  from_date date not null,
  prompt integer not null, -- days of delay below which a party is prompt
  on_time integer not null, -- up to which it is on time
  late integer not null, -- up to which it is late; beyond, risky
  set_at timestamptz not null default now(),
  set_by text not null,
  primary key (company_id, from_date),
  check (prompt < on_time and on_time < late)
);

call wall('payment_learning', 'bill_forecast', 'party_insight', 'payment_training', 'learning_try', 'payment_class_edges');
grant select on payment_learning, bill_forecast, party_insight, payment_training, learning_try to cfa_app;
grant select, insert, update, delete on payment_learning, bill_forecast, party_insight, payment_training, learning_try to cfa_job;
grant select, insert, update, delete on payment_class_edges to cfa_app, cfa_job;

alter table correction
  drop constraint correction_kind_check,
  add constraint correction_kind_check check (kind in (
    'rematch', 'due-date', 'terms', 'dispute', 'write-off', 'merge', 'exclude', 'contact', 'credit-limit', 'tds-profile',
    'promise', 'class-pin'));
