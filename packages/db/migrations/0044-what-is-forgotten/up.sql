create index channel_event_by_time on channel_event (company_id, received_at) where outcome is not null;

alter table statutory_rule no force row level security; -- for the rows below: its owner writes what nobody else may
insert into statutory_rule (rule, valid_from, value, mark, source, note, read_on) values
  ('channel-event-days', '2026-01-01', '{"days": 90}', 'K', 'a limit of ours',
   'Webhooks that were looked at. Providers tell again for a week at most; what is kept for longer keeps one from being told anew.', '2026-11-27'),
  ('party-response-days', '2026-01-01', '{"days": 400}', 'K', 'a limit of ours', 'When customers answered: by a year of it one sees at which hour.', '2026-11-27');
alter table statutory_rule force row level security;
