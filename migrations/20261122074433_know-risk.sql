-- Why: signals compare a claim with others across families and hospitals; the drain may not write what is
-- keyed by hospital, so that projectors fold it from the feed. What signals said of a decision is kept
-- beside it, out of a hospital's sight, as are the facts that the judge has read.

CREATE TABLE "decision_risk" (
	"lane" smallint NOT NULL,
	"decision_id" uuid NOT NULL,
	"scheme_code" text,
	"score" smallint NOT NULL,
	"routed" boolean NOT NULL,
	"at_risk_paisa" bigint NOT NULL,
	"signals" jsonb NOT NULL,
	"sample" jsonb,
	CONSTRAINT "decision_risk_pk" PRIMARY KEY("lane","decision_id"),
	CONSTRAINT "decision_risk_score_check" CHECK ("decision_risk"."score" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "risk_day" (
	"hospital_id" uuid NOT NULL,
	"day_on" date NOT NULL,
	"admissions" integer NOT NULL,
	"occupied" integer NOT NULL,
	CONSTRAINT "risk_day_pk" PRIMARY KEY("hospital_id","day_on")
);
--> statement-breakpoint
CREATE TABLE "risk_month" (
	"hospital_id" uuid NOT NULL,
	"scheme_code" text NOT NULL,
	"month_on" date NOT NULL,
	"measure" text NOT NULL,
	"package_code" text NOT NULL,
	"value" smallint NOT NULL,
	"stays" integer NOT NULL,
	CONSTRAINT "risk_month_pk" PRIMARY KEY("hospital_id","scheme_code","month_on","measure","package_code","value"),
	CONSTRAINT "risk_month_measure_check" CHECK ("risk_month"."measure" in ('stay', 'emergency', 'implants', 'follow_on'))
);
--> statement-breakpoint
CREATE TABLE "risk_operation" (
	"hospital_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"line_no" smallint NOT NULL,
	"surgeon_key" text NOT NULL,
	"operated_on" date NOT NULL,
	"started_at" timestamp (6) with time zone,
	"minutes" integer,
	CONSTRAINT "risk_operation_pk" PRIMARY KEY("hospital_id","claim_id","line_no")
);
--> statement-breakpoint
CREATE TABLE "risk_stay" (
	"hospital_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"live" boolean NOT NULL,
	"replaced_by" uuid,
	"scheme_code" text,
	"family_id" uuid,
	"person_id" uuid,
	"district_pcode" text,
	"admitted_on" date,
	"discharged_on" date,
	"package_code" text,
	"admission_type" text,
	"in_bed" boolean,
	"phone_key" text,
	"content_key" text,
	"implants" smallint,
	CONSTRAINT "risk_stay_pk" PRIMARY KEY("hospital_id","claim_id"),
	CONSTRAINT "risk_stay_live_check" CHECK ("risk_stay"."live" = ("risk_stay"."admitted_on" is not null) and not ("risk_stay"."live" and "risk_stay"."replaced_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "risk_week" (
	"hospital_id" uuid NOT NULL,
	"week_on" date NOT NULL,
	"admissions" integer NOT NULL,
	CONSTRAINT "risk_week_pk" PRIMARY KEY("hospital_id","week_on")
);
--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "at_risk_paisa" bigint;--> statement-breakpoint
ALTER TABLE "decision_risk" ADD CONSTRAINT "decision_risk_decision_fk" FOREIGN KEY ("lane","decision_id") REFERENCES "public"."decision"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "risk_operation_surgeon_index" ON "risk_operation" USING btree ("surgeon_key","operated_on");--> statement-breakpoint
CREATE INDEX "risk_stay_person_index" ON "risk_stay" USING btree ("hospital_id","person_id","discharged_on") WHERE live;--> statement-breakpoint
CREATE INDEX "risk_stay_district_index" ON "risk_stay" USING btree ("hospital_id","district_pcode","admitted_on") WHERE live;--> statement-breakpoint
CREATE INDEX "risk_stay_family_index" ON "risk_stay" USING btree ("family_id","admitted_on") WHERE live;--> statement-breakpoint
CREATE INDEX "risk_stay_phone_index" ON "risk_stay" USING btree ("phone_key","family_id") WHERE live and phone_key is not null;--> statement-breakpoint
CREATE INDEX "risk_stay_content_index" ON "risk_stay" USING btree ("content_key","person_id") WHERE live and content_key is not null;--> statement-breakpoint
CREATE INDEX "claim_review_index" ON "claim" USING btree ("scheme_code",coalesce(at_risk_paisa, 0) desc,"received_at","id") WHERE status = 'pended' and pend_owner = 'adjudicator';--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['decision_risk', 'risk_stay', 'risk_operation']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user);
    execute format('create policy %I on %I to sehat_judge using (true) with check (true)', t || '_judge', t);
  end loop;
end
$$;--> statement-breakpoint
create trigger "decision_risk_append_only" before update or delete on "decision_risk"
  for each row execute function refuse_change();--> statement-breakpoint
create trigger "decision_risk_no_truncate" before truncate on "decision_risk"
  for each statement execute function refuse_change();--> statement-breakpoint
create policy "decision_risk_scheme" on "decision_risk" for select to sehat_app
  using (scheme_code = any ((select scope_schemes())::text[]));--> statement-breakpoint
grant select on decision_risk to sehat_app;--> statement-breakpoint
grant select, insert on decision_risk to sehat_judge;--> statement-breakpoint
grant select, insert, update, delete on risk_stay, risk_operation, risk_day, risk_week, risk_month
  to sehat_judge;--> statement-breakpoint
grant update (at_risk_paisa) on claim to sehat_judge;--> statement-breakpoint
-- A request reads a claim and a decision without what the signals weighed.
do $$
declare
  columns text;
begin
  revoke select on claim, decision from sehat_app;
  select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
    where table_schema = current_schema() and table_name = 'claim' and column_name <> 'at_risk_paisa';
  execute format('grant select (%s) on claim to sehat_app', columns);
  select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
    where table_schema = current_schema() and table_name = 'decision' and column_name <> 'facts';
  execute format('grant select (%s) on decision to sehat_app', columns);
end
$$;--> statement-breakpoint
comment on column claim.at_risk_paisa is 'whole paisa; 100 are one rupee';--> statement-breakpoint
comment on column decision_risk.at_risk_paisa is 'whole paisa; 100 are one rupee';--> statement-breakpoint
comment on table decision_risk is 'What the risk signals said of a decision, or why it was sampled; append-only';--> statement-breakpoint
comment on table risk_stay is 'Live stays as risk signals compare them; projection of the feed';--> statement-breakpoint
comment on table risk_operation is 'Operations of live stays by surgeon and day; projection of the feed';--> statement-breakpoint
comment on table risk_day is 'Admissions and beds taken by hospital and day; projection of the feed';--> statement-breakpoint
comment on table risk_week is 'Admissions by hospital and week; projection of the feed';--> statement-breakpoint
comment on table risk_month is 'Stays by hospital, month, package and measure; projection of the feed';
