create index ledger_inferred on ledger (company_id, ledger_id) where is_inferred;
create index ledger_of_result on ledger (company_id) where carries_result;
create index ledger_no_party on ledger (company_id, name_key) where home_side is null;
