-- What Tally says of how a party is reached and what was erased here: not shown and not used for as long as Tally says just that.
create table erased_contact (
  company_id uuid not null references company on delete cascade,
  ledger_guid text not null,
  field text not null check (field in ('phone', 'email')),
  text_hash bytea not null, -- of what Tally says, with the company's salt
  erased_at timestamptz not null,
  erased_by text not null,
  erased_name text not null,
  primary key (company_id, ledger_guid, field, text_hash)
);
call wall('erased_contact');
grant select, insert on erased_contact to cfa_app;
grant select on erased_contact to cfa_job;

-- What a person has said is what stands: only its state moves on, and what it is held against. Of a contact that is erased it stays that something was said.
create or replace function keep_correction() returns trigger language plpgsql as $$
begin
  if old.kind = 'contact' and new.state in ('retired', 'undone', 'rejected') and new.now is null
     and new.value = '{"person": null, "phone": null, "email": null, "language": null}' and new.base = '{"phone": null, "email": null}'
     and (old.state not in ('retired', 'undone', 'rejected')
          or (new.state, new.ended_at, new.ended_why) is not distinct from (old.state, old.ended_at, old.ended_why))
     and to_jsonb(new) - '{value,base,now,state,ended_at,ended_why}'::text[] = to_jsonb(old) - '{value,base,now,state,ended_at,ended_why}'::text[] then
    return new;
  end if;
  if (new.kind, new.ledger_guid, new.voucher_guid, new.line_no, new.bill_side, new.bill_key, new.bill_date, new.value,
      new.reason, new.from_date, new.created_at, new.created_by, new.created_name)
     is distinct from
     (old.kind, old.ledger_guid, old.voucher_guid, old.line_no, old.bill_side, old.bill_key, old.bill_date, old.value,
      old.reason, old.from_date, old.created_at, old.created_by, old.created_name) then
    raise exception 'a correction is not changed; undo it and make another';
  end if;
  if old.state in ('retired', 'undone', 'rejected') and new is distinct from old then
    raise exception 'a correction that is % stays so', old.state;
  end if;
  return new;
end $$;

-- What was done stays on record; what a contact was before and after goes when it is erased.
create function keep_audit_entry() returns trigger language plpgsql as $$
begin
  if old.action not like 'correction.%' or old.detail ->> 'kind' is distinct from 'contact'
     or to_jsonb(new) - 'detail' is distinct from to_jsonb(old) - 'detail' or new.detail is distinct from old.detail - 'before' - 'after' then
    raise exception 'what is on record is not changed';
  end if;
  return new;
end $$;
create trigger keep_audit_entry before update on audit_entry for each row execute function keep_audit_entry();
grant update (detail) on audit_entry to cfa_app;

-- A step that a message has taken is never another's. It is free again only where that message surely went nowhere, and never where a person took it back.
create or replace function keep_step() returns trigger language plpgsql as $$
begin
  if old.code = 'taken-back' then
    raise exception 'a step that a person took back stays so';
  end if;
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
grant update (state, code, looked_at) on dunning_step to cfa_app; -- a person takes a message back
