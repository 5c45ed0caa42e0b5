import { rupees } from '../../../src/domain/money.js';
import { LIM_001 } from '../../../src/domain/rules/catalogue/LIM-001-sum-insured.js';
import { aCap, aCase, aLayer, MEMBER } from '../../support/builders/a-case.js';
import { fromFirstDay, passes, pends, reduces, ruleCases } from '../../support/rule-cases.js';

/** So many of the family's 60,000 rupees of secondary care are left; 10,000 are asked. */
const left = (rupeesLeft: number) => aCase().withConsumed('secondary', 60_000 - rupeesLeft, 60_000);
const secondary = (...layers: ReturnType<typeof aLayer>[]) =>
  aCase().withTerms({ tiers: { secondary: layers, priority: [] } });

const onApproval = secondary(
  aLayer('secondary', [aCap('family', 4_000)]),
  aLayer('additional', [aCap('family', 60_000)], true),
);
const committee = secondary(
  aLayer('secondary', [aCap('family', 4_000)]),
  aLayer('excess', [], true),
);
const member = (consumedRupees: number) => ({
  layer: 'secondary',
  scope: 'member' as const,
  memberId: MEMBER,
  amountPaisa: rupees(40_000),
  reservedPaisa: rupees(0),
  consumedPaisa: rupees(consumedRupees),
});
const kpShape = secondary(aLayer('secondary', [aCap('member', 40_000), aCap('family', 200_000)]));

