/** Terms corrected while cover is open: pots follow, what is used moves to excess, nothing is lost. */
import t from 'tap';
import { rupees } from '../../../src/domain/money.js';
import type { Cap, Terms } from '../../../src/domain/scheme/terms.js';
import { termsFromJson, TermsRefused } from '../../../src/registry/index.js';
import { adjustOpenCover, loadTerms } from '../../../src/terms/index.js';
import { brokenBooks, openStay, requestIn } from '../../support/admissions.js';
import { openApi, sendClaim, type Api } from '../../support/api.js';
import { insurerOf, WANTING } from '../../support/pre-authorised.js';
import { aClaim, drainAll, openOwner, SCHEME_CODE, stayDay, submit } from '../../support/world.js';

async function bench(t: Parameters<typeof openApi>[0], options: Parameters<typeof openApi>[1]) {
  const api = await openApi(t, options);
  const owner = openOwner(api.urls);
  t.teardown(() => owner.end({ timeout: 5 }));
  const { clock } = api;
  const load = async (terms: readonly Terms[], again = true) =>
    loadTerms(owner, terms, { actor: 'test', now: clock.now(), again });
  const adjust = (onPiece?: () => void) => adjustOpenCover({ owner, clock, onPiece });
  return { api, owner, load, adjust };
}

const inForce = async (api: Api): Promise<Terms> => {
  const rows = await api.asOwner(
    (tx) => tx<{ content: unknown }[]>`
      select content from terms_edition where scheme_code = ${SCHEME_CODE}
      order by edition_no desc limit 1`,
  );
  return termsFromJson(rows[0]?.content);
};

/** The terms with other caps of secondary care, in rupees. */
function capped(terms: Terms, amounts: Partial<Record<Cap['scope'], number>>): Terms {
  const secondary = terms.tiers.secondary.map((layer) => ({
    ...layer,
    caps: layer.caps.map((cap) => {
      const amount = amounts[cap.scope];
      const value = amount === undefined ? cap.amountPaisa.value : rupees(amount);
      return { ...cap, amountPaisa: { ...cap.amountPaisa, value } };
    }),
  }));
  return { ...terms, tiers: { ...terms.tiers, secondary } };
}

/** `scope amount reserved consumed`, in rupees. */
async function potsOf(api: Api, familyId: string): Promise<readonly string[]> {
  const rows = await api.asOwner(
    (tx) => tx<{ pot: string }[]>`
      select concat_ws(' ', scope, amount_paisa / 100, reserved_paisa / 100, consumed_paisa / 100) as pot
      from cover_balance where family_id = ${familyId} and layer = 'secondary'
      order by scope, holder_id`,
  );
  return rows.map(({ pot }) => pot);
}

const excessOf = async (api: Api, familyId: string): Promise<number> => {
  const [row] = await api.asOwner(
    (tx) => tx<{ excess: number }[]>`
      select (coalesce(sum(case 'excess' when to_account then amount_paisa
        when from_account then -amount_paisa else 0 end), 0) / 100)::int as excess
      from cover_entry where family_id = ${familyId}`,
  );
  return row?.excess ?? 0;
};

const countOf = async (api: Api, what: 'adjusts' | 'loads' | 'editions'): Promise<number> => {
  const [row] = await api.asOwner(
    (tx) => tx<{ adjusts: number; loads: number; editions: number }[]>`
      select (select count(*)::int from cover_entry where cause = 'adjust') as adjusts,
        (select count(*)::int from audit_event where act = 'terms.load') as loads,
        (select count(*)::int from terms_edition) as editions`,
  );
  return row?.[what] ?? -1;
};

interface Decided {
  readonly outcome: string;
  readonly insurerPaisa: number;
  readonly termsFingerprint: string;
  readonly draws: readonly { layer: string; amountPaisa: number }[];
}

