create table party_side (
  company_id uuid not null,
  ledger_id uuid not null,
  side text not null check (side in ('receivable', 'payable')),
  open bigint not null default 0, -- of its bills
  bills integer not null default 0, -- with anything open
  unapplied bigint not null default 0,
  net bigint not null generated always as (open - unapplied) stored,
  primary key (company_id, ledger_id, side),
  foreign key (company_id, ledger_id) references ledger on delete cascade
);
create index party_side_by_net on party_side (company_id, side, net desc);

create table side_sum (
  company_id uuid not null references company on delete cascade,
  side text not null check (side in ('receivable', 'payable')),
  parties integer not null, -- with anything open or unapplied
  unapplied bigint not null,
  primary key (company_id, side)
);

create table open_by_day (
  company_id uuid not null references company on delete cascade,
  side text not null check (side in ('receivable', 'payable')),
  counted_by text not null check (counted_by in ('due-date', 'bill-date')),
  day date not null,
  open bigint not null,
  bills integer not null,
  primary key (company_id, side, counted_by, day)
) with (fillfactor = 70);

-- What is dated after the day of a read.
create index bill_open_by_date on bill (company_id, date) where open <> 0;
create index unapplied_by_date on unapplied (company_id, date);
-- A party's bills, earliest due first.
create index bill_of_party_by_due on bill (company_id, ledger_id, due_date, bill_id);

create type open_move as (
  company_id uuid, ledger_id uuid, side text, date date, due_date date, open bigint, bills integer);

create function roll_up_bills() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  moves open_move[];
begin
  if tg_op = 'INSERT' then
    select array_agg((company_id, ledger_id, side, date, due_date, open, 1)::open_move) into moves
    from came where open <> 0;
  elsif tg_op = 'DELETE' then
    select array_agg((company_id, ledger_id, side, date, due_date, -open, -1)::open_move) into moves
    from went where open <> 0;
  else
    select array_agg((m.company_id, m.ledger_id, m.side, m.date, m.due_date, m.open, m.bills)::open_move) into moves
    from (
      select company_id, ledger_id, side, date, due_date, sum(open)::bigint as open, sum(n)::integer as bills
      from (select company_id, ledger_id, side, date, due_date, open, 1 as n from came where open <> 0
            union all
            select company_id, ledger_id, side, date, due_date, -open, -1 from went where open <> 0) each
      group by 1, 2, 3, 4, 5
      having sum(open) <> 0 or sum(n) <> 0
    ) m;
  end if;
  if moves is null then
    return null;
  end if;
  -- A ledger that is going takes its rollup with it.
  insert into party_side as p (company_id, ledger_id, side, open, bills)
  select m.company_id, m.ledger_id, m.side, sum(m.open)::bigint, sum(m.bills)::integer
  from unnest(moves) m join ledger l on l.company_id = m.company_id and l.ledger_id = m.ledger_id
  group by 1, 2, 3
  on conflict (company_id, ledger_id, side) do update
    set open = p.open + excluded.open, bills = p.bills + excluded.bills;
  insert into open_by_day as d (company_id, side, counted_by, day, open, bills)
  select m.company_id, m.side, c.counted_by, case c.counted_by when 'due-date' then m.due_date else m.date end,
         sum(m.open)::bigint, sum(m.bills)::integer
  from unnest(moves) m
  join company on company.company_id = m.company_id
  cross join (values ('due-date'), ('bill-date')) c (counted_by)
  group by 1, 2, 3, 4
  on conflict (company_id, side, counted_by, day) do update
    set open = d.open + excluded.open, bills = d.bills + excluded.bills;
  return null;
end $$;

