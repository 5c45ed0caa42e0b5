-- Why: people go from one family to another, from a day. The directory keeps the first family of a number;
-- moves stand beside it, keyed by person like the directory, so that a stay is looked up in the family of
-- its day and history in every lane the person has had. A membership is ended once and never otherwise
-- changed but for the day it was written down; none is removed.

CREATE TABLE "family_move" (
	"person_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"from_lane" smallint NOT NULL,
	"from_family_id" uuid NOT NULL,
	"lane" smallint NOT NULL,
	"family_id" uuid NOT NULL,
	"recorded_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "family_move_pk" PRIMARY KEY("person_id","from_on"),
	CONSTRAINT "family_move_families_check" CHECK ("family_move"."from_family_id" <> "family_move"."family_id")
);
--> statement-breakpoint
CREATE INDEX "family_move_from_index" ON "family_move" USING btree ("from_family_id");--> statement-breakpoint
CREATE INDEX "family_move_to_index" ON "family_move" USING btree ("family_id");--> statement-breakpoint
create trigger "family_move_append_only" before update or delete on "family_move"
  for each row execute function refuse_change();--> statement-breakpoint
create trigger "family_move_no_truncate" before truncate on "family_move"
  for each statement execute function refuse_change();--> statement-breakpoint
create function "refuse_membership_change"() returns trigger language plpgsql as $$
begin
  if (new.lane, new.family_id, new.person_id, new.from_on, new.relation)
     is distinct from (old.lane, old.family_id, old.person_id, old.from_on, old.relation)
     or (old.to_on is not null and new.to_on is distinct from old.to_on) then
    raise exception 'a membership can be ended once, and not otherwise changed'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;--> statement-breakpoint
create trigger "member_ends_once" before update on "member"
  for each row execute function refuse_membership_change();--> statement-breakpoint
create trigger "member_no_delete" before delete on "member"
  for each row execute function refuse_change();--> statement-breakpoint
create trigger "member_no_truncate" before truncate on "member"
  for each statement execute function refuse_change();--> statement-breakpoint
grant select (person_id, from_on, from_lane, from_family_id, lane, family_id) on family_move
  to sehat_app, sehat_judge;--> statement-breakpoint
comment on table family_move is 'Who went from one family to another, from which day; append-only';
