-- What offers brought, as measured on a day.
create table offer_result (
  company_id uuid not null references company on delete cascade,
  as_of date not null,
  measured_at timestamptz not null,
  treated integer not null check (treated >= 0), -- parties that were proposed something
  held_out integer not null check (held_out >= 0), -- that would have been
  net bigint, -- paise, with the ends of its 90 % interval; null: too few parties
  net_low bigint,
  net_high bigint,
  verdict text not null check (verdict in ('gain', 'loss', 'cannot-tell')),
  figures jsonb not null,
  stopped_for date, -- switched off by it: the last day of the later of both quarters
  primary key (company_id, as_of),
  check ((net is null) = (net_low is null) and (net is null) = (net_high is null))
);

call wall('offer_result');
grant select on offer_result to cfa_app, cfa_job;
grant insert, update on offer_result to cfa_job;

-- The rule of two quarters switches offers off.
grant insert on offer_setting to cfa_job;
grant update (is_on, said_at, said_by, said_name) on offer_setting to cfa_job;
