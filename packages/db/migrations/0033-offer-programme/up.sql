-- What an owner says of offers. Rates and shares in hundredths of a percent; what is null is as usual.
create table offer_setting (
  company_id uuid primary key references company on delete cascade,
  is_on boolean not null, -- false: nothing is proposed
  rule text not null check (rule in ('own-forecast', 'plain')),
  style text not null check (style in ('percent', 'rupees')),
  gst_mode text not null check (gst_mode in ('financial', 'section34')),
  margin integer check (margin between 1 and 10000), -- what is left of a sale; null: not said
  cap integer not null check (cap between 25 and 1000),
  monthly_budget bigint not null check (monthly_budget >= 0),
  party_year_cap integer not null check (party_year_cap between 1 and 1000),
  gap_days integer not null check (gap_days between 30 and 366),
  said_at timestamptz not null,
  said_by text not null,
  said_name text not null
);

-- By which a company's hold-out is drawn.
create table offer_salt (
  company_id uuid primary key references company on delete cascade,
  salt text not null check (length(salt) >= 22)
);

-- Which parties are kept without offers in a year, drawn before anything is proposed.
create table offer_arm (
  company_id uuid not null references company on delete cascade,
  year smallint not null, -- first year of the financial year
  ledger_guid text not null,
  stratum text not null,
  place integer not null check (place >= 0),
  is_held_out boolean not null,
  drawn_at timestamptz not null,
  primary key (company_id, year, ledger_guid)
);

-- Of the latest look: who is offered nothing and why, and what may be put to those overdue.
create table offer_plan (
  company_id uuid primary key references company on delete cascade,
  as_of date not null,
  made_at timestamptz not null,
  generation bigint not null,
  refused jsonb not null,
  alternatives jsonb not null
);

call wall('offer_setting', 'offer_salt', 'offer_arm', 'offer_plan');
grant select on offer_setting, offer_plan to cfa_app, cfa_job;
grant insert, update on offer_setting to cfa_app;
grant select, insert on offer_salt, offer_arm to cfa_job;
grant select on offer_arm to cfa_app;
grant insert, update on offer_plan to cfa_job;

-- The plain rule may gain no day: then there is no yearly rate.
alter table offer alter column annual_rate drop not null;
