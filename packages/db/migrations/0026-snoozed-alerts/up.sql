create table alert_snooze (
  company_id uuid not null,
  user_id text not null,
  key text not null check (length(key) between 1 and 120),
  until date not null, -- the day on which it is shown again
  amount bigint not null check (amount >= 0), -- at stake when it was put off
  made_at timestamptz not null,
  primary key (company_id, user_id, key),
  foreign key (company_id, user_id) references member on delete cascade
);

call wall('alert_snooze');
grant select, insert, update, delete on alert_snooze to cfa_app;
