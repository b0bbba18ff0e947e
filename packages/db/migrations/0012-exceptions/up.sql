-- What a run brought: which vouchers of closed months came new or changed with it.
create index fact_by_run on fact (company_id, run_id) where kind = 'voucher';
