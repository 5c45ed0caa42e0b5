-- Why: where the terms exempt deserving families from the family's share (Punjab, July 2023), the registry's
-- list says who is one, and since when.

ALTER TABLE "family" ADD COLUMN "deserving_from" date;--> statement-breakpoint
ALTER TABLE "family" ADD COLUMN "deserving_to" date;--> statement-breakpoint
ALTER TABLE "family" ADD CONSTRAINT "family_deserving_check" CHECK ("family"."deserving_to" >= "family"."deserving_from");--> statement-breakpoint
COMMENT ON COLUMN "family"."deserving_from" IS 'poor by the scheme''s means test from this day; null where it is not listed';
