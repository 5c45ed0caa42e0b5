-- Why: beside the treatment a scheme gives money to the family (transport, burial and the like), which the
-- hospital advances. Such an extra is a line of a decision without a package, stands in no pot but in an
-- account of its own, and is named wherever the money goes: decision, remittance, remittance line,
-- utilisation. No remittance is less than what is families'.

ALTER TABLE "cover_entry" DROP CONSTRAINT "cover_entry_accounts_check";--> statement-breakpoint
ALTER TABLE "decision_line" ALTER COLUMN "package_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "extras_paisa" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "decision_line" ADD COLUMN "extra" text;--> statement-breakpoint
ALTER TABLE "utilisation" ADD COLUMN "extras_paisa" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "utilisation" ADD COLUMN "pended_extras_paisa" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "remittance" ADD COLUMN "extras_paisa" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "remittance_line" ADD COLUMN "extras_paisa" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "decision" ALTER COLUMN "extras_paisa" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "utilisation" ALTER COLUMN "extras_paisa" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "utilisation" ALTER COLUMN "pended_extras_paisa" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "remittance" ALTER COLUMN "extras_paisa" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "remittance_line" ALTER COLUMN "extras_paisa" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_extras_check" CHECK ("decision"."extras_paisa" between 0 and "decision"."insurer_paisa");--> statement-breakpoint
ALTER TABLE "decision_line" ADD CONSTRAINT "decision_line_kind_check" CHECK (num_nonnulls("decision_line"."package_code", "decision_line"."extra") = 1);--> statement-breakpoint
ALTER TABLE "decision_line" ADD CONSTRAINT "decision_line_extra_check" CHECK ("decision_line"."extra" is null or ("decision_line"."tier" is null and "decision_line"."patient_share_paisa" = 0));--> statement-breakpoint
ALTER TABLE "cover_entry" ADD CONSTRAINT "cover_entry_extras_check" CHECK (("cover_entry"."tier" = 'extras') = ('extras' in ("cover_entry"."from_account", "cover_entry"."to_account")) and ("cover_entry"."tier" <> 'extras' or 'scheme' in ("cover_entry"."from_account", "cover_entry"."to_account")));--> statement-breakpoint
ALTER TABLE "cover_entry" ADD CONSTRAINT "cover_entry_accounts_check" CHECK ("cover_entry"."from_account" <> "cover_entry"."to_account" and "cover_entry"."from_account" in ('available', 'reserved', 'consumed', 'scheme', 'excess', 'extras') and "cover_entry"."to_account" in ('available', 'reserved', 'consumed', 'scheme', 'excess', 'extras'));--> statement-breakpoint
ALTER TABLE "remittance" ADD CONSTRAINT "remittance_extras_check" CHECK ("remittance"."extras_paisa" between 0 and "remittance"."net_paisa");--> statement-breakpoint
ALTER TABLE "remittance_line" ADD CONSTRAINT "remittance_line_extras_check" CHECK ("remittance_line"."extras_paisa" between 0 and "remittance_line"."insurer_paisa");--> statement-breakpoint
grant select (extras_paisa) on decision to sehat_app;--> statement-breakpoint
comment on column decision.extras_paisa is 'whole paisa; 100 are one rupee; of insurer_paisa, the family''s';--> statement-breakpoint
comment on column remittance.extras_paisa is 'whole paisa; 100 are one rupee; of gross_paisa, families''';--> statement-breakpoint
comment on column remittance_line.extras_paisa is 'whole paisa; 100 are one rupee; of insurer_paisa, the family''s';--> statement-breakpoint
comment on column utilisation.extras_paisa is 'whole paisa; 100 are one rupee; beside insurer_paisa';--> statement-breakpoint
comment on column utilisation.pended_extras_paisa is 'whole paisa; 100 are one rupee; of extras_paisa, what is only held';
