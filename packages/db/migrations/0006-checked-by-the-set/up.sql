alter table posting
  drop constraint posting_company_id_voucher_id_fkey,
  drop constraint posting_company_id_ledger_id_fkey;
alter table voucher drop constraint voucher_company_id_fkey;
alter table fact drop constraint fact_company_id_fkey;

-- Runs as whoever deletes the company, behind the same wall.
create function clear_company() returns trigger language plpgsql set search_path = public as $$
begin
  delete from posting where company_id = old.company_id;
  delete from voucher where company_id = old.company_id;
  delete from fact where company_id = old.company_id;
  return old;
end $$;
-- Before, not after: with the company's row gone its ledgers go too, and lines must not outlive them.
create trigger clear_company before delete on company for each row execute function clear_company();
