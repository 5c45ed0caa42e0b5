-- Why: what a package asks of the stay, the person and the year is data of the scheme's list, read by
-- rules that name no package; and a day in intensive care has a rate of its own.

ALTER TABLE "package" ADD COLUMN "limits" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "tariff_rate" ADD COLUMN "hdu_rate_paisa" bigint;--> statement-breakpoint
ALTER TABLE "tariff_rate" ADD COLUMN "icu_rate_paisa" bigint;--> statement-breakpoint
ALTER TABLE "tariff_rate" ADD COLUMN "icu_ventilator_rate_paisa" bigint;--> statement-breakpoint
ALTER TABLE "package" ADD CONSTRAINT "package_limits_check" CHECK (jsonb_typeof("package"."limits") = 'object');--> statement-breakpoint
ALTER TABLE "tariff_rate" ADD CONSTRAINT "tariff_rate_ward_check" CHECK (("tariff_rate"."hdu_rate_paisa" is null and "tariff_rate"."icu_rate_paisa" is null
        and "tariff_rate"."icu_ventilator_rate_paisa" is null) or ("tariff_rate"."basis" = 'ward_day'
        and least("tariff_rate"."hdu_rate_paisa", "tariff_rate"."icu_rate_paisa", "tariff_rate"."icu_ventilator_rate_paisa") >= 0));--> statement-breakpoint
comment on column tariff_rate.hdu_rate_paisa is 'whole paisa; 100 are one rupee';--> statement-breakpoint
comment on column tariff_rate.icu_rate_paisa is 'whole paisa; 100 are one rupee';--> statement-breakpoint
comment on column tariff_rate.icu_ventilator_rate_paisa is 'whole paisa; 100 are one rupee';
