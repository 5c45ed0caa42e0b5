-- Why: an insurer says before treatment what it will pay, and holds cover for it. Written by the judge's
-- side, which alone moves cover, as admissions are; a request reads those of its scope.

CREATE TABLE "pre_authorisation" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"hospital_id" uuid NOT NULL,
	"request_no" text NOT NULL,
	"family_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"scheme_code" text NOT NULL,
	"admission_on" date NOT NULL,
	"policy_year_on" date,
	"admission_type" text NOT NULL,
	"plan" jsonb NOT NULL,
	"note" text NOT NULL,
	"verification" jsonb NOT NULL,
	"requested_at" timestamp (6) with time zone NOT NULL,
	"status" text NOT NULL,
	"pend_owner" text,
	"planned_paisa" bigint NOT NULL,
	"granted" jsonb NOT NULL,
	"approved_layers" jsonb NOT NULL,
	"held" jsonb NOT NULL,
	"within_limit" boolean NOT NULL,
	"findings" jsonb NOT NULL,
	"valid_until" date,
	"admission_id" uuid,
	"claim_id" uuid,
	"enhances" uuid,
	"act_no" smallint NOT NULL,
	CONSTRAINT "pre_authorisation_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "pre_authorisation_number_unique" UNIQUE("lane","hospital_id","person_id","request_no"),
	CONSTRAINT "pre_authorisation_status_check" CHECK ("pre_authorisation"."status" in ('pended', 'granted', 'partly_granted', 'denied', 'cancelled', 'expired', 'replaced', 'claimed')),
	CONSTRAINT "pre_authorisation_held_check" CHECK ("pre_authorisation"."status" in ('granted', 'partly_granted') or "pre_authorisation"."held" = '[]'),
	CONSTRAINT "pre_authorisation_claim_check" CHECK (("pre_authorisation"."status" = 'claimed') = ("pre_authorisation"."claim_id" is not null)),
	CONSTRAINT "pre_authorisation_owner_check" CHECK (("pre_authorisation"."status" = 'pended') = ("pre_authorisation"."pend_owner" is not null) and "pre_authorisation"."pend_owner" in ('hospital', 'adjudicator'))
);
--> statement-breakpoint
CREATE TABLE "pre_authorisation_act" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"pre_authorisation_id" uuid NOT NULL,
	"act_no" smallint NOT NULL,
	"act" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "pre_authorisation_act_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "pre_authorisation_act_number_unique" UNIQUE("lane","pre_authorisation_id","act_no")
);
--> statement-breakpoint
ALTER TABLE "pre_authorisation" ADD CONSTRAINT "pre_authorisation_family_fk" FOREIGN KEY ("lane","family_id") REFERENCES "public"."family"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pre_authorisation" ADD CONSTRAINT "pre_authorisation_hospital_fk" FOREIGN KEY ("hospital_id") REFERENCES "public"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pre_authorisation_act" ADD CONSTRAINT "pre_authorisation_act_of_fk" FOREIGN KEY ("lane","pre_authorisation_id") REFERENCES "public"."pre_authorisation"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pre_authorisation_hospital_index" ON "pre_authorisation" USING btree ("hospital_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "pre_authorisation_scheme_index" ON "pre_authorisation" USING btree ("scheme_code","requested_at","id");--> statement-breakpoint
CREATE INDEX "pre_authorisation_person_index" ON "pre_authorisation" USING btree ("lane","person_id");--> statement-breakpoint
CREATE INDEX "pre_authorisation_validity_index" ON "pre_authorisation" USING btree ("valid_until") WHERE status in ('granted', 'partly_granted') and admission_id is null;--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['pre_authorisation', 'pre_authorisation_act']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user);
    execute format('create policy %I on %I to sehat_judge using (true) with check (true)', t || '_judge', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
end
$$;--> statement-breakpoint
create trigger "pre_authorisation_no_delete" before delete on "pre_authorisation"
  for each row execute function refuse_change();--> statement-breakpoint
create trigger "pre_authorisation_act_append_only" before update or delete on "pre_authorisation_act"
  for each row execute function refuse_change();--> statement-breakpoint
create policy "pre_authorisation_scope" on "pre_authorisation" for select to sehat_app
  using (hospital_id = any ((select scope_hospitals())::uuid[])
    or scheme_code = any ((select scope_schemes())::text[]));--> statement-breakpoint
create policy "pre_authorisation_act_scope" on "pre_authorisation_act" for select to sehat_app
  using (exists (select 1 from pre_authorisation p where p.lane = pre_authorisation_act.lane
    and p.id = pre_authorisation_act.pre_authorisation_id));--> statement-breakpoint
grant select on pre_authorisation, pre_authorisation_act to sehat_app;--> statement-breakpoint
grant select, insert on pre_authorisation, pre_authorisation_act to sehat_judge;--> statement-breakpoint
grant update (status, pend_owner, granted, approved_layers, held, within_limit, findings, valid_until,
  admission_id, claim_id, act_no) on pre_authorisation to sehat_judge;--> statement-breakpoint
comment on column pre_authorisation.planned_paisa is 'whole paisa; 100 are one rupee';--> statement-breakpoint
comment on table pre_authorisation is 'Requests to treat, what was granted, and the cover held for it';--> statement-breakpoint
comment on table pre_authorisation_act is 'What was done to a pre-authorisation; append-only';
