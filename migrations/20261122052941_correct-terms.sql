-- Why: terms are corrected by adding an edition, the newest of a first day being in force. A pot says whose
-- amount it has, so that a correction finds its pots; pots that are there take the edition of their year
-- that has their amount. An adjustment of a pot's amount is an entry of no claim and no hold, of the
-- family's own pot also of no person; one that moves what a claim has used names the claim's decision.

CREATE TABLE "terms_applied" (
	"scheme_code" text NOT NULL,
	"from_on" date NOT NULL,
	"edition_no" smallint NOT NULL,
	"applied_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "terms_applied_pk" PRIMARY KEY("scheme_code","from_on","edition_no")
);
--> statement-breakpoint
ALTER TABLE "cover_entry" DROP CONSTRAINT "cover_entry_owner_check";--> statement-breakpoint
ALTER TABLE "cover_entry" ALTER COLUMN "person_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "cover_balance" ADD COLUMN "terms_from_on" date;--> statement-breakpoint
update cover_balance b set terms_from_on = coalesce((
  select t.from_on from family f join terms_edition t on t.scheme_code = f.scheme_code
  where f.lane = b.lane and f.id = b.family_id
    and t.from_on < b.policy_year_on + interval '1 year'
    and (t.to_on is null or t.to_on >= b.policy_year_on)
  order by exists (
      select 1 from jsonb_each(t.content -> 'tiers') as g,
        jsonb_array_elements(g.value) as l, jsonb_array_elements(l.value -> 'caps') as c
      where l.value ->> 'code' = b.layer and c.value ->> 'scope' = b.scope
        and (c.value -> 'amountPaisa' ->> 'value')::bigint = b.amount_paisa) desc, t.from_on
  limit 1), b.policy_year_on);--> statement-breakpoint
ALTER TABLE "cover_balance" ALTER COLUMN "terms_from_on" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "cover_entry" ADD COLUMN "decision_id" uuid;--> statement-breakpoint
ALTER TABLE "terms_edition" ADD COLUMN "edition_no" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "terms_edition" ADD COLUMN "recorded_at" timestamp (6) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "terms_edition" DROP CONSTRAINT "terms_edition_pk";
--> statement-breakpoint
ALTER TABLE "terms_edition" ADD CONSTRAINT "terms_edition_pk" PRIMARY KEY("scheme_code","from_on","edition_no");--> statement-breakpoint
ALTER TABLE "cover_entry" ADD CONSTRAINT "cover_entry_person_check" CHECK ("cover_entry"."person_id" is not null or num_nonnulls("cover_entry"."claim_id", "cover_entry"."hold_id") = 0);--> statement-breakpoint
ALTER TABLE "cover_entry" ADD CONSTRAINT "cover_entry_owner_check" CHECK (num_nonnulls("cover_entry"."claim_id", "cover_entry"."hold_id") = 1 or ("cover_entry"."cause" = 'adjust' and num_nonnulls("cover_entry"."claim_id", "cover_entry"."hold_id") = 0 and 'scheme' in ("cover_entry"."from_account", "cover_entry"."to_account")));--> statement-breakpoint
ALTER TABLE "terms_edition" ADD CONSTRAINT "terms_edition_no_check" CHECK ("terms_edition"."edition_no" >= 1);--> statement-breakpoint
ALTER TABLE "terms_applied" ADD CONSTRAINT "terms_applied_edition_fk" FOREIGN KEY ("scheme_code","from_on","edition_no") REFERENCES "public"."terms_edition"("scheme_code","from_on","edition_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['terms_edition', 'terms_applied']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
end
$$;--> statement-breakpoint
comment on table terms_edition is 'Dated terms of a scheme, chosen by date of admission; of one first day the newest is in force; append-only';--> statement-breakpoint
comment on table terms_applied is 'Corrected terms to which all open cover has been adjusted; append-only';
