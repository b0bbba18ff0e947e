alter table nudge_attempt
  add column marked_by text,
  add column marked_name text,
  add column made_at timestamptz, -- when a letter was last put on paper
  add check ((marked_by is null) = (marked_name is null)),
  add check ((marked_by is null and made_at is null) or way = 'print');
create index nudge_attempt_to_print on nudge_attempt (company_id, called_at) where way = 'print' and state = 'accepted';

grant insert on nudge_link to cfa_app; -- a letter's, when it is printed
grant update (failure, marked_by, marked_name, made_at) on nudge_attempt to cfa_app; -- what a person says of a letter

-- One call after the other, and only after one that surely did not arrive. What is known of a call never becomes less, but what a person said of a letter.
create or replace function keep_attempt() returns trigger language plpgsql as $$
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
  if old.way = 'print' and new.state = 'accepted' and (old.state = 'printed' or old.failure ->> 'code' = 'put-aside') then
    return new;
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
