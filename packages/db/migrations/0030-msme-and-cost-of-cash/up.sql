-- What Tally holds of a ledger under the law for micro and small enterprises: dated, oldest first.
alter table ledger add column msme_in_tally jsonb;

-- What people say of a supplier under that law, one row for each time it was said. The latest that covers a day holds on it.
create table msme_said (
  company_id uuid not null references company on delete cascade,
  ledger_guid text not null,
  said_no integer not null check (said_no > 0),
  valid_from date, -- null: as long as there are books
  udyam_class text check (udyam_class in ('micro', 'small', 'medium', 'none')), -- null: as Tally has it
  activity text check (activity in ('trader', 'other')),
  has_written_terms boolean,
  said_at timestamptz not null,
  said_by text not null,
  said_name text not null,
  taken_back_at timestamptz,
  taken_back_by text,
  taken_back_name text,
  primary key (company_id, ledger_guid, said_no),
  check ((taken_back_at is null) = (taken_back_by is null) and (taken_back_at is null) = (taken_back_name is null))
);

-- What was said before had no date and no name; the audit log has both.
alter table party_profile no force row level security; -- its owner takes along what every company said
insert into msme_said (company_id, ledger_guid, said_no, udyam_class, activity, has_written_terms, said_at, said_by, said_name)
select company_id, ledger_guid, 1, udyam_class, activity, has_written_terms, now(), '', '' from party_profile;
drop table party_profile;

-- What borrowed money costs the company, from a day on.
create table cost_of_cash_said (
  company_id uuid not null references company on delete cascade,
  said_no integer not null check (said_no > 0),
  valid_from date not null,
  hundredths integer not null check (hundredths between 1 and 10000), -- of a percent a year
  said_at timestamptz not null,
  said_by text not null,
  said_name text not null,
  taken_back_at timestamptz,
  taken_back_by text,
  taken_back_name text,
  primary key (company_id, said_no),
  check ((taken_back_at is null) = (taken_back_by is null) and (taken_back_at is null) = (taken_back_name is null))
);

call wall('msme_said', 'cost_of_cash_said');
grant select, insert on msme_said, cost_of_cash_said to cfa_app;
grant update (taken_back_at, taken_back_by, taken_back_name) on msme_said, cost_of_cash_said to cfa_app;
grant select, delete on msme_said, cost_of_cash_said to cfa_job;

alter table statutory_rule no force row level security; -- for the row below: its owner writes what nobody else may
insert into statutory_rule (rule, valid_from, value, mark, source, note, read_on) values
  ('cost-of-cash', '2010-04-01', '{"hundredths": 1800}', 'S', 'a lender beside Tally quotes 15 to 24 percent a year',
   'Taken where a company has not said what its cash credit or overdraft costs.', '2026-11-22');
alter table statutory_rule force row level security;
