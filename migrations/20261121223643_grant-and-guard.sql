-- Why: the database repeats the promises: who may do what, which rows each scope sees, and that what
-- is added is never edited. Roles are sehat_app (row security on), sehat_judge (sees all claims),
-- sehat_reader (feeds); the owner migrates and imports.

-- First rows -----------------------------------------------------------------------------------

insert into "lane_state" ("lane", "decided_no") select g, 0 from generate_series(0, 255) as g;
insert into "shard_layout" ("shards") values (4);
insert into "registry_version" ("version", "changed_at") values (1, now());
insert into "feed_state" ("last_position", "epoch", "database_mark") values (0, gen_random_uuid(), '');

-- Append-only ----------------------------------------------------------------------------------

create function "refuse_change"() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only: % refused', tg_table_name, tg_op
    using errcode = 'insufficient_privilege';
end
$$;

do $$
declare
  t text;
begin
  foreach t in array array['decision', 'decision_line', 'finding', 'cover_entry', 'feed_event',
    'feed_position', 'feed_epoch', 'audit_event', 'remittance_line', 'payment_event', 'cover_account',
    'idempotency_key']
  loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
end
$$;

-- A claim's content never changes: only what is derived from its decisions may.
create function "refuse_claim_content_change"() returns trigger language plpgsql as $$
begin
  if (new.lane, new.id, new.hospital_id, new.hospital_claim_no, new.admitted_on, new.discharged_on,
      new.asked_paisa, new.duplicate_key, new.revision_of, new.revision_no, new.received_at)
     is distinct from
     (old.lane, old.id, old.hospital_id, old.hospital_claim_no, old.admitted_on, old.discharged_on,
      old.asked_paisa, old.duplicate_key, old.revision_of, old.revision_no, old.received_at)
     or new.content is distinct from old.content then
    raise exception 'the content of claim % cannot change', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger "claim_content_fixed" before update of "lane", "id", "hospital_id", "hospital_claim_no",
  "admitted_on", "discharged_on", "asked_paisa", "duplicate_key", "content", "revision_of",
  "revision_no", "received_at" on "claim"
  for each row execute function refuse_claim_content_change();
create trigger "claim_no_delete" before delete on "claim"
  for each row execute function refuse_change();
create trigger "claim_no_truncate" before truncate on "claim"
  for each statement execute function refuse_change();

-- Scopes ---------------------------------------------------------------------------------------
-- Set with set_config(…, true) as the first statement of a request's transaction; unset means none.

create function "scope_hospitals"() returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('sehat.hospitals', true), ''), '{}')::uuid[]
$$;
create function "scope_schemes"() returns text[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('sehat.schemes', true), ''), '{}')::text[]
$$;
create function "scope_districts"() returns text[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('sehat.districts', true), ''), '{}')::text[]
$$;

do $$
declare
  t text;
begin
  foreach t in array array['family', 'person', 'member', 'cover_account', 'cover_balance',
    'cover_entry', 'claim', 'decision', 'decision_line', 'finding', 'review_case', 'idempotency_key',
    'feed_event', 'settlement_run', 'remittance', 'remittance_line', 'payment_event', 'audit_event',
    'utilisation', 'utilisation_claim', 'unmatched_number']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to %I using (true) with check (true)', t || '_owner', t, current_user);
  end loop;
  foreach t in array array['family', 'person', 'member', 'cover_account', 'cover_balance',
    'cover_entry', 'claim', 'decision', 'decision_line', 'finding', 'review_case',
    'feed_event', 'settlement_run', 'remittance', 'remittance_line', 'payment_event', 'audit_event',
    'utilisation', 'utilisation_claim', 'unmatched_number']
  loop
    execute format('create policy %I on %I to sehat_judge using (true) with check (true)', t || '_judge', t);
  end loop;
end
$$;

create policy "claim_hospital" on "claim" to sehat_app
  using (hospital_id = any ((select scope_hospitals())::uuid[]))
  with check (hospital_id = any ((select scope_hospitals())::uuid[]));
create policy "claim_scheme" on "claim" to sehat_app
  using (scheme_code = any ((select scope_schemes())::text[]))
  with check (scheme_code = any ((select scope_schemes())::text[]));
