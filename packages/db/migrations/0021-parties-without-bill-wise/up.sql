create index ledger_not_bill_wise on ledger (company_id, ledger_id) where home_side is not null and not is_bill_wise;