ruleCases(LIM_001, {
  'pays the last paisa of the balance': { given: left(10_000), then: passes() },
  'reduces to what is left, one rupee short': {
    given: left(9_999),
    then: reduces('SUM_INSURED_PART_LEFT', {
      params: { tier: 'secondary', left: rupees(9_999), asked: rupees(10_000) },
      off: 1,
    }),
  },
  'says so when nothing is left': {
    given: left(0),
    then: reduces('SUM_INSURED_SPENT', {
      params: { tier: 'secondary', asked: rupees(10_000) },
      off: 10_000,
    }),
  },
  'takes a shortfall from the last line first': {
    given: left(15_000).withLines({}, { unitPricePaisa: rupees(8_000) }),
    then: [
      {
        ...reduces('SUM_INSURED_PART_LEFT', { off: 3_000 })[0]!,
        cuts: [{ lineNo: 2, amountPaisa: rupees(3_000) }],
      },
    ],
  },
  'keeps tiers apart: a spent secondary cover leaves priority care whole': {
    given: left(0)
      .withPackage({ code: 'CHAI-9', tier: 'priority' })
      .withLines({}, { packageCode: 'CHAI-9', unitPricePaisa: rupees(300_000) }),
    then: reduces('SUM_INSURED_SPENT', {
      params: { tier: 'secondary', asked: rupees(10_000) },
      off: 10_000,
    }),
  },
  'holds a person to 40,000 inside a family’s 200,000': {
    given: kpShape.withCover([member(35_000)]),
    then: reduces('SUM_INSURED_PART_LEFT', {
      params: { tier: 'secondary', left: rupees(5_000), asked: rupees(10_000) },
      off: 5_000,
    }),
  },
  'holds a person to what the family has left': {
    given: kpShape.withConsumed('secondary', 198_000, 200_000),
    then: reduces('SUM_INSURED_PART_LEFT', { off: 8_000 }),
  },
  'carries maternity past the limit, and says from where it is paid': {
    given: left(4_000).withPackage({ maternity: true }),
    then: reduces('CARRIED_PAST_LIMIT', {
      params: { tier: 'secondary', amount: rupees(6_000) },
      off: 0,
    }),
  },
  'carries a life-saving package past the limit': {
    given: left(0).withPackage({ lifeSaving: true }),
    then: reduces('CARRIED_PAST_LIMIT', { off: 0 }),
  },
  'carries an emergency that an officer confirmed': {
    given: left(4_000)
      .withClaim({ admissionType: 'emergency' })
      .withGrants({ emergencyConfirmed: true }),
    then: reduces('CARRIED_PAST_LIMIT', { off: 0 }),
  },
  'asks about an emergency that only the hospital states, and reduces meanwhile': {
    given: left(4_000).withClaim({ admissionType: 'emergency' }),
    then: [
      ...reduces('SUM_INSURED_PART_LEFT', { off: 6_000 }),
      ...pends('adjudicator', 'EMERGENCY_UNCONFIRMED', {
        params: { tier: 'secondary', amount: rupees(6_000) },
      }),
    ],
  },
  'does not ask about an emergency within the limit': {
    given: left(10_000).withClaim({ admissionType: 'emergency' }),
    then: passes(),
  },
  'asks the committee above the last cap, however much it is': {
    given: committee
      .withPackage({}, { ratePaisa: rupees(2_000_000) })
      .withLines({ unitPricePaisa: rupees(2_000_000) }),
    then: pends('approver', 'LAYER_NEEDS_APPROVAL', {
      params: { tier: 'secondary', layer: 'excess', amount: rupees(1_996_000) },
    }),
  },
  'asks about a layer below the committee, and the committee, each for its part': {
    given: secondary(
      aLayer('secondary', [aCap('family', 4_000)]),
      aLayer('additional', [aCap('family', 5_000)], true),
      aLayer('excess', [], true),
    ),
    then: [
      ...pends('approver', 'LAYER_NEEDS_APPROVAL', {
        params: { tier: 'secondary', layer: 'additional', amount: rupees(5_000) },
      }),
      ...pends('approver', 'LAYER_NEEDS_APPROVAL', {
        params: { tier: 'secondary', layer: 'excess', amount: rupees(1_000) },
      }),
    ],
  },
  'asks no committee about what the scheme carries past its limit': {
    given: committee.withPackage({ maternity: true }),
    then: reduces('CARRIED_PAST_LIMIT', {
      params: { tier: 'secondary', amount: rupees(6_000) },
      off: 0,
    }),
  },
  'asks it about the lines that are not carried alone': {
    given: committee
      .withPackage({ code: 'CHAI-2', maternity: true })
      .withLines({}, { packageCode: 'CHAI-2', unitPricePaisa: rupees(1_000) }),
    then: [
      ...reduces('CARRIED_PAST_LIMIT', {
        params: { tier: 'secondary', amount: rupees(1_000) },
        off: 0,
      }),
      ...pends('approver', 'LAYER_NEEDS_APPROVAL', {
        params: { tier: 'secondary', layer: 'excess', amount: rupees(6_000) },
      }),
    ],
  },
  'asks the approver of a layer that nobody has granted': {
    given: onApproval,
    then: pends('approver', 'LAYER_NEEDS_APPROVAL', {
      params: { tier: 'secondary', layer: 'additional', amount: rupees(6_000) },
    }),
  },
  'draws on the layer once it is granted': {
    given: onApproval.withGrants({ approvedLayers: ['additional'] }),
    then: passes(),
  },
  'asks where a drawn layer’s cap is uncertain': {
    given: secondary(aLayer('secondary', [aCap('family', 60_000, true)])),
    then: pends('adjudicator', 'CAP_UNCERTAIN', {
      params: { tier: 'secondary', layer: 'secondary', cap: rupees(60_000) },
    }),
  },
  'does not ask about an uncertain layer that the claim never reaches': {
    given: secondary(
      aLayer('secondary', [aCap('family', 60_000)]),
      aLayer('reserve', [aCap('family', 400_000, true)]),
    ),
    then: passes(),
  },
  'asks where a larger cap would have held what is short': {
    given: secondary(aLayer('secondary', [aCap('family', 60_000, true)])).withConsumed(
      'secondary',
      60_000,
      60_000,
    ),
    then: [
      ...reduces('SUM_INSURED_SPENT', { off: 10_000 }),
      ...pends('adjudicator', 'CAP_UNCERTAIN'),
    ],
  },
  'says nothing of cover while the terms are unknown': {
    given: aCase().with({ terms: undefined }),
    then: passes(),
  },
  'asks where a larger cap would have held what is carried past it': {
    given: secondary(aLayer('secondary', [aCap('family', 60_000, true)]))
      .withConsumed('secondary', 60_000, 60_000)
      .withGrants({ emergencyConfirmed: true }),
    then: [
      ...reduces('CARRIED_PAST_LIMIT', {
        params: { tier: 'secondary', amount: rupees(10_000) },
        off: 0,
      }),
      ...pends('adjudicator', 'CAP_UNCERTAIN'),
    ],
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => left(0).admittedOn(day),
    reduces('SUM_INSURED_SPENT', { off: 10_000 }),
  ),
});