t.test('terms corrected downward, and upward again', async (t) => {
  const { api, load, adjust } = await bench(t, { families: 3, members: 2 });
  const person = (family: number) => api.world.families[family]![0]!;
  const decide = async (body: unknown): Promise<Decided & { id: string }> => {
    const id = await sendClaim(api, body);
    await drainAll(api.runtime);
    return { ...(await api.get(`/v1/claims/${id}/decision`)).json<Decided>(), id };
  };
  const [spender, stayer, untouched] = [person(0), person(1), person(2)];
  const first = [];
  for (const nth of [0, 1, 2]) {
    first.push(await decide(aClaim({ cnic: spender.cnic, admittedOn: stayDay(nth) })));
  }
  const paper = { cnic: spender.cnic, admittedOn: stayDay(4), packageCode: 'CH-PAPER' as const };
  const pended = await decide(aClaim(paper));
  t.equal(pended.outcome, 'pended');
  await decide(aClaim({ cnic: stayer.cnic, admittedOn: stayDay(0) }));
  const stay = await openStay(api, { cnic: stayer.cnic, admittedOn: stayDay(5) });
  t.same(await potsOf(api, spender.familyId), [
    'family 200000 8000 30000',
    'member 40000 8000 30000',
  ]);

  const before = await inForce(api);
  const lower = capped(before, { member: 15_000, family: 25_000 });
  const [loaded] = await load([lower]);
  t.match(loaded, { outcome: 'corrected', editionNo: 2 });
  t.same(loaded?.differences, [
    { path: '/tiers/secondary/0/caps/0/amountPaisa/value', was: '"4000000"', is: '"1500000"' },
    { path: '/tiers/secondary/0/caps/1/amountPaisa/value', was: '"20000000"', is: '"2500000"' },
  ]);
  t.same(await brokenBooks(api), ['pots-are-their-terms'], 'said until it is done');
  const [applied] = await adjust();
  t.match(applied, { editionNo: 2, families: 2, holds: 1 });
  t.same(await brokenBooks(api), []);
  t.same(await potsOf(api, spender.familyId), ['family 25000 0 15000', 'member 15000 0 15000']);
  t.equal(
    await excessOf(api, spender.familyId),
    23_000,
    'the pended claim, then the latest decided',
  );
  t.same(await potsOf(api, stayer.familyId), [
    'family 25000 5000 10000',
    'member 15000 5000 10000',
  ]);
  t.equal(await excessOf(api, stayer.familyId), 0, 'a hold is released, not carried');
  t.match((await api.get(`/v1/admissions/${stay.id}`)).json(), {
    heldPaisa: 500_000,
    withinLimit: true,
  });
  const decision = (await api.get(`/v1/claims/${first[0]!.id}/decision`)).json<Decided>();
  t.same(decision.draws, first[0]!.draws, 'a decision stays as it was taken');
  t.equal(decision.termsFingerprint, first[0]!.termsFingerprint);

  const entries = await countOf(api, 'adjusts');
  t.same(
    (await load([lower])).map(({ outcome }) => outcome),
    ['unchanged'],
  );
  t.same(await adjust(), []);
  t.equal(await countOf(api, 'adjusts'), entries, 'twice changes nothing');
  t.equal(await countOf(api, 'loads'), 1);

  const more = { admissionNo: (await api.get(`/v1/admissions/${stay.id}`)).json().admissionNo };
  const ended = await decide(aClaim({ cnic: stayer.cnic, admittedOn: stayDay(5), more }));
  t.match(ended, { outcome: 'approved', insurerPaisa: 1_000_000 }, 'begun within the limit');
  t.equal(await excessOf(api, stayer.familyId), 5_000);
  const revised = await api.post(`/v1/claims/${pended.id}/revisions`, {
    body: aClaim({
      ...paper,
      more: { documents: [{ kind: 'discharge_summary', sha256: 'a'.repeat(64) }] },
    }),
  });
  t.equal(revised.statusCode, 202, revised.body);
  await drainAll(api.runtime);
  t.equal(
    await excessOf(api, spender.familyId),
    15_000,
    'a revision is judged by the room there is',
  );
  t.same(await brokenBooks(api), []);
  const third = await decide(
    aClaim({ cnic: untouched.cnic, admittedOn: stayDay(0), asked: 20_000 }),
  );
  t.same(await potsOf(api, untouched.familyId), ['family 25000 0 10000', 'member 15000 0 10000']);
  t.not(third.termsFingerprint, decision.termsFingerprint);

  await load([before], false);
  t.equal(
    (await inForce(api)).tiers.secondary[0]?.caps[0]?.amountPaisa.value,
    rupees(15_000),
    'stays replaced',
  );
  await load([before]);
  await adjust();
  t.same(await potsOf(api, untouched.familyId), ['family 200000 0 10000', 'member 40000 0 10000']);
  t.match(await decide(aClaim({ cnic: untouched.cnic, admittedOn: stayDay(3) })), {
    insurerPaisa: 1_000_000,
  });
  t.same(await brokenBooks(api), []);
  t.equal(await countOf(api, 'editions'), 3);
});

