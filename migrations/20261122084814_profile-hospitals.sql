-- Why: reviewers look first at hospitals that stand out from their peers; the counts that profiles need are
-- folded from the feed by quarter, so that a profile is a sum and no search through all claims.

CREATE TABLE "profile_activity" (
	"hospital_id" uuid NOT NULL,
	"surgeon_key" text NOT NULL,
	"scheme_code" text NOT NULL,
	"district_pcode" text NOT NULL,
	"quarter_on" date NOT NULL,
	"package_code" text NOT NULL,
	"stays" integer NOT NULL,
	"long_stays" integer NOT NULL,
	"per_day_milli" bigint NOT NULL,
	"per_day_milli_squared" bigint NOT NULL,
	CONSTRAINT "profile_activity_pk" PRIMARY KEY("quarter_on","hospital_id","surgeon_key","scheme_code","district_pcode","package_code")
);
--> statement-breakpoint
CREATE TABLE "profile_bill" (
	"hospital_id" uuid NOT NULL,
	"surgeon_key" text NOT NULL,
	"scheme_code" text NOT NULL,
	"district_pcode" text NOT NULL,
	"quarter_on" date NOT NULL,
	"person_id" uuid NOT NULL,
	"amount_paisa" bigint NOT NULL,
	"stays" integer NOT NULL,
	CONSTRAINT "profile_bill_pk" PRIMARY KEY("quarter_on","hospital_id","surgeon_key","scheme_code","district_pcode","person_id","amount_paisa")
);
--> statement-breakpoint
CREATE TABLE "profile_claim" (
	"lane" smallint NOT NULL,
	"claim_id" uuid NOT NULL,
	"contribution" jsonb NOT NULL,
	CONSTRAINT "profile_claim_pk" PRIMARY KEY("lane","claim_id")
);--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['profile_activity', 'profile_bill', 'profile_claim']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user);
    execute format('create policy %I on %I to sehat_judge using (true) with check (true)', t || '_judge', t);
  end loop;
  foreach t in array array['profile_activity', 'profile_bill']
  loop
    execute format('create policy %I on %I for select to sehat_reader
      using (scheme_code = any ((select scope_schemes())::text[])
        or district_pcode = any ((select scope_districts())::text[]))', t || '_reader', t);
  end loop;
end
$$;--> statement-breakpoint
grant select, insert, update, delete on profile_activity, profile_bill, profile_claim to sehat_judge;--> statement-breakpoint
grant select on profile_activity, profile_bill to sehat_reader;--> statement-breakpoint
comment on column profile_bill.amount_paisa is 'whole paisa; 100 are one rupee';--> statement-breakpoint
comment on table profile_activity is 'What hospitals and surgeons did by quarter and package; projection of the feed';--> statement-breakpoint
comment on table profile_bill is 'How often an amount was claimed for a person in a quarter; projection of the feed';--> statement-breakpoint
comment on table profile_claim is 'What each live claim last contributed to profiles';