create policy "decision_scope" on "decision" for select to sehat_app
  using (hospital_id = any ((select scope_hospitals())::uuid[])
    or scheme_code = any ((select scope_schemes())::text[]));
create policy "decision_line_scope" on "decision_line" for select to sehat_app
  using (exists (select 1 from decision d where d.lane = decision_line.lane and d.id = decision_line.decision_id));
-- A hospital never sees what the risk signals said of it.
create policy "finding_scope" on "finding" for select to sehat_app
  using (exists (select 1 from decision d where d.lane = finding.lane and d.id = finding.decision_id
    and (finding.phase <> 'risk' or d.scheme_code = any ((select scope_schemes())::text[]))));
create policy "review_case_scope" on "review_case" for select to sehat_app
  using (exists (select 1 from claim c where c.lane = review_case.lane and c.id = review_case.claim_id
    and c.scheme_code = any ((select scope_schemes())::text[])));
create policy "idempotency_key_hospital" on "idempotency_key" to sehat_app
  using (hospital_id = any ((select scope_hospitals())::uuid[]))
  with check (hospital_id = any ((select scope_hospitals())::uuid[]));
create policy "unmatched_number_app" on "unmatched_number" to sehat_app
  using (true) with check (true);
create policy "settlement_run_scheme" on "settlement_run" to sehat_app
  using (scheme_code = any ((select scope_schemes())::text[]))
  with check (scheme_code = any ((select scope_schemes())::text[]));
create policy "remittance_scheme" on "remittance" to sehat_app
  using (hospital_id = any ((select scope_hospitals())::uuid[])
    or exists (select 1 from settlement_run r where r.id = remittance.run_id))
  with check (exists (select 1 from settlement_run r where r.id = remittance.run_id));
create policy "remittance_line_scope" on "remittance_line" to sehat_app
  using (exists (select 1 from remittance r where r.id = remittance_line.remittance_id))
  with check (exists (select 1 from remittance r where r.id = remittance_line.remittance_id));
create policy "payment_event_scope" on "payment_event" to sehat_app
  using (exists (select 1 from remittance r where r.id = payment_event.remittance_id))
  with check (exists (select 1 from remittance r where r.id = payment_event.remittance_id));
create policy "feed_event_app" on "feed_event" for insert to sehat_app
  with check (scheme_code = any ((select scope_schemes())::text[]));
create policy "audit_event_app" on "audit_event" for insert to sehat_app with check (true);
create policy "feed_event_reader" on "feed_event" for select to sehat_reader
  using (scheme_code = any ((select scope_schemes())::text[]));
create policy "utilisation_reader" on "utilisation" for select to sehat_reader
  using (scheme_code = any ((select scope_schemes())::text[])
    or district_pcode = any ((select scope_districts())::text[]));

-- Grants ---------------------------------------------------------------------------------------

do $$
begin
  execute format('grant usage on schema %I to sehat_app, sehat_judge, sehat_reader', current_schema());
end
$$;

grant select on district, scheme, terms_edition, scheme_district, package, tariff_rate, hospital,
  hospital_standing, hospital_licence, empanelment, hospital_suspension, hospital_speciality,
  registry_version, shard_layout to sehat_app, sehat_judge, sehat_reader;

-- app: what a request may do, inside its scope.
grant select on api_key, api_key_grant to sehat_app;
grant select (number_hash, person_id, family_id, lane) on person_directory to sehat_app, sehat_judge;
grant select (id, number_hash, lane, first_seen_at), insert on unmatched_number to sehat_app;
grant select, insert on claim, idempotency_key to sehat_app;
grant update (status, pend_owner) on claim to sehat_app;
grant select on decision, decision_line, finding, review_case to sehat_app;
grant select, insert on settlement_run, remittance, remittance_line, payment_event to sehat_app;
grant insert on feed_event, feed_pending, audit_event to sehat_app;

-- judge: gathers facts and writes decisions.
grant select on family, person, member, cover_account, cover_balance, cover_entry, claim, decision,
  decision_line, finding, review_case, lane_state, feed_event, feed_pending, feed_position, feed_state,
  feed_epoch, projector_state, utilisation, utilisation_claim, settlement_run, remittance,
  remittance_line, payment_event, unmatched_number to sehat_judge;
