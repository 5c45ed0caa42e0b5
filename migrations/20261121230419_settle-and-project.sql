-- Why: a settlement run answers its repeated request as it did the first time (hash of the request,
-- claims left over), a key belongs to who sent it; utilisation tells money held from money decided.
-- The tables that change are filled by nothing yet.

ALTER TABLE "settlement_run" DROP CONSTRAINT "settlement_run_request_unique";--> statement-breakpoint
ALTER TABLE "utilisation" ADD COLUMN "pended_insurer_paisa" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "settlement_run" ADD COLUMN "request_hash" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "settlement_run" ADD COLUMN "claims_left" integer NOT NULL;--> statement-breakpoint
CREATE INDEX "remittance_hospital_index" ON "remittance" USING btree ("hospital_id","id");--> statement-breakpoint
ALTER TABLE "settlement_run" ADD CONSTRAINT "settlement_run_request_unique" UNIQUE("requested_by","request_key");--> statement-breakpoint
comment on column "utilisation"."pended_insurer_paisa" is 'whole paisa; 100 are one rupee';--> statement-breakpoint
-- How far behind the feed is, for whoever reads it.
grant select on feed_pending to sehat_reader;--> statement-breakpoint
-- Every row lives for a fraction of a second: leaving its space to the usual share of a table that is
-- empty on average would make the sequencer read ever more dead rows.
alter table "feed_pending" set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
