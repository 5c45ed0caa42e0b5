-- Why: the record itself: registry, people, cover, claims, decisions, feeds, settlement, access.

CREATE TABLE "api_key" (
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "api_key_pk" PRIMARY KEY("id"),
	CONSTRAINT "api_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "api_key_grant" (
	"api_key_id" uuid NOT NULL,
	"role" text NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_id" text NOT NULL,
	CONSTRAINT "api_key_grant_pk" PRIMARY KEY("api_key_id","role","scope_kind","scope_id")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" uuid NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "audit_event_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"hospital_id" uuid NOT NULL,
	"hospital_claim_no" text NOT NULL,
	"family_id" uuid,
	"person_id" uuid,
	"unmatched_id" uuid,
	"scheme_code" text,
	"status" text NOT NULL,
	"pend_owner" text,
	"admitted_on" date NOT NULL,
	"discharged_on" date NOT NULL,
	"asked_paisa" bigint NOT NULL,
	"duplicate_key" "bytea" NOT NULL,
	"content" jsonb NOT NULL,
	"revision_of" uuid,
	"revision_no" smallint NOT NULL,
	"received_at" timestamp (6) with time zone NOT NULL,
	"decision_id" uuid,
	"decided_at" timestamp (6) with time zone,
	"fault" text,
	CONSTRAINT "claim_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "claim_revision_unique" UNIQUE("lane","revision_of"),
	CONSTRAINT "claim_lane_check" CHECK ("claim"."lane" between 0 and 255),
	CONSTRAINT "claim_status_check" CHECK ("claim"."status" in ('received', 'approved', 'partial', 'denied', 'pended', 'set_aside', 'in_settlement', 'paid', 'withdrawn', 'void', 'superseded')),
	CONSTRAINT "claim_owner_check" CHECK (("claim"."status" = 'pended') = ("claim"."pend_owner" is not null) and "claim"."pend_owner" in ('registry', 'hospital', 'adjudicator', 'approver')),
	CONSTRAINT "claim_person_check" CHECK (("claim"."person_id" is null) <> ("claim"."unmatched_id" is null)),
	CONSTRAINT "claim_dates_check" CHECK ("claim"."asked_paisa" >= 0)
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"ordinal" smallint NOT NULL,
	"decided_no" bigint NOT NULL,
	"hospital_id" uuid NOT NULL,
	"scheme_code" text,
	"outcome" text NOT NULL,
	"pend_owner" text,
	"asked_paisa" bigint NOT NULL,
	"insurer_paisa" bigint NOT NULL,
	"patient_share_paisa" bigint NOT NULL,
	"hospital_borne_paisa" bigint NOT NULL,
	"draws" jsonb NOT NULL,
	"rulebook_fingerprint" text NOT NULL,
	"terms_fingerprint" text,
	"passed" text[] NOT NULL,
	"facts" jsonb NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "decision_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "decision_ordinal_unique" UNIQUE("lane","claim_id","ordinal"),
	CONSTRAINT "decision_number_unique" UNIQUE("lane","decided_no"),
	CONSTRAINT "decision_outcome_check" CHECK ("decision"."outcome" in ('approved', 'partial', 'denied', 'pended')),
	CONSTRAINT "decision_sum_check" CHECK ("decision"."asked_paisa" = "decision"."insurer_paisa" + "decision"."patient_share_paisa" + "decision"."hospital_borne_paisa" and "decision"."insurer_paisa" >= 0 and "decision"."patient_share_paisa" >= 0 and "decision"."hospital_borne_paisa" >= 0),
	CONSTRAINT "decision_denied_check" CHECK ("decision"."outcome" <> 'denied' or "decision"."insurer_paisa" = 0)
);
--> statement-breakpoint
CREATE TABLE "decision_line" (
	"lane" smallint NOT NULL,
	"decision_id" uuid NOT NULL,
	"line_no" smallint NOT NULL,
	"package_code" text NOT NULL,
	"tier" text,
	"quantity" integer NOT NULL,
	"asked_paisa" bigint NOT NULL,
	"allowed_paisa" bigint NOT NULL,
	"priced_paisa" bigint NOT NULL,
	"insurer_paisa" bigint NOT NULL,
	"patient_share_paisa" bigint NOT NULL,
	"hospital_borne_paisa" bigint NOT NULL,
	CONSTRAINT "decision_line_pk" PRIMARY KEY("lane","decision_id","line_no"),
	CONSTRAINT "decision_line_sum_check" CHECK ("decision_line"."asked_paisa" = "decision_line"."insurer_paisa" + "decision_line"."patient_share_paisa" + "decision_line"."hospital_borne_paisa")
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"lane" smallint NOT NULL,
	"decision_id" uuid NOT NULL,
	"finding_no" smallint NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"kind" text NOT NULL,
	"phase" text NOT NULL,
	"line_no" smallint,
	"owner" text,
	"params" jsonb NOT NULL,
	"amount_paisa" bigint NOT NULL,
	"bearer" text,
	"cuts" jsonb NOT NULL,
	CONSTRAINT "finding_pk" PRIMARY KEY("lane","decision_id","finding_no"),
	CONSTRAINT "finding_kind_check" CHECK ("finding"."kind" in ('deny', 'pend', 'reduce')),
	CONSTRAINT "finding_phase_check" CHECK ("finding"."phase" in ('gate', 'price', 'limit', 'risk'))
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"hospital_id" uuid NOT NULL,
	"key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"lane" smallint NOT NULL,
	"claim_id" uuid NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "idempotency_key_pk" PRIMARY KEY("hospital_id","key")
);
--> statement-breakpoint
CREATE TABLE "lane_state" (
	"lane" smallint NOT NULL,
	"decided_no" bigint NOT NULL,
	CONSTRAINT "lane_state_pk" PRIMARY KEY("lane")
);
--> statement-breakpoint
CREATE TABLE "review_case" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about_claim_id" uuid NOT NULL,
	"opened_at" timestamp (6) with time zone NOT NULL,
	"closed_at" timestamp (6) with time zone,
	CONSTRAINT "review_case_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "review_case_once_unique" UNIQUE("lane","claim_id","kind","about_claim_id")
);
--> statement-breakpoint
CREATE TABLE "shard_layout" (
	"only" boolean DEFAULT true NOT NULL,
	"shards" smallint NOT NULL,
	CONSTRAINT "shard_layout_pk" PRIMARY KEY("only"),
	CONSTRAINT "shard_layout_only_check" CHECK ("shard_layout"."only"),
	CONSTRAINT "shard_layout_shards_check" CHECK ("shard_layout"."shards" between 1 and 256)
);
--> statement-breakpoint
CREATE TABLE "cover_account" (
	"lane" smallint NOT NULL,
	"family_id" uuid NOT NULL,
	CONSTRAINT "cover_account_pk" PRIMARY KEY("lane","family_id")
);
--> statement-breakpoint
CREATE TABLE "cover_balance" (
	"lane" smallint NOT NULL,
	"family_id" uuid NOT NULL,
	"policy_year_on" date NOT NULL,
	"layer" text NOT NULL,
	"scope" text NOT NULL,
	"holder_id" uuid NOT NULL,
	"amount_paisa" bigint NOT NULL,
	"reserved_paisa" bigint NOT NULL,
	"consumed_paisa" bigint NOT NULL,
	CONSTRAINT "cover_balance_pk" PRIMARY KEY("lane","family_id","policy_year_on","layer","scope","holder_id"),
	CONSTRAINT "cover_balance_scope_check" CHECK ("cover_balance"."scope" in ('family', 'member')),
	CONSTRAINT "cover_balance_within_check" CHECK ("cover_balance"."reserved_paisa" >= 0 and "cover_balance"."consumed_paisa" >= 0 and "cover_balance"."reserved_paisa" + "cover_balance"."consumed_paisa" <= "cover_balance"."amount_paisa")
);
--> statement-breakpoint
CREATE TABLE "cover_entry" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"scheme_code" text NOT NULL,
	"policy_year_on" date NOT NULL,
	"tier" text NOT NULL,
	"layer" text NOT NULL,
	"from_account" text NOT NULL,
	"to_account" text NOT NULL,
	"amount_paisa" bigint NOT NULL,
	"cause" text NOT NULL,
	"cause_id" uuid NOT NULL,
	"cause_no" smallint NOT NULL,
	"claim_id" uuid NOT NULL,
	"posted_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "cover_entry_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "cover_entry_cause_unique" UNIQUE("lane","cause_id","cause_no"),
	CONSTRAINT "cover_entry_amount_check" CHECK ("cover_entry"."amount_paisa" > 0),
	CONSTRAINT "cover_entry_accounts_check" CHECK ("cover_entry"."from_account" <> "cover_entry"."to_account" and "cover_entry"."from_account" in ('available', 'reserved', 'consumed', 'scheme', 'excess') and "cover_entry"."to_account" in ('available', 'reserved', 'consumed', 'scheme', 'excess'))
);
--> statement-breakpoint
CREATE TABLE "feed_epoch" (
	"epoch" uuid NOT NULL,
	"shared_up_to" bigint NOT NULL,
	"ended_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "feed_epoch_pk" PRIMARY KEY("epoch")
);
--> statement-breakpoint
CREATE TABLE "feed_event" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"claim_id" uuid NOT NULL,
	"hospital_id" uuid NOT NULL,
	"scheme_code" text,
	"payload" jsonb NOT NULL,
	"occurred_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "feed_event_pk" PRIMARY KEY("lane","id")
);
--> statement-breakpoint
CREATE TABLE "feed_pending" (
	"lane" smallint NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "feed_pending_pk" PRIMARY KEY("lane","event_id")
);
--> statement-breakpoint
CREATE TABLE "feed_position" (
	"position" bigint NOT NULL,
	"lane" smallint NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "feed_position_pk" PRIMARY KEY("position")
);
--> statement-breakpoint
CREATE TABLE "feed_state" (
	"only" boolean DEFAULT true NOT NULL,
	"last_position" bigint NOT NULL,
	"epoch" uuid NOT NULL,
	"database_mark" text NOT NULL,
	CONSTRAINT "feed_state_pk" PRIMARY KEY("only"),
	CONSTRAINT "feed_state_only_check" CHECK ("feed_state"."only")
);
--> statement-breakpoint
CREATE TABLE "projector_state" (
	"name" text NOT NULL,
	"epoch" uuid NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "projector_state_pk" PRIMARY KEY("name")
);
--> statement-breakpoint
CREATE TABLE "utilisation" (
	"admitted_on" date NOT NULL,
	"scheme_code" text NOT NULL,
	"district_pcode" text NOT NULL,
	"hospital_id" uuid NOT NULL,
	"package_code" text NOT NULL,
	"setting" text NOT NULL,
	"claims" integer NOT NULL,
	"paid_lines" integer NOT NULL,
	"pended_lines" integer NOT NULL,
	"denied_lines" integer NOT NULL,
	"stay_days" integer NOT NULL,
	"deaths" integer NOT NULL,
	"asked_paisa" bigint NOT NULL,
	"insurer_paisa" bigint NOT NULL,
	"patient_share_paisa" bigint NOT NULL,
	"hospital_borne_paisa" bigint NOT NULL,
	CONSTRAINT "utilisation_pk" PRIMARY KEY("admitted_on","scheme_code","district_pcode","hospital_id","package_code","setting"),
	CONSTRAINT "utilisation_setting_check" CHECK ("utilisation"."setting" in ('stay', 'day_care'))
);
--> statement-breakpoint
CREATE TABLE "utilisation_claim" (
	"lane" smallint NOT NULL,
	"claim_id" uuid NOT NULL,
	"contribution" jsonb NOT NULL,
	CONSTRAINT "utilisation_claim_pk" PRIMARY KEY("lane","claim_id")
);
--> statement-breakpoint
CREATE TABLE "family" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"scheme_code" text NOT NULL,
	"district_pcode" text NOT NULL,
	"enrolled_on" date NOT NULL,
	CONSTRAINT "family_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "family_lane_check" CHECK ("family"."lane" between 0 and 255)
);
--> statement-breakpoint
CREATE TABLE "member" (
	"lane" smallint NOT NULL,
	"family_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"relation" text NOT NULL,
	CONSTRAINT "member_pk" PRIMARY KEY("lane","family_id","person_id","from_on")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"lane" smallint NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"sex" text,
	"born_on" date,
	"died_on" date,
	CONSTRAINT "person_pk" PRIMARY KEY("lane","id"),
	CONSTRAINT "person_sex_check" CHECK ("person"."sex" in ('male', 'female', 'other'))
);
--> statement-breakpoint
CREATE TABLE "person_directory" (
	"number_hash" "bytea" NOT NULL,
	"person_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"lane" smallint NOT NULL,
	"cipher" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	CONSTRAINT "person_directory_pk" PRIMARY KEY("number_hash")
);
--> statement-breakpoint
CREATE TABLE "unmatched_number" (
	"id" uuid NOT NULL,
	"number_hash" "bytea" NOT NULL,
	"lane" smallint NOT NULL,
	"cipher" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"first_seen_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "unmatched_number_pk" PRIMARY KEY("number_hash")
);
--> statement-breakpoint
CREATE TABLE "package" (
	"scheme_code" text NOT NULL,
	"code" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"name_en" text NOT NULL,
	"tier" text NOT NULL,
	"package_group" text,
	"speciality" text,
	"day_care" boolean NOT NULL,
	"session" boolean NOT NULL,
	"maternity" boolean NOT NULL,
	"life_saving" boolean NOT NULL,
	"sex" text,
	"min_age_years" smallint,
	"max_age_years" smallint,
	"max_stay_days" integer,
	"alos_days" integer,
	"documents" text[] NOT NULL,
	"source" text,
	CONSTRAINT "package_pk" PRIMARY KEY("scheme_code","code","from_on"),
	CONSTRAINT "package_tier_check" CHECK ("package"."tier" in ('secondary', 'priority')),
	CONSTRAINT "package_sex_check" CHECK ("package"."sex" in ('male', 'female')),
	CONSTRAINT "package_period_check" CHECK ("package"."to_on" is null or "package"."to_on" >= "package"."from_on")
);
--> statement-breakpoint
CREATE TABLE "district" (
	"pcode" text NOT NULL,
	"name" text NOT NULL,
	"province_code" text NOT NULL,
	"province_name" text NOT NULL,
	"population_2017" bigint,
	CONSTRAINT "district_pk" PRIMARY KEY("pcode")
);
--> statement-breakpoint
CREATE TABLE "empanelment" (
	"hospital_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"scheme_code" text NOT NULL,
	"tiers" text[] NOT NULL,
	CONSTRAINT "empanelment_pk" PRIMARY KEY("hospital_id","scheme_code","from_on")
);
--> statement-breakpoint
CREATE TABLE "hospital" (
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"district_pcode" text NOT NULL,
	"invented" boolean NOT NULL,
	CONSTRAINT "hospital_pk" PRIMARY KEY("id"),
	CONSTRAINT "hospital_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "hospital_licence" (
	"hospital_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"kind" text NOT NULL,
	"licence_no" text NOT NULL,
	CONSTRAINT "hospital_licence_pk" PRIMARY KEY("hospital_id","from_on"),
	CONSTRAINT "hospital_licence_kind_check" CHECK ("hospital_licence"."kind" in ('regular', 'provisional'))
);
--> statement-breakpoint
CREATE TABLE "hospital_speciality" (
	"hospital_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"speciality" text NOT NULL,
	CONSTRAINT "hospital_speciality_pk" PRIMARY KEY("hospital_id","speciality","from_on")
);
--> statement-breakpoint
CREATE TABLE "hospital_standing" (
	"hospital_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"sector" text NOT NULL,
	"grade" text NOT NULL,
	"beds" integer NOT NULL,
	CONSTRAINT "hospital_standing_pk" PRIMARY KEY("hospital_id","from_on"),
	CONSTRAINT "hospital_standing_sector_check" CHECK ("hospital_standing"."sector" in ('public', 'private'))
);
--> statement-breakpoint
CREATE TABLE "hospital_suspension" (
	"hospital_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"scheme_code" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "hospital_suspension_pk" PRIMARY KEY("hospital_id","scheme_code","from_on")
);
--> statement-breakpoint
CREATE TABLE "registry_version" (
	"only" boolean DEFAULT true NOT NULL,
	"version" bigint NOT NULL,
	"changed_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "registry_version_pk" PRIMARY KEY("only"),
	CONSTRAINT "registry_version_only_check" CHECK ("registry_version"."only")
);
--> statement-breakpoint
CREATE TABLE "scheme" (
	"code" text NOT NULL,
	"name_en" text NOT NULL,
	"name_ur" text NOT NULL,
	"invented" boolean NOT NULL,
	CONSTRAINT "scheme_pk" PRIMARY KEY("code")
);
--> statement-breakpoint
CREATE TABLE "scheme_district" (
	"scheme_code" text NOT NULL,
	"district_pcode" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	CONSTRAINT "scheme_district_pk" PRIMARY KEY("scheme_code","district_pcode","from_on"),
	CONSTRAINT "scheme_district_period_check" CHECK ("scheme_district"."to_on" is null or "scheme_district"."to_on" >= "scheme_district"."from_on")
);
--> statement-breakpoint
CREATE TABLE "tariff_rate" (
	"scheme_code" text NOT NULL,
	"package_code" text NOT NULL,
	"grade" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"basis" text NOT NULL,
	"rate_paisa" bigint NOT NULL,
	"implant_ceiling_paisa" bigint,
	CONSTRAINT "tariff_rate_pk" PRIMARY KEY("scheme_code","package_code","grade","from_on"),
	CONSTRAINT "tariff_rate_basis_check" CHECK ("tariff_rate"."basis" in ('case', 'ward_day')),
	CONSTRAINT "tariff_rate_amount_check" CHECK ("tariff_rate"."rate_paisa" >= 0),
	CONSTRAINT "tariff_rate_period_check" CHECK ("tariff_rate"."to_on" is null or "tariff_rate"."to_on" >= "tariff_rate"."from_on")
);
--> statement-breakpoint
CREATE TABLE "terms_edition" (
	"scheme_code" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date,
	"content" jsonb NOT NULL,
	"fingerprint" text NOT NULL,
	CONSTRAINT "terms_edition_pk" PRIMARY KEY("scheme_code","from_on"),
	CONSTRAINT "terms_edition_period_check" CHECK ("terms_edition"."to_on" is null or "terms_edition"."to_on" >= "terms_edition"."from_on")
);
--> statement-breakpoint
CREATE TABLE "payment_event" (
	"id" uuid NOT NULL,
	"remittance_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount_paisa" bigint NOT NULL,
	"reference" text NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "payment_event_pk" PRIMARY KEY("id"),
	CONSTRAINT "payment_event_reference_unique" UNIQUE("remittance_id","kind","reference"),
	CONSTRAINT "payment_event_kind_check" CHECK ("payment_event"."kind" in ('sent', 'confirmed', 'returned'))
);
--> statement-breakpoint
CREATE TABLE "remittance" (
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"hospital_id" uuid NOT NULL,
	"advice_no" text NOT NULL,
	"claims" integer NOT NULL,
	"gross_paisa" bigint NOT NULL,
	"withheld_paisa" bigint NOT NULL,
	"recovered_paisa" bigint NOT NULL,
	"net_paisa" bigint NOT NULL,
	CONSTRAINT "remittance_pk" PRIMARY KEY("id"),
	CONSTRAINT "remittance_hospital_unique" UNIQUE("run_id","hospital_id"),
	CONSTRAINT "remittance_advice_unique" UNIQUE("advice_no"),
	CONSTRAINT "remittance_net_check" CHECK ("remittance"."net_paisa" = "remittance"."gross_paisa" - "remittance"."withheld_paisa" - "remittance"."recovered_paisa")
);
--> statement-breakpoint
CREATE TABLE "remittance_line" (
	"lane" smallint NOT NULL,
	"decision_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"remittance_id" uuid NOT NULL,
	"insurer_paisa" bigint NOT NULL,
	CONSTRAINT "remittance_line_pk" PRIMARY KEY("lane","decision_id"),
	CONSTRAINT "remittance_line_claim_unique" UNIQUE("lane","claim_id")
);
--> statement-breakpoint
CREATE TABLE "settlement_run" (
	"id" uuid NOT NULL,
	"scheme_code" text NOT NULL,
	"decided_before" timestamp (6) with time zone NOT NULL,
	"request_key" text NOT NULL,
	"requested_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"claims" integer NOT NULL,
	"gross_paisa" bigint NOT NULL,
	CONSTRAINT "settlement_run_pk" PRIMARY KEY("id"),
	CONSTRAINT "settlement_run_request_unique" UNIQUE("scheme_code","request_key")
);
--> statement-breakpoint
ALTER TABLE "api_key_grant" ADD CONSTRAINT "api_key_grant_key_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_key"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_hospital_fk" FOREIGN KEY ("hospital_id") REFERENCES "public"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_claim_fk" FOREIGN KEY ("lane","claim_id") REFERENCES "public"."claim"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_line" ADD CONSTRAINT "decision_line_decision_fk" FOREIGN KEY ("lane","decision_id") REFERENCES "public"."decision"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_decision_fk" FOREIGN KEY ("lane","decision_id") REFERENCES "public"."decision"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_claim_fk" FOREIGN KEY ("lane","claim_id") REFERENCES "public"."claim"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cover_account" ADD CONSTRAINT "cover_account_family_fk" FOREIGN KEY ("lane","family_id") REFERENCES "public"."family"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cover_balance" ADD CONSTRAINT "cover_balance_account_fk" FOREIGN KEY ("lane","family_id") REFERENCES "public"."cover_account"("lane","family_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cover_entry" ADD CONSTRAINT "cover_entry_account_fk" FOREIGN KEY ("lane","family_id") REFERENCES "public"."cover_account"("lane","family_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_family_fk" FOREIGN KEY ("lane","family_id") REFERENCES "public"."family"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_person_fk" FOREIGN KEY ("lane","person_id") REFERENCES "public"."person"("lane","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package" ADD CONSTRAINT "package_scheme_fk" FOREIGN KEY ("scheme_code") REFERENCES "public"."scheme"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "empanelment" ADD CONSTRAINT "empanelment_hospital_fk" FOREIGN KEY ("hospital_id") REFERENCES "public"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "empanelment" ADD CONSTRAINT "empanelment_scheme_fk" FOREIGN KEY ("scheme_code") REFERENCES "public"."scheme"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hospital" ADD CONSTRAINT "hospital_district_fk" FOREIGN KEY ("district_pcode") REFERENCES "public"."district"("pcode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hospital_licence" ADD CONSTRAINT "hospital_licence_hospital_fk" FOREIGN KEY ("hospital_id") REFERENCES "public"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hospital_speciality" ADD CONSTRAINT "hospital_speciality_hospital_fk" FOREIGN KEY ("hospital_id") REFERENCES "public"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hospital_standing" ADD CONSTRAINT "hospital_standing_hospital_fk" FOREIGN KEY ("hospital_id") REFERENCES "public"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hospital_suspension" ADD CONSTRAINT "hospital_suspension_hospital_fk" FOREIGN KEY ("hospital_id") REFERENCES "public"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheme_district" ADD CONSTRAINT "scheme_district_scheme_fk" FOREIGN KEY ("scheme_code") REFERENCES "public"."scheme"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheme_district" ADD CONSTRAINT "scheme_district_district_fk" FOREIGN KEY ("district_pcode") REFERENCES "public"."district"("pcode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariff_rate" ADD CONSTRAINT "tariff_rate_scheme_fk" FOREIGN KEY ("scheme_code") REFERENCES "public"."scheme"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms_edition" ADD CONSTRAINT "terms_edition_scheme_fk" FOREIGN KEY ("scheme_code") REFERENCES "public"."scheme"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_event" ADD CONSTRAINT "payment_event_remittance_fk" FOREIGN KEY ("remittance_id") REFERENCES "public"."remittance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remittance" ADD CONSTRAINT "remittance_run_fk" FOREIGN KEY ("run_id") REFERENCES "public"."settlement_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remittance" ADD CONSTRAINT "remittance_hospital_fk" FOREIGN KEY ("hospital_id") REFERENCES "public"."hospital"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remittance_line" ADD CONSTRAINT "remittance_line_remittance_fk" FOREIGN KEY ("remittance_id") REFERENCES "public"."remittance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_run" ADD CONSTRAINT "settlement_run_scheme_fk" FOREIGN KEY ("scheme_code") REFERENCES "public"."scheme"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_subject_index" ON "audit_event" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "claim_waiting_index" ON "claim" USING btree ("lane","received_at","id") WHERE status = 'received';--> statement-breakpoint
CREATE INDEX "claim_person_index" ON "claim" USING btree ("lane","person_id","admitted_on");--> statement-breakpoint
CREATE INDEX "claim_hospital_index" ON "claim" USING btree ("hospital_id","received_at","id");--> statement-breakpoint
CREATE INDEX "claim_status_index" ON "claim" USING btree ("status","received_at","id") WHERE status in ('pended', 'set_aside', 'approved', 'partial');--> statement-breakpoint
CREATE INDEX "cover_entry_family_index" ON "cover_entry" USING btree ("lane","family_id","policy_year_on");--> statement-breakpoint
CREATE INDEX "cover_entry_claim_index" ON "cover_entry" USING btree ("lane","claim_id");--> statement-breakpoint
CREATE INDEX "feed_position_event_index" ON "feed_position" USING btree ("lane","event_id");--> statement-breakpoint
CREATE INDEX "member_person_index" ON "member" USING btree ("lane","person_id");--> statement-breakpoint
CREATE INDEX "person_directory_person_index" ON "person_directory" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "unmatched_number_id_index" ON "unmatched_number" USING btree ("id");--> statement-breakpoint
CREATE INDEX "remittance_line_remittance_index" ON "remittance_line" USING btree ("remittance_id");