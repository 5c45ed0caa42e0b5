-- Why: a desk opens a stay before it is treated, and cover is held for it from that moment: a hold
-- belongs to no claim yet. Admissions are written by the judge's side, which alone moves cover; a
-- request reads those of its scope.

CREATE TABLE "admission" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"hospital_id" uuid NOT NULL,
	"admission_no" text NOT NULL,
	"family_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"scheme_code" text NOT NULL,
	"admitted_at" timestamp (6) with time zone NOT NULL,
	"admitted_on" date NOT NULL,
	"policy_year_on" date,
	"admission_type" text NOT NULL,
	"verification" jsonb NOT NULL,
	"opened_at" timestamp (6) with time zone NOT NULL,
	"status" text NOT NULL,
	"plan" jsonb NOT NULL,
	"within_limit" boolean NOT NULL,
	"planned_paisa" bigint NOT NULL,
	"held" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"emergency_confirmed" boolean NOT NULL,
	"ended_on" date,
	"claim_id" uuid,
	"act_no" smallint NOT NULL,
	CONSTRAINT "admission_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "admission_number_unique" UNIQUE("lane","hospital_id","person_id","admission_no"),
	CONSTRAINT "admission_status_check" CHECK ("admission"."status" in ('open', 'discharged', 'transferred', 'cancelled', 'claimed')),
	CONSTRAINT "admission_held_check" CHECK ("admission"."status" in ('open', 'discharged', 'transferred') or "admission"."held" = '[]'),
	CONSTRAINT "admission_claim_check" CHECK (("admission"."status" = 'claimed') = ("admission"."claim_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "admission_act" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"admission_id" uuid NOT NULL,
	"act_no" smallint NOT NULL,
	"act" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "admission_act_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "admission_act_number_unique" UNIQUE("lane","admission_id","act_no")
);
--> statement-breakpoint
CREATE TABLE "desk_request" (
	"asker_id" uuid NOT NULL,
	"key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"answer" jsonb NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "desk_request_pk" PRIMARY KEY("asker_id","key")
);
--> statement-breakpoint
ALTER TABLE "cover_entry" ALTER COLUMN "claim_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "cover_entry" ADD COLUMN "hold_id" uuid;--> statement-breakpoint
ALTER TABLE "admission" ADD CONSTRAINT "admission_family_fk" FOREIGN KEY ("lane","family_id") REFERENCES "public"."family"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "admission" ADD CONSTRAINT "admission_hospital_fk" FOREIGN KEY ("hospital_id") REFERENCES "public"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "admission_act" ADD CONSTRAINT "admission_act_admission_fk" FOREIGN KEY ("lane","admission_id") REFERENCES "public"."admission"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "admission_hospital_index" ON "admission" USING btree ("hospital_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "admission_open_index" ON "admission" USING btree ("scheme_code","admitted_on") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "admission_person_index" ON "admission" USING btree ("lane","person_id");--> statement-breakpoint
CREATE INDEX "cover_entry_hold_index" ON "cover_entry" USING btree ("lane","hold_id") WHERE hold_id is not null;--> statement-breakpoint
ALTER TABLE "cover_entry" ADD CONSTRAINT "cover_entry_owner_check" CHECK (("cover_entry"."claim_id" is null) <> ("cover_entry"."hold_id" is null));--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['admission_act', 'desk_request']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
  foreach t in array array['admission', 'admission_act', 'desk_request']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user);
    execute format('create policy %I on %I to sehat_judge using (true) with check (true)', t || '_judge', t);
  end loop;
end
$$;--> statement-breakpoint
create trigger "admission_no_delete" before delete on "admission"
  for each row execute function refuse_change();--> statement-breakpoint
create trigger "admission_no_truncate" before truncate on "admission"
  for each statement execute function refuse_change();--> statement-breakpoint
create policy "admission_scope" on "admission" for select to sehat_app
  using (hospital_id = any ((select scope_hospitals())::uuid[])
    or scheme_code = any ((select scope_schemes())::text[]));--> statement-breakpoint
create policy "admission_act_scope" on "admission_act" for select to sehat_app
  using (exists (select 1 from admission a where a.lane = admission_act.lane
    and a.id = admission_act.admission_id));--> statement-breakpoint
grant select on admission, admission_act to sehat_app;--> statement-breakpoint
grant select, insert on admission, admission_act, desk_request to sehat_judge;--> statement-breakpoint
grant update (status, plan, within_limit, planned_paisa, held, findings, emergency_confirmed, ended_on,
  claim_id, act_no) on admission to sehat_judge;--> statement-breakpoint
comment on column admission.planned_paisa is 'whole paisa; 100 are one rupee';--> statement-breakpoint
comment on table admission is 'Stays that desks have opened, with the cover held for them';--> statement-breakpoint
comment on table admission_act is 'What was done to an admission; append-only';--> statement-breakpoint
comment on table desk_request is 'Request keys of desks with the answers given; append-only';
