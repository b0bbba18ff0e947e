-- A text that an owner sends to a phone or mailbox of their own, to see it.
create table test_send (
  company_id uuid not null references company on delete cascade,
  test_id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('reminder', 'offer', 'thanks', 'statement')),
  stage text not null,
  way text not null check (way in ('whatsapp', 'sms', 'email')),
  language text not null check (language in ('en', 'hi')),
  subject text,
  body text not null,
  registration jsonb not null check (jsonb_typeof(registration) = 'object'),
  to_address text, -- until the carrier is called
  address_end text not null,
  state text not null check (state in ('waiting', 'calling', 'accepted', 'refused', 'unknown')),
  refused text, -- why it was not handed to the carrier
  in_text jsonb not null default '[]' check (jsonb_typeof(in_text) = 'array'), -- what stands against the text
  failure jsonb, -- why the carrier did not take it
  day date not null, -- in India, by which they are counted
  asked_at timestamptz not null,
  asked_by text not null,
  asked_name text not null,
  called_at timestamptz,
  primary key (company_id, test_id),
  check ((state = 'waiting') = (to_address is not null)),
  check (state = 'refused' or refused is null and failure is null)
);
create index test_send_of_place on test_send (company_id, kind, stage, way, language, asked_at);
create index test_send_of_day on test_send (company_id, day);
call wall('test_send');
grant select, insert on test_send to cfa_app;
grant select, update (state, refused, in_text, failure, to_address, called_at) on test_send to cfa_job;

-- What was called is not called again, and what is known of it does not become less.
create function keep_test_send() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not (case old.state
    when 'waiting' then new.state in ('calling', 'refused')
    when 'calling' then new.state in ('accepted', 'refused', 'unknown')
    else false end) then
    raise exception 'a test that is % does not become %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger keep_test_send before update on test_send for each row execute function keep_test_send();
