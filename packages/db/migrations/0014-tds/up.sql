-- Of a bill that is open for nothing but the tax its payer kept back: that tax, and the day from which it was known to be.
alter table bill add column tds_awaited bigint check (tds_awaited > 0);
alter table bill add column tds_from date;
alter table bill add constraint tds_has_its_day check ((tds_awaited is null) = (tds_from is null));
create index bill_tds on bill (company_id, side, ledger_id) where tds_awaited is not null;

-- What a party usually keeps back, learned from its past each time its books are derived.
create table tds_profile (
  company_id uuid not null,
  ledger_id uuid not null,
  side text not null check (side in ('receivable', 'payable')),
  points integer not null check (points > 0), -- 200 is 2 %
  base text not null check (base in ('taxable', 'gross')),
  bills integer not null, -- that it rests on
  booked integer not null, -- of them, whose tax a voucher shows on a TDS ledger
  since date not null, -- the day of the first of them
  learned_on date not null,
  primary key (company_id, ledger_id, side),
  foreign key (company_id, ledger_id) references ledger on delete cascade
);
alter table tds_profile enable row level security;
alter table tds_profile force row level security;
create policy company_wall on tds_profile to cfa_app, cfa_job
  using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
grant select, insert, update, delete on tds_profile to cfa_app, cfa_job;
