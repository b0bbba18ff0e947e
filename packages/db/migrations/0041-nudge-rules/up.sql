-- What was said of consent is never changed; it goes with its company alone.
create function keep_consent() returns trigger language plpgsql as $$
begin
  raise exception 'what was said of consent is not changed; say something newer';
end $$;
create trigger keep_consent before update on consent_event for each row execute function keep_consent();
create trigger keep_consent_there before delete on consent_event for each row
  when (pg_trigger_depth() = 0) execute function keep_consent();

-- A message is to one party for one place on the ladder and one day, and what has ended stays so.
create function keep_nudge() returns trigger language plpgsql as $$
begin
  if (new.ledger_guid, new.kind, new.stage, new.day, new.offer_id) is distinct from
     (old.ledger_guid, old.kind, old.stage, old.day, old.offer_id) then
    raise exception 'a nudge is to one party for one stage and day; plan another';
  end if;
  if new.state <> old.state and not (case old.state
    when 'proposed' then new.state in ('queued', 'ended')
    when 'queued' then new.state in ('proposed', 'sending', 'failed', 'ended')
    when 'sending' then new.state in ('queued', 'sent', 'failed')
    when 'sent' then new.state in ('queued', 'failed')
    when 'failed' then new.state = 'sent' -- told late that it came after all
    else false end) then
    raise exception 'a nudge that is % does not become %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger keep_nudge before update on nudge for each row execute function keep_nudge();

-- A step that a message has taken is never another's. It is free again only where that message surely went nowhere.
create function keep_step() returns trigger language plpgsql as $$
begin
  if old.nudge_id is null then
    return new;
  end if;
  if new.nudge_id is null then
    if exists (select from nudge_attempt a where a.company_id = old.company_id and a.nudge_id = old.nudge_id and a.state <> 'put-off') then
      raise exception 'a step whose message may have gone out is not free again';
    end if;
    return new;
  end if;
  if new.nudge_id <> old.nudge_id then
    raise exception 'a step is taken by one nudge';
  end if;
  if new.state = 'silent' and old.state = 'taken' and exists (
    select from nudge_attempt a where a.company_id = old.company_id and a.nudge_id = old.nudge_id
      and a.state not in ('put-off', 'failed')) then
    raise exception 'a step whose message may have gone out is not silent';
  end if;
  return new;
end $$;
create trigger keep_step before update on dunning_step for each row execute function keep_step();

-- One call after the other, and only after one that surely did not arrive. What is known of a call never becomes less.
create function keep_attempt() returns trigger language plpgsql as $$
declare
  way constant jsonb := '{"calling": 0, "put-off": 0, "unknown": 1, "accepted": 2, "sent": 3, "failed": 4, "delivered": 5, "read": 6, "printed": 6}';
begin
  if tg_op = 'INSERT' then
    if new.state <> 'calling' then
      raise exception 'an attempt begins as a call';
    end if;
    if exists (select from nudge_attempt a where a.company_id = new.company_id and a.nudge_id = new.nudge_id
               and a.state not in ('put-off', 'failed')) then
      raise exception 'an earlier attempt may have arrived';
    end if;
    if new.attempt_no <> 1 + (select count(*) from nudge_attempt a where a.company_id = new.company_id and a.nudge_id = new.nudge_id) then
      raise exception 'attempts are numbered in their order';
    end if;
    return new;
  end if;
  if (new.nudge_id, new.attempt_no, new.way, new.provider, new.template_id, new.address_hash, new.message_id, new.called_at) is distinct from
     (old.nudge_id, old.attempt_no, old.way, old.provider, old.template_id, old.address_hash, old.message_id, old.called_at)
     or (old.provider_id is not null and new.provider_id is distinct from old.provider_id) then
    raise exception 'an attempt is one call; make another';
  end if;
  if new.state <> old.state and not (case old.state
    when 'calling' then true
    when 'put-off' then false
    when 'failed' then new.state in ('delivered', 'read')
    else (way -> new.state)::int > (way -> old.state)::int end) then
    raise exception 'an attempt that is % does not become %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger keep_attempt before insert or update on nudge_attempt for each row execute function keep_attempt();

