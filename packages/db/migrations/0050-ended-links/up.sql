revoke update (revoked_at) on nudge_link from cfa_job;
grant update (revoked_at) on nudge_link to cfa_app;
