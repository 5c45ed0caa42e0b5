-- Why: rules ask whether NADRA had blocked a number on the day of admission, where the permanent address
-- is, and when a membership was written down. All three may be unknown, and then decide nothing. Blocks
-- are few: the index finds the head's without reading every person of a lane.

ALTER TABLE "member" ADD COLUMN "registered_on" date;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "blocked_from" date;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "blocked_to" date;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "permanent_pcode" text;--> statement-breakpoint
CREATE INDEX "person_blocked_index" ON "person" USING btree ("lane","id") WHERE blocked_from is not null;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_blocked_check" CHECK ("person"."blocked_to" >= "person"."blocked_from");
