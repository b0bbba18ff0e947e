alter table statutory_rule no force row level security; -- for the rows below: its owner writes what nobody else may
insert into statutory_rule (rule, valid_from, value, mark, source, note, read_on) values
  ('gst-deposit', '2017-07-01', '{"every": 1, "day": 20}', 'S', 'teachoo.com, taxmani.in, thegstcalculator.in',
   'With GSTR-3B of the month, by the 20th of the next. Single months were put off by notification; those are not held.', '2026-11-26'),
  ('gst-deposit-quarterly', '2021-01-01', '{"every": 3, "day": 22, "instalments": 25}', 'S', 'akgvg.com, teachoo.com, taxlaservices',
   'For those up to 5 crore of turnover who chose it: tax of the first two months by the 25th of the month after, the rest with the return by the 22nd, in northern and eastern states the 24th.', '2026-11-26'),
  ('tds-deposit', '2010-04-01', '{"every": 1, "day": 7, "exceptions": [{"endsIn": 3, "day": 30}]}', 'S', 'bizcraftindia.com',
   'By the 7th of the next month; what was kept back in March by 30 April. Under the Act of 2025 believed to be the same.', '2026-11-26'),
  ('provident-fund-deposit', '2010-04-01', '{"every": 1, "day": 20}', 'S', 'joychenputhukulam.com, compliancecalendar.in',
   'The 15th with five days of grace. The first day is not checked.', '2026-11-26'),
  ('provident-fund-deposit', '2016-02-01', '{"every": 1, "day": 15}', 'S', 'joychenputhukulam.com, 1-comply.com', 'The days of grace have ended.', '2026-11-26'),
  ('esi-deposit', '2010-04-01', '{"every": 1, "day": 21}', 'S', 'joychenputhukulam.com', 'The first day is not checked.', '2026-11-26'),
  ('esi-deposit', '2017-07-01', '{"every": 1, "day": 15}', 'S', 'joychenputhukulam.com, quoting the notification of 3 July 2017', '', '2026-11-26'),
  ('professional-tax-deposit', '2010-04-01', '{"every": 1, "day": 31}', 'X', 'biztree.in, compliancewheels.com, aurigaaccounting.in',
   'A matter of each state: the month''s end in Maharashtra (once a year for small sums), the 10th or 20th elsewhere. What the company itself does comes before this.', '2026-11-26'),
  ('advance-tax', '2010-04-01', '{"on": [{"month": 9, "day": 15, "upTo": 3000}, {"month": 12, "day": 15, "upTo": 6000}, {"month": 3, "day": 15, "upTo": 10000}]}', 'S',
   'munimji.co.in of 18 July 2016, caclubindia.com', 'For others than companies, which paid 15 percent by 15 June, 45, 75 and 100.', '2026-11-26'),
  ('advance-tax', '2016-06-01', '{"on": [{"month": 6, "day": 15, "upTo": 1500}, {"month": 9, "day": 15, "upTo": 4500}, {"month": 12, "day": 15, "upTo": 7500}, {"month": 3, "day": 15, "upTo": 10000}]}', 'S',
   'fintrakk.com, cafemutual.com', 'For all. Who is taxed on presumed income pays once, by 15 March.', '2026-11-26');

alter table statutory_rule force row level security;

alter table company_setting add column cash_floor bigint check (cash_floor >= 0); -- null: not said

create table cash_account (
  company_id uuid not null references company on delete cascade,
  ledger_guid text not null,
  overdraft_limit bigint check (overdraft_limit >= 0), -- null: not said
  is_left_out boolean not null,
  primary key (company_id, ledger_guid)
);

call wall('cash_account');
grant select, insert, update, delete on cash_account to cfa_app, cfa_job;