alter table statutory_rule no force row level security; -- for the rows below: its owner writes what nobody else may
insert into statutory_rule (rule, valid_from, value, mark, source, note, read_on) values
  ('sms-hours', '2018-07-19', '{"promotional": [600, 1260], "service": [0, 1440]}', 'X', 'contlo.com; several vendors',
   'Minutes of the day in India. Promotional messages from 10:00 to 21:00; several vendors say from 9:00. Service messages at any time.', '2026-11-27'),
  ('dlt-tags', '2026-01-15', '{"numeric": "digits", "alphanumeric": 40, "tags": ["numeric", "alphanumeric", "url", "urlott", "cbn", "email"]}', 'S',
   'fyno, textguru, fast2sms, on the direction of 18 November 2025',
   'Variables of new templates carry a type: digits alone, or letters and digits up to 40. Addresses of pages are whitelisted.', '2026-11-27'),
  ('dlt-suffix', '2025-05-06', '{"promotional": "P", "service": "S", "transactional": "T", "government": "G"}', 'S', 'campaignsms.com',
   'Operators put the letter behind the header.', '2026-11-27'),
  ('sms-units', '2018-07-19', '{"gsm": [160, 153], "unicode": [70, 67]}', 'K', 'background knowledge',
   'Characters of a message alone, and of each part of a longer one.', '2026-11-27'),
  ('sms-cost', '2026-01-01', '{"hundredthsOfPaise": 2500}', 'K', 'background knowledge', 'For each part. Ask your vendor.', '2026-11-27'),
  ('whatsapp-cost', '2026-01-01', '{"hundredthsOfPaise": {"marketing": 8631, "utility": 1150, "service": 0}}', 'S', 'whats91.com; mindlytics.in of 3 April 2026',
   'For each message delivered in India.', '2026-11-27'),
  ('whatsapp-window', '2025-07-01', '{"hours": 24}', 'S', 'vendors'' pages on the pricing of July 2025',
   'After the customer''s last message; outside it approved templates alone.', '2026-11-27'),
  ('send-pace', '2026-01-01', '{"perSecond": 20}', 'K', 'background knowledge', 'Until a company says what its account allows.', '2026-11-27'),
  ('send-pace-expo', '2026-01-01', '{"perSecond": 600}', 'V', 'the provider''s SDK 6.1.0', '', '2026-11-27'),
  ('reminder-hours', '2026-01-01', '{"minutes": [540, 1200]}', 'K', 'a courtesy of ours', 'Customers are written to from 9:00 to 20:00 unless the owner says otherwise.', '2026-11-27'),
  ('gazetted-holidays', '2026-01-01',
   '{"days": ["2026-01-26", "2026-03-04", "2026-03-21", "2026-03-26", "2026-03-31", "2026-04-03", "2026-05-01", "2026-05-27", "2026-06-26",
     "2026-08-15", "2026-08-26", "2026-09-04", "2026-10-02", "2026-10-20", "2026-11-08", "2026-11-24", "2026-12-25"], "through": "2026-12-31"}',
   'S', 'niepvd.nic.in of 18 November 2025', 'Of the central government. States have others.', '2026-11-27'),
  ('gazetted-holidays', '2027-01-01', '{"days": ["2027-01-26", "2027-08-15", "2027-10-02"], "through": "2027-12-31", "isPartial": true}', 'K',
   'background knowledge', 'The list of the year was not found: only the three national days are held. Add quiet days.', '2026-11-27'),
  ('dpdp', '2025-11-13', '{"noticeVersion": 1}', 'V', 'amlegals.com, barandbench.com', 'The rules were notified (G.S.R. 846(E)); the board''s are in force.', '2026-11-27'),
  ('dpdp', '2027-05-13', '{"noticeVersion": 1, "isInForce": true}', 'X', 'amlegals.com, barandbench.com',
   'Eighteen months later all the rest: notice, withdrawal, erasure. Pages differ by a day.', '2026-11-27'),
  ('contact-log-days', '2025-11-13', '{"days": 400}', 'S', 'complyzero, amlegals', 'Logs of access are kept for a year at least.', '2026-11-27');
alter table statutory_rule force row level security;