t.test('what open cover could not follow is refused, and nothing is loaded', async (t) => {
  const { api, load } = await bench(t, { families: 1 });
  const was = await inForce(api);
  const [secondary] = was.tiers.secondary;
  const withLayers = (layers: Terms['tiers']['secondary'], over: Partial<Terms> = {}): Terms => ({
    ...was,
    ...over,
    tiers: { ...was.tiers, secondary: layers },
  });
  const refused = async (terms: Terms): Promise<readonly string[]> => {
    try {
      await load([terms]);
    } catch (error) {
      if (error instanceof TermsRefused) return error.faults;
      throw error;
    }
    return [];
  };
  t.match(await refused(capped(was, { member: 0 })), [/^unreachable: .*a cap of nothing/]);
  t.match(await refused({ ...was, schemeCode: 'NOWHERE' }), [/There is no scheme NOWHERE/]);
  const cnic = api.world.families[0]![0]!.cnic;
  await sendClaim(api, aClaim({ cnic }));
  await drainAll(api.runtime);
  t.match(await refused(withLayers([{ ...secondary!, caps: secondary!.caps.slice(1) }])), [
    /the cap secondary by member is drawn on and cannot go/,
  ]);
  t.match(await refused(withLayers([{ ...secondary!, code: 'other' }])), [
    /secondary by member is drawn on/,
    /secondary by family is drawn on/,
  ]);
  const start = { ...was.policyYearStart, value: { month: 4, day: 1 } };
  t.match(await refused({ ...was, policyYearStart: start }), [/cannot begin on another day/]);
  t.equal(await countOf(api, 'editions'), 1);
  t.equal(await countOf(api, 'loads'), 0);
  await t.rejects(
    api.asOwner((tx) => tx`update terms_edition set to_on = '2030-01-01'`),
    /append-only/,
  );
});

t.test('what a pre-authorisation holds gives way too, and its grant stands', async (t) => {
  const { api, load, adjust } = await bench(t, { families: 1, terms: WANTING });
  const { grant, find } = await insurerOf(api);
  const cnic = api.world.families[0]![0]!.cnic;
  const asked = await requestIn(api, { cnic, packages: ['CH-HEART'] });
  t.match(await grant(asked.id), { status: 'granted', heldPaisa: 10_000_000 });
  const was = await inForce(api);
  const priority = was.tiers.priority.map((layer) => ({
    ...layer,
    caps: layer.caps.map((cap) => ({
      ...cap,
      amountPaisa: { ...cap.amountPaisa, value: rupees(60_000) },
    })),
  }));
  await load([{ ...was, tiers: { ...was.tiers, priority } }]);
  t.match(await adjust(), [{ families: 1, holds: 1 }]);
  t.match(await find(asked.id), { status: 'granted', heldPaisa: 6_000_000 });
  t.same(await brokenBooks(api), []);
});

t.test('an adjustment that is cut off goes on, while claims come in', async (t) => {
  const FAMILIES = 450;
  const { api, load, adjust } = await bench(t, { families: FAMILIES, members: 1 });
  const { hospitals, families } = api.world;
  const claims = (nth: number, some = families) =>
    some.map(([person]) => aClaim({ cnic: person!.cnic, admittedOn: stayDay(nth) }));
  for (const nth of [0, 1]) await submit(api.runtime, hospitals[0], claims(nth));
  await drainAll(api.runtime);
  const lower = capped(await inForce(api), { member: 12_000 });
  await submit(api.runtime, hospitals[0], claims(2, families.slice(0, 150)));
  await Promise.all([drainAll(api.runtime), load([lower])]);
  await t.rejects(
    adjust(() => {
      throw new Error('the power fails');
    }),
    /the power fails/,
  );
  const afterOne = await countOf(api, 'adjusts');
  t.ok(afterOne > 0);
  await submit(api.runtime, hospitals[1], claims(3, families.slice(150, 300)));
  const runs = await Promise.all([drainAll(api.runtime), adjust(), adjust()]);
  t.ok(runs[0] > 0);
  await drainAll(api.runtime);
  t.same(await brokenBooks(api), []);
  const pots = await api.asOwner(
    (tx) => tx<{ pots: number; full: number }[]>`
      select count(*)::int as pots, count(*) filter (where amount_paisa = 1200000
        and reserved_paisa + consumed_paisa = 1200000)::int as full
      from cover_balance where scope = 'member' and layer = 'secondary'`,
  );
  t.same(pots, [{ pots: FAMILIES, full: FAMILIES }], 'each family once, none left out');
  const resized = await api.asOwner(
    (tx) => tx<{ families: number; most: number }[]>`
      select count(*)::int as families, max(n)::int as most from (select count(*) as n
        from cover_entry where cause = 'adjust' and to_account = 'scheme' and layer = 'secondary'
          and claim_id is null group by family_id) as f`,
  );
  t.equal(resized[0]?.most, 1);
});
