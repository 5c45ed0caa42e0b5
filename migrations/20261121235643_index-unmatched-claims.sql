-- Why: every minute two sweeps look for claims that wait for the registry, one to file them again when
-- it has learned the person, one to deny those that have waited too long.

CREATE INDEX "claim_unmatched_index" ON "claim" USING btree ("lane","received_at","id") WHERE status = 'pended' and pend_owner = 'registry';
