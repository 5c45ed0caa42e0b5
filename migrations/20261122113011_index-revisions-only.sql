-- Why: few claims are revisions, yet each claim was entered twice in the index that lets a claim be revised
-- only once: when it was received, and again when it was decided.

ALTER TABLE "claim" DROP CONSTRAINT "claim_revision_unique";--> statement-breakpoint
CREATE UNIQUE INDEX "claim_revision_unique" ON "claim" USING btree ("lane","revision_of") WHERE revision_of is not null;
