-- Why: a rate that is illustrative must say so wherever it is read, not only in the file it came from.

ALTER TABLE "tariff_rate" ADD COLUMN "source" text;