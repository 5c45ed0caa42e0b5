-- Why: whom a claim is for is part of what came in. A person the registry learns later gets a new row
-- that names the old one, so these columns never change either.

create or replace function "refuse_claim_content_change"() returns trigger language plpgsql as $$
begin
  if (new.lane, new.id, new.hospital_id, new.hospital_claim_no, new.family_id, new.person_id,
      new.unmatched_id, new.admitted_on, new.discharged_on, new.asked_paisa, new.duplicate_key,
      new.revision_of, new.revision_no, new.received_at)
     is distinct from
     (old.lane, old.id, old.hospital_id, old.hospital_claim_no, old.family_id, old.person_id,
      old.unmatched_id, old.admitted_on, old.discharged_on, old.asked_paisa, old.duplicate_key,
      old.revision_of, old.revision_no, old.received_at)
     or new.content is distinct from old.content then
    raise exception 'the content of claim % cannot change', old.id
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;--> statement-breakpoint
drop trigger "claim_content_fixed" on "claim";--> statement-breakpoint
create trigger "claim_content_fixed" before update of "lane", "id", "hospital_id", "hospital_claim_no",
  "family_id", "person_id", "unmatched_id", "admitted_on", "discharged_on", "asked_paisa",
  "duplicate_key", "content", "revision_of", "revision_no", "received_at" on "claim"
  for each row execute function refuse_claim_content_change();
