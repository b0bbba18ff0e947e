create table statutory_rule (
  rule text not null,
  valid_from date not null,
  value jsonb not null,
  mark text not null check (mark in ('V', 'S', 'K', 'X')),
  source text not null,
  note text not null,
  read_on date not null
);
-- An index and no constraint: keys of tables begin with the company, and this one belongs to none.
create unique index statutory_rule_by_day on statutory_rule (rule, valid_from);

insert into statutory_rule (rule, valid_from, value, mark, source, note, read_on) values
  ('msme-days-to-pay', '2006-10-02', '{"written": 45, "unwritten": 15}', 'S', 'firms'' pages on the MSMED Act, 2006',
   'A buyer pays by the agreed day, at most 45 days after accepting the goods; within 15 days where nothing was agreed in writing.', '2026-11-22'),
  ('msme-interest', '2006-10-02', '{"timesBankRate": 3, "rests": "monthly"}', 'S', 'desaianddesai',
   'Late payment carries compound interest with monthly rests at three times the bank rate; the buyer may not deduct it.', '2026-11-22'),
  ('msme-covers', '2021-07-02', '{"classes": ["micro", "small"], "activities": ["other"]}', 'S', 'scconline, desaianddesai',
   'Micro and small suppliers with Udyam registration. Registered traders are so for priority lending alone; nothing newer was found.', '2026-11-22'),
  ('msme-limits', '2025-04-01', '{"micro": {"investment": 2.5, "turnover": 10}, "small": {"investment": 25, "turnover": 100}, "unit": "crore"}',
   'K', 'bcajonline for the change itself (S.O. 1364(E) of 21 March 2025); the figures are not checked', 'Limits of the classes were raised.', '2026-11-22'),
  ('msme-deduction', '2023-04-01', '{"when": "paid"}', 'S', 'taxtmi',
   'The buyer''s deduction comes only with the payment where it was late; the day of the return gives no relief. From the year 2023-24.', '2026-11-22'),
  ('income-tax-act', '2026-04-01', '{"act": 2025}', 'V', 'product research of 22 November 2026',
   'The Act of 2025 took the place of that of 1961. The number of the section on late payments to small firms is not known.', '2026-11-22'),
  ('bank-rate', '2023-02-08', '{"hundredths": 675}', 'K', 'background knowledge', 'Not checked.', '2026-11-26'),
  ('bank-rate', '2025-02-07', '{"hundredths": 650}', 'K', 'background knowledge', 'Not checked.', '2026-11-26'),
  ('bank-rate', '2025-04-09', '{"hundredths": 625}', 'K', 'background knowledge', 'Not checked.', '2026-11-26'),
  ('bank-rate', '2025-06-06', '{"hundredths": 575}', 'V', 'news9live.com, quoting the statement of 6 June 2025', '', '2026-11-26'),
  ('bank-rate', '2025-12-05', '{"hundredths": 550}', 'V', 'business-standard.com of 5 December 2025', '', '2026-11-26'),
  ('bank-rate', '2026-02-06', '{"hundredths": 550}', 'V', 'indiatoday.in of 6 February 2026', 'Unchanged. Later decisions were not found.', '2026-11-22'),
  ('tds-goods', '2021-07-01', '{"section": "194Q", "hundredths": {"buyer": 10}, "above": "500000000", "turnoverAbove": "10000000000", "base": "without-gst-if-shown"}',
   'S', 'several pages; Circular 13/2021', 'Buyers above 10 crore of turnover in the year before withhold on what they buy from one seller above 50 lakh a year, at credit or payment, whichever is first. Sums are paise.', '2026-11-22'),
  ('tds-contractor', '2010-04-01', '{"section": "194C", "hundredths": {"person": 100, "others": 200}}', 'K', 'background knowledge',
   'Not checked. The rates of 2025-26 stood before; nothing earlier than this day is held.', '2026-11-26'),
  ('tds-contractor', '2025-04-01', '{"section": "194C", "hundredths": {"person": 100, "others": 200}, "single": "3000000", "year": "10000000"}', 'S',
   'a chart of rates for 2025-26', 'Above 30,000 once or 1,00,000 in a year. Sums are paise, rates hundredths of a percent.', '2026-11-22'),
  ('tds-professional', '2010-04-01', '{"section": "194J", "hundredths": {"fees": 1000}}', 'K', 'background knowledge',
   'Not checked. Technical services are believed to have had a rate of their own only later.', '2026-11-26'),
  ('tds-professional', '2025-04-01', '{"section": "194J", "hundredths": {"fees": 1000, "technical": 200}}', 'X', 'a chart of rates for 2025-26',
   'The rate for technical services is background knowledge.', '2026-11-22'),
  ('tds-commission', '2010-04-01', '{"section": "194H", "hundredths": {"commission": 1000}}', 'K', 'taxmanagementindia.com of 2 March 2016, on the rate until then',
   'The day is not checked.', '2026-11-26'),
  ('tds-commission', '2016-06-01', '{"section": "194H", "hundredths": {"commission": 500}}', 'K', 'taxmanagementindia.com of 2 March 2016, on the proposal',
   'From 10 to 5 percent. The day is background knowledge.', '2026-11-26'),
  ('tds-commission', '2024-10-01', '{"section": "194H", "hundredths": {"commission": 200}}', 'K', 'background knowledge', 'Not checked.', '2026-11-26'),
  ('tds-commission', '2025-04-01', '{"section": "194H", "hundredths": {"commission": 200}, "chart": 500}', 'X', 'a chart of rates for 2025-26',
   'The chart says 5 percent; from October 2024 it is believed to be 2 percent. Ask an accountant.', '2026-11-22'),
  ('tcs-goods', '2025-04-01', '{"section": "206C(1H)", "ended": true}', 'S', 'wsoch.com', 'Collection at source on the sale of goods has ended.', '2026-11-22'),
  ('tds-sections', '2026-04-01', '{"sections": ["392", "393", "394"], "codes": [1001, 1092]}', 'X', 'finin2min, terra-insight',
   'The new Act has all of it in three sections with payment codes; rates are unchanged. Pages differ on the labels below them.', '2026-11-22');

alter table statutory_rule enable row level security;
alter table statutory_rule force row level security;
create policy for_everyone on statutory_rule for select to cfa_app, cfa_job using (true);
grant select on statutory_rule to cfa_app, cfa_job;

create table company_setting (
  company_id uuid primary key references company on delete cascade,
  default_credit_days integer not null default 0 check (default_credit_days between 0 and 365),
  derived_credit_days integer not null default 0, -- what the books were derived with
  ageing_by text not null default 'due-date' check (ageing_by in ('due-date', 'bill-date')),
  ageing_edges integer[] not null default '{30,60,90}' check (cardinality(ageing_edges) between 1 and 12),
  udyam_class text check (udyam_class in ('micro', 'small', 'medium')), -- our own; null: not said
  activity text check (activity in ('trader', 'other'))
);

create table party_profile (
  company_id uuid not null references company on delete cascade,
  ledger_guid text not null,
  udyam_class text check (udyam_class in ('micro', 'small', 'medium', 'none')),
  activity text check (activity in ('trader', 'other')),
  has_written_terms boolean,
  primary key (company_id, ledger_guid)
);

do $$
declare
  t text;
begin
  foreach t in array array['company_setting', 'party_profile'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy company_wall on %I to cfa_app, cfa_job
         using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
         with check (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to cfa_app, cfa_job', t);
  end loop;
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on all tables in schema public to cfa_job';
  end if;
end $$;
