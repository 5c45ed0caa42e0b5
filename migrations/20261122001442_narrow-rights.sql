-- Why: nobody who serves requests or decides claims reads a sealed number, and a hospital that sees its
-- own remittance may not write into it.

revoke select on "unmatched_number" from sehat_judge;--> statement-breakpoint
grant select (id, number_hash, lane, first_seen_at) on "unmatched_number" to sehat_judge;--> statement-breakpoint
drop policy "remittance_line_scope" on "remittance_line";--> statement-breakpoint
create policy "remittance_line_scope" on "remittance_line" for select to sehat_app
  using (exists (select 1 from remittance r where r.id = remittance_line.remittance_id));--> statement-breakpoint
create policy "remittance_line_write" on "remittance_line" for insert to sehat_app
  with check (exists (select 1 from remittance r join settlement_run s on s.id = r.run_id
    where r.id = remittance_line.remittance_id));--> statement-breakpoint
drop policy "payment_event_scope" on "payment_event";--> statement-breakpoint
create policy "payment_event_scope" on "payment_event" for select to sehat_app
  using (exists (select 1 from remittance r where r.id = payment_event.remittance_id));--> statement-breakpoint
create policy "payment_event_write" on "payment_event" for insert to sehat_app
  with check (exists (select 1 from remittance r join settlement_run s on s.id = r.run_id
    where r.id = payment_event.remittance_id));