grant update (status, pend_owner, decision_id, decided_at, scheme_code, fault) on claim to sehat_judge;
grant insert on decision, decision_line, finding, cover_entry, cover_balance, review_case, feed_event,
  feed_pending, feed_position, feed_epoch, audit_event to sehat_judge;
grant update (reserved_paisa, consumed_paisa) on cover_balance to sehat_judge;
-- The right to lock a family's account: the trigger still refuses any change of it.
grant update (family_id) on cover_account to sehat_judge;
grant update (decided_no) on lane_state to sehat_judge;
grant delete on feed_pending to sehat_judge;
grant update (last_position, epoch, database_mark) on feed_state to sehat_judge;
grant insert, update, delete on utilisation, utilisation_claim, projector_state to sehat_judge;

-- reader: feeds.
grant select on feed_event, feed_position, feed_state, feed_epoch, utilisation, projector_state
  to sehat_reader;

-- Comments -------------------------------------------------------------------------------------

do $$
declare
  c record;
begin
  for c in select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and column_name like '%\_paisa'
  loop
    execute format('comment on column %I.%I is %L', c.table_name, c.column_name, 'whole paisa; 100 are one rupee');
  end loop;
end
$$;
comment on table district is 'Districts by OCHA P-code';
comment on table scheme is 'Schemes; invented ones are for trying things out';
comment on table terms_edition is 'Dated terms of a scheme, chosen by date of admission';
comment on table scheme_district is 'Districts in which a scheme is in force, with dates';
comment on table package is 'Dated packages of a scheme';
comment on table tariff_rate is 'Dated rates by package and hospital grade';
comment on table hospital is 'Hospitals; standing, licence, empanelment and suspension are dated apart';
comment on table hospital_standing is 'Sector, grade and declared beds, dated';
comment on table hospital_licence is 'Healthcare commission licences, dated';
comment on table empanelment is 'Contracts that put a hospital on a scheme''s panel, dated';
comment on table hospital_suspension is 'Suspensions from a scheme''s panel, dated';
comment on table hospital_speciality is 'Specialities a hospital may treat, dated';
comment on table registry_version is 'Raised by every change of reference data';
comment on table family is 'Families that share a sum insured';
comment on table person is 'People; numbers stand in person_directory';
comment on table member is 'Who belonged to which family from when to when';
comment on table person_directory is 'Keyed hash of a CNIC or B-form number to person, family and lane';
comment on table unmatched_number is 'Numbers that claims named and the registry does not know';
comment on table cover_account is 'Locked by whoever moves a family''s cover';
comment on table cover_balance is 'Running sums of cover_entry by pot; rebuildable';
comment on table cover_entry is 'Double entry of cover; append-only';
comment on table claim is 'What a hospital asked for one stay; status received is its place in the queue';
comment on table decision is 'Outcomes of claims; append-only';
comment on table decision_line is 'Money of each line in a decision; append-only';
comment on table finding is 'What each rule said; append-only';
comment on table review_case is 'Questions about claims that are settled or paid';
comment on table lane_state is 'Lock and decision counter of each lane';
comment on table shard_layout is 'Number of contiguous lane ranges the drain works in';
comment on table idempotency_key is 'Request keys, kept as long as their claims';
comment on table feed_event is 'What happened, by lane; append-only';
comment on table feed_pending is 'Events without a position yet';
comment on table feed_position is 'Consecutive feed positions; append-only';
comment on table feed_state is 'The sequencer''s lock, last position and epoch';
comment on table feed_epoch is 'Earlier epochs and what they share with the present one';
comment on table projector_state is 'How far each projector has read the feed';
comment on table utilisation is 'Projection of the feed by day, scheme, district, hospital and package';
comment on table utilisation_claim is 'What each live claim last contributed to utilisation';
comment on table settlement_run is 'Runs that gather approved claims into remittances';
comment on table remittance is 'What one hospital is paid in one run';
comment on table remittance_line is 'One claim in one remittance; append-only';
comment on table payment_event is 'What became of a payment; append-only';
comment on table api_key is 'API keys by hash';
comment on table api_key_grant is 'Roles of an API key within scopes';
comment on table audit_event is 'Who did what, when; append-only';
