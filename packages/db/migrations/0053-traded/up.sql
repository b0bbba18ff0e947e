-- What each voucher of sales or purchases sold or bought, and whose it is: what is added up of trade is read from here and not from all lines of all vouchers.
create table traded (
  company_id uuid not null,
  voucher_id uuid not null,
  place integer not null, -- 1 stands for the voucher as a whole as well
  side text not null check (side in ('sales', 'purchases')),
  is_note boolean not null, -- a credit note of sales, a debit note of purchases
  date date not null,
  party_id uuid, -- the first party on its lines; null: none
  ledger_id uuid, -- of income or expense; null: the voucher has none
  goods bigint not null, -- on that ledger, in the direction of the side: of a note negative
  billed bigint not null, -- on parties' ledgers, tax and all, in the direction of the side; in place 1 alone
  primary key (company_id, voucher_id, place)
);
create index traded_by_day on traded (company_id, side, date);
call wall('traded');
-- Whoever may change lines and ledgers keeps it.
grant select, insert, delete on traded to cfa_app, cfa_job;
do $$
begin
  -- A job that has written much tells the planner at once (a privilege since PostgreSQL 17).
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on traded to cfa_job';
  end if;
end $$;

-- What lines, vouchers and ledgers say of trade, in the columns of `traded`: the rule stands here alone. One row for each ledger of income or expense of a voucher, or one alone where it
-- has none. It shows what whoever reads it may see of those tables, behind the wall as they are.
create view trade_on_lines with (security_invoker = true) as
  select company_id, voucher_id, place::integer, case when kind in ('sales', 'credit-note') then 'sales' else 'purchases' end as side,
    kind in ('credit-note', 'debit-note') as is_note, date, party_id, ledger_id, goods, case when place = 1 then billed else 0 end as billed
  from (
    select company_id, voucher_id, good_id as ledger_id, row_number() over (partition by company_id, voucher_id order by min(line_no)) as place,
      min(kind) as kind, min(date) as date, (array_agg(party_id))[1] as party_id,
      coalesce(sum(amount) filter (where good_id is not null), 0)::bigint as goods, min(billed)::bigint as billed
    from (
      select company_id, voucher_id, kind, date, line_no, amount, case when is_good then ledger_id end as good_id,
        first_value(case when is_party then ledger_id end) over parties_first as party_id,
        coalesce(-sum(amount) filter (where is_party) over voucher, 0) as billed,
        is_good or (row_number() over parties_first = 1 and count(*) filter (where is_good) over voucher = 0) as counts
      from (
        select v.company_id, v.voucher_id, v.kind, v.date, p.line_no, p.ledger_id, l.is_revenue as is_good, l.party_kind is not null as is_party,
          case when v.kind in ('sales', 'credit-note') then -p.amount else p.amount end as amount
        from voucher v
        join posting p on p.company_id = v.company_id and p.voucher_id = v.voucher_id
        join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
        where v.kind in ('sales', 'credit-note', 'purchase', 'debit-note')
      ) line
      window voucher as (partition by company_id, voucher_id),
        parties_first as (partition by company_id, voucher_id order by not is_party, line_no)
    ) seen
    where counts group by company_id, voucher_id, good_id
  ) good;
grant select on trade_on_lines to cfa_app, cfa_job;

-- The intake keeps what it takes in and takes out. Lines that move to another ledger, and ledgers that become income, expense or a party or cease to be one, have
-- their vouchers looked at anew here.
create function trade_moved() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  moved record;
begin
  for moved in execute case tg_table_name
    when 'posting' then 'select company_id, array_agg(distinct voucher_id) as vouchers from came group by company_id'
    else 'select p.company_id, array_agg(distinct p.voucher_id) as vouchers
      from came
      join went using (company_id, ledger_id)
      join posting p on p.company_id = came.company_id and p.ledger_id = came.ledger_id
      where came.is_revenue <> went.is_revenue or (came.party_kind is null) <> (went.party_kind is null)
      group by p.company_id'
    end
  loop
    delete from traded where company_id = moved.company_id and voucher_id = any(moved.vouchers);
    insert into traded select * from trade_on_lines where company_id = moved.company_id and voucher_id = any(moved.vouchers);
  end loop;
  return null;
end $$;
create trigger trade_moved after update on posting
  referencing new table as came for each statement execute function trade_moved();
create trigger trade_moved after update on ledger
  referencing old table as went new table as came for each statement execute function trade_moved();

-- Runs as whoever deletes the company, behind the same wall.
create or replace function clear_company() returns trigger language plpgsql set search_path = public as $$
begin
  delete from find_token where company_id = old.company_id;
  delete from traded where company_id = old.company_id;
  delete from posting where company_id = old.company_id;
  delete from voucher where company_id = old.company_id;
  delete from fact where company_id = old.company_id;
  return old;
end $$;

-- What is there already. The wall hides it from its owner too, and is lowered for this alone.
do $$
declare
  read text[] := array['company', 'voucher', 'posting', 'ledger', 'traded'];
  t text;
  each uuid;
begin
  foreach t in array read loop
    execute format('alter table %I no force row level security', t);
  end loop;
  for each in select company_id from company loop
    insert into traded select * from trade_on_lines where company_id = each order by date, voucher_id, place;
  end loop;
  foreach t in array read loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
