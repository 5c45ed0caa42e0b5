-- Why: a decided claim can be corrected, also after payment. The corrected claim is kept beside what the
-- hospital sent; what a run owes more or less for a settled claim is a difference of its own, paid once as a
-- line or taken back in parts. A claim still has one line for its first settlement: that key is narrowed,
-- not dropped. An entry of cover names the one it corrects.

CREATE TABLE "claim_correction" (
	"lane" smallint NOT NULL,
	"decision_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"corrects_id" uuid NOT NULL,
	"changes" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"discharged_on" date NOT NULL,
	"emergency_confirmed" boolean,
	"reason" text NOT NULL,
	"source" text NOT NULL,
	"corrected_by" text NOT NULL,
	"corrected_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "claim_correction_pk" PRIMARY KEY("lane","decision_id"),
	CONSTRAINT "claim_correction_once_unique" UNIQUE("lane","corrects_id")
);
--> statement-breakpoint
CREATE TABLE "payment_difference" (
	"lane" smallint NOT NULL,
	"decision_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"hospital_id" uuid NOT NULL,
	"scheme_code" text NOT NULL,
	"difference_paisa" bigint NOT NULL,
	"decided_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "payment_difference_pk" PRIMARY KEY("lane","decision_id"),
	CONSTRAINT "payment_difference_amount_check" CHECK ("payment_difference"."difference_paisa" <> 0)
);
--> statement-breakpoint
CREATE TABLE "remittance_recovery" (
	"lane" smallint NOT NULL,
	"decision_id" uuid NOT NULL,
	"remittance_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"recovered_paisa" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "remittance_recovery_pk" PRIMARY KEY("lane","decision_id","remittance_id"),
	CONSTRAINT "remittance_recovery_amount_check" CHECK ("remittance_recovery"."recovered_paisa" > 0)
);
--> statement-breakpoint
ALTER TABLE "remittance_line" DROP CONSTRAINT "remittance_line_claim_unique";--> statement-breakpoint
ALTER TABLE "cover_entry" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "remittance_line" ADD COLUMN "difference_id" uuid;--> statement-breakpoint
ALTER TABLE "claim_correction" ADD CONSTRAINT "claim_correction_decision_fk" FOREIGN KEY ("lane","decision_id") REFERENCES "public"."decision"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_correction" ADD CONSTRAINT "claim_correction_corrects_fk" FOREIGN KEY ("lane","corrects_id") REFERENCES "public"."decision"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_correction" ADD CONSTRAINT "claim_correction_claim_fk" FOREIGN KEY ("lane","claim_id") REFERENCES "public"."claim"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_difference" ADD CONSTRAINT "payment_difference_decision_fk" FOREIGN KEY ("lane","decision_id") REFERENCES "public"."decision"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remittance_recovery" ADD CONSTRAINT "remittance_recovery_difference_fk" FOREIGN KEY ("lane","decision_id") REFERENCES "public"."payment_difference"("lane","decision_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remittance_recovery" ADD CONSTRAINT "remittance_recovery_remittance_fk" FOREIGN KEY ("remittance_id") REFERENCES "public"."remittance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_correction_claim_index" ON "claim_correction" USING btree ("lane","claim_id","decision_id");--> statement-breakpoint
CREATE INDEX "payment_difference_claim_index" ON "payment_difference" USING btree ("lane","claim_id");--> statement-breakpoint
CREATE INDEX "payment_difference_scheme_index" ON "payment_difference" USING btree ("scheme_code","hospital_id","decided_at");--> statement-breakpoint
CREATE INDEX "remittance_recovery_remittance_index" ON "remittance_recovery" USING btree ("remittance_id");--> statement-breakpoint
ALTER TABLE "cover_entry" ADD CONSTRAINT "cover_entry_corrects_fk" FOREIGN KEY ("lane","corrects_id") REFERENCES "public"."cover_entry"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remittance_line" ADD CONSTRAINT "remittance_line_difference_fk" FOREIGN KEY ("lane","difference_id") REFERENCES "public"."payment_difference"("lane","decision_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "remittance_line_claim_unique" ON "remittance_line" USING btree ("lane","claim_id") WHERE difference_id is null;--> statement-breakpoint
CREATE INDEX "remittance_line_claim_index" ON "remittance_line" USING btree ("lane","claim_id");--> statement-breakpoint
ALTER TABLE "remittance" ADD CONSTRAINT "remittance_amounts_check" CHECK (least("remittance"."gross_paisa", "remittance"."withheld_paisa", "remittance"."recovered_paisa", "remittance"."net_paisa") >= 0);--> statement-breakpoint
ALTER TABLE "remittance_line" ADD CONSTRAINT "remittance_line_difference_check" CHECK ("remittance_line"."difference_id" = "remittance_line"."decision_id");--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['claim_correction', 'payment_difference', 'remittance_recovery']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user);
    execute format('create policy %I on %I to sehat_judge using (true) with check (true)', t || '_judge', t);
  end loop;
end
$$;--> statement-breakpoint
create policy "claim_correction_scope" on "claim_correction" for select to sehat_app
  using (exists (select 1 from decision d where d.lane = claim_correction.lane
    and d.id = claim_correction.decision_id));--> statement-breakpoint
create policy "payment_difference_scope" on "payment_difference" for select to sehat_app
  using (hospital_id = any ((select scope_hospitals())::uuid[])
    or scheme_code = any ((select scope_schemes())::text[]));--> statement-breakpoint
create policy "remittance_recovery_scope" on "remittance_recovery" to sehat_app
  using (exists (select 1 from remittance r where r.id = remittance_recovery.remittance_id))
  with check (exists (select 1 from remittance r where r.id = remittance_recovery.remittance_id));--> statement-breakpoint
grant select on claim_correction, payment_difference to sehat_app;--> statement-breakpoint
grant select, insert on remittance_recovery to sehat_app;--> statement-breakpoint
grant select, insert on claim_correction, payment_difference to sehat_judge;--> statement-breakpoint
grant select on remittance_recovery to sehat_judge;--> statement-breakpoint
comment on column payment_difference.difference_paisa is 'whole paisa; 100 are one rupee; below nothing the hospital owes it';--> statement-breakpoint
comment on column remittance_recovery.recovered_paisa is 'whole paisa; 100 are one rupee';--> statement-breakpoint
comment on table claim_correction is 'Claims as adjudicators corrected them, with the decision that followed; append-only';--> statement-breakpoint
comment on table payment_difference is 'What corrections changed of settled claims'' payments; append-only';--> statement-breakpoint
comment on table remittance_recovery is 'What remittances took back for corrections; append-only';