create function roll_up_unapplied() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into party_side as p (company_id, ledger_id, side, unapplied)
    select u.company_id, u.ledger_id, u.side, -sum(u.amount)::bigint
    from went u join ledger l on l.company_id = u.company_id and l.ledger_id = u.ledger_id
    group by 1, 2, 3 having sum(u.amount) <> 0
    on conflict (company_id, ledger_id, side) do update set unapplied = p.unapplied + excluded.unapplied;
  end if;
  if tg_op <> 'DELETE' then
    insert into party_side as p (company_id, ledger_id, side, unapplied)
    select u.company_id, u.ledger_id, u.side, sum(u.amount)::bigint
    from came u join ledger l on l.company_id = u.company_id and l.ledger_id = u.ledger_id
    group by 1, 2, 3 having sum(u.amount) <> 0
    on conflict (company_id, ledger_id, side) do update set unapplied = p.unapplied + excluded.unapplied;
  end if;
  return null;
end $$;

create function roll_up_sides() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    insert into side_sum as s (company_id, side, parties, unapplied)
    select w.company_id, w.side, -count(*) filter (where w.open <> 0 or w.unapplied <> 0)::integer,
           -sum(w.unapplied)::bigint
    from went w join company c on c.company_id = w.company_id
    group by 1, 2
    on conflict (company_id, side) do update
      set parties = s.parties + excluded.parties, unapplied = s.unapplied + excluded.unapplied;
  end if;
  if tg_op <> 'DELETE' then
    insert into side_sum as s (company_id, side, parties, unapplied)
    select n.company_id, n.side, count(*) filter (where n.open <> 0 or n.unapplied <> 0)::integer,
           sum(n.unapplied)::bigint
    from came n join company c on c.company_id = n.company_id
    group by 1, 2
    on conflict (company_id, side) do update
      set parties = s.parties + excluded.parties, unapplied = s.unapplied + excluded.unapplied;
  end if;
  return null;
end $$;

do $$
declare
  t text;
  kept text[] := array['bill', 'roll_up_bills', 'unapplied', 'roll_up_unapplied', 'party_side', 'roll_up_sides'];
begin
  foreach t in array array['party_side', 'side_sum', 'open_by_day'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy company_wall on %I to cfa_app, cfa_job
         using (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
         with check (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to cfa_app, cfa_job', t);
  end loop;
  -- What is there already; the wall of these tables is lifted for the owner alone meanwhile.
  foreach t in array array['bill', 'unapplied'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
  insert into party_side (company_id, ledger_id, side, open, bills, unapplied)
  select company_id, ledger_id, side, sum(open), sum(bills), sum(unapplied)
  from (select company_id, ledger_id, side, open, 1 as bills, 0::bigint as unapplied from bill where open <> 0
        union all
        select company_id, ledger_id, side, 0, 0, amount from unapplied) each
  group by 1, 2, 3;
  insert into side_sum (company_id, side, parties, unapplied)
  select company_id, side, count(*) filter (where open <> 0 or unapplied <> 0), sum(unapplied)
  from party_side group by 1, 2;
  insert into open_by_day (company_id, side, counted_by, day, open, bills)
  select company_id, side, 'due-date', due_date, sum(open), count(*) from bill where open <> 0 group by 1, 2, 4
  union all
  select company_id, side, 'bill-date', date, sum(open), count(*) from bill where open <> 0 group by 1, 2, 4;
  foreach t in array array['bill', 'unapplied', 'party_side', 'side_sum', 'open_by_day'] loop
    execute format('alter table %I force row level security', t);
  end loop;
  -- From here on, one statement trigger for each way a table changes.
  for at in 1 .. 5 by 2 loop
    execute format('create trigger roll_up_came after insert on %I referencing new table as came
                      for each statement execute function %I()', kept[at], kept[at + 1]);
    execute format('create trigger roll_up_went after delete on %I referencing old table as went
                      for each statement execute function %I()', kept[at], kept[at + 1]);
    execute format('create trigger roll_up_moved after update on %I referencing old table as went new table as came
                      for each statement execute function %I()', kept[at], kept[at + 1]);
  end loop;
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on all tables in schema public to cfa_job';
  end if;
end $$;
