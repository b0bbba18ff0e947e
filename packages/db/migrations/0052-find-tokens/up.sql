-- What bills and vouchers are found by: the letters and digits of their numbers. Behind the wall an index serves leakproof comparisons alone, as equality is; full-text and
-- trigram ones are not.
create table find_token (
  company_id uuid not null,
  token text not null,
  kind text not null check (kind in ('bill', 'voucher')),
  id uuid not null,
  primary key (company_id, token, kind, id)
);
call wall('find_token');
grant select, insert, delete on find_token to cfa_app, cfa_job;
do $$
begin
  -- A job that has written much tells the planner at once (a privilege since PostgreSQL 17).
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on find_token to cfa_job';
  end if;
end $$;

-- Makes tokens come and go with their bills and vouchers, whoever writes these.
create function keep_tokens() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  tokens constant text := case tg_table_name
    when 'bill' then
      $q$select company_id, regexp_replace(name_key, '[^[:alnum:]]+', '', 'g') as token, 'bill' as kind, bill_id as id from %I$q$
    else
      $q$select company_id, regexp_replace(lower(number), '[^[:alnum:]]+', '', 'g') as token, 'voucher' as kind, voucher_id as id from %I$q$
    end;
begin
  if tg_op <> 'INSERT' then
    execute format('delete from find_token t using (' || tokens || ') m
      where t.company_id = m.company_id and t.token = m.token and t.kind = m.kind and t.id = m.id', 'went');
  end if;
  if tg_op <> 'DELETE' then
    execute format('insert into find_token (company_id, token, kind, id)
      select company_id, token, kind, id from (' || tokens || ') m where token <> '''' order by token', 'came');
  end if;
  return null;
end $$;

-- A bill's token never changes: what names it is part of what it is.
create trigger tokens_came after insert on bill
  referencing new table as came for each statement execute function keep_tokens();
create trigger tokens_went after delete on bill
  referencing old table as went for each statement execute function keep_tokens();
create trigger tokens_came after insert on voucher
  referencing new table as came for each statement execute function keep_tokens();
create trigger tokens_changed after update on voucher
  referencing old table as went new table as came for each statement execute function keep_tokens();
create trigger tokens_went after delete on voucher
  referencing old table as went for each statement execute function keep_tokens();

-- Runs as whoever deletes the company, behind the same wall.
create or replace function clear_company() returns trigger language plpgsql set search_path = public as $$
begin
  delete from find_token where company_id = old.company_id;
  delete from posting where company_id = old.company_id;
  delete from voucher where company_id = old.company_id;
  delete from fact where company_id = old.company_id;
  return old;
end $$;

-- What is there already. The wall hides it from its owner too, and is lowered for this alone.
alter table bill no force row level security;
alter table voucher no force row level security;
alter table find_token no force row level security;
insert into find_token (company_id, token, kind, id)
select company_id, token, kind, id from (
  select company_id, regexp_replace(name_key, '[^[:alnum:]]+', '', 'g') as token, 'bill' as kind, bill_id as id from bill
  union all
  select company_id, regexp_replace(lower(number), '[^[:alnum:]]+', '', 'g'), 'voucher', voucher_id from voucher
) m where token <> '' order by company_id, token;
alter table bill force row level security;
alter table voucher force row level security;
alter table find_token force row level security;
