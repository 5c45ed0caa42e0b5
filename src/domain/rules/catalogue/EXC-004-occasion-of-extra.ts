import { everyLineDenied } from '../../claim/treatment.js';
import type { ClaimExtra } from '../../claim/claim.js';
import { entryFor, extrasGiven, isMaternity } from '../extras.js';
import type { CaseFacts } from '../facts.js';
import { deny, pend, type Statement } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * An extra has its occasion, or it is not paid: transport a discharge alive, burial a death in the
 * hospital, the maternity allowance a delivery, shifting a referral to another district; each once on a
 * claim, beside treatment that is not denied, and of the tier that the terms name.
 */
export const EXC_004 = defineRule({
  code: 'EXC-004',
  title: { en: 'Occasion of an extra', ur: 'اضافی رقم کا موقع' },
  phase: 'gate',
  step: 'extras',
  authority: [
    { document: 'the-news-2019-01-31', clause: 'Transport at discharge' },
    { document: 'cm-punjab-health-cards', clause: 'Burial when death is in hospital' },
    { document: 'propakistani-2020-08-21', clause: 'KP: allowance to the mother' },
    { document: 'kp-act-2018-summary', clause: 'Shifting to another district' },
    { document: 'project-architecture', clause: '5, extras are lines of their own' },
  ],
  reasons: [
    'EXTRA_TWICE',
    'EXTRA_WITHOUT_TREATMENT',
    'EXTRA_OTHER_TREATMENT',
    'TRANSPORT_WITHOUT_DISCHARGE',
    'BURIAL_WITHOUT_DEATH',
    'ALLOWANCE_WITHOUT_DELIVERY',
    'SHIFTING_WITHOUT_REFERRAL',
    'SHIFTING_IN_DISTRICT',
    'SHIFTING_TO_UNKNOWN',
    'SHIFTING_FROM_UNKNOWN',
    'EXTRA_PAID_OUTSIDE',
  ],
  parts: [besideTreatment, occasion, shifted, paidInTime],
  editions: {
    '2000-01-01': ({ facts, denied }) =>
      (facts.claim.extras ?? []).flatMap((extra) => [
        ...besideTreatment(facts, extra, denied),
        // EXC-003 speaks of what no terms give.
        ...(extrasGiven(facts, extra.kind).length === 0 ? [] : occasion(facts, extra, denied)),
        ...paidInTime(facts, extra),
      ]),
  },
});

function besideTreatment(
  facts: CaseFacts,
  extra: ClaimExtra,
  denied: ReadonlySet<number>,
): readonly Statement[] {
  const { kind, lineNo } = extra;
  const isFirst = facts.claim.extras?.find((other) => other.kind === kind)?.lineNo === lineNo;
  if (!isFirst) return [deny('EXTRA_TWICE', { extra: kind }, { lineNo })];
  if (everyLineDenied(facts.claim, denied)) {
    return [deny('EXTRA_WITHOUT_TREATMENT', { extra: kind }, { lineNo })];
  }
  const isGiven = extrasGiven(facts, kind).length > 0;
  return isGiven && entryFor(facts, extra, denied) === undefined
    ? [deny('EXTRA_OTHER_TREATMENT', { extra: kind }, { lineNo })]
    : [];
}

function occasion(
  facts: CaseFacts,
  extra: ClaimExtra,
  denied: ReadonlySet<number>,
): readonly Statement[] {
  const { dischargeType, newborn } = facts.claim;
  const { lineNo } = extra;
  switch (extra.kind) {
    case 'transport':
      return dischargeType === 'died' || dischargeType === 'absconded'
        ? [deny('TRANSPORT_WITHOUT_DISCHARGE', {}, { lineNo })]
        : [];
    case 'burial':
      return dischargeType === 'died' ? [] : [deny('BURIAL_WITHOUT_DEATH', {}, { lineNo })];
    case 'maternity_allowance':
      // On a newborn's claim the treatment is the baby's, not the mother's.
      return !newborn && isMaternity(facts, denied)
        ? []
        : [deny('ALLOWANCE_WITHOUT_DELIVERY', {}, { lineNo })];
    case 'shifting':
      return shifted(facts, extra);
    case 'wage_loss':
      return [];
  }
}

function shifted(
  { claim, hospital }: CaseFacts,
  { lineNo, toDistrictPcode: to }: ClaimExtra,
): readonly Statement[] {
  if (claim.dischargeType !== 'referred') {
    return [deny('SHIFTING_WITHOUT_REFERRAL', {}, { lineNo })];
  }
  if (to === undefined) return [pend('hospital', 'SHIFTING_TO_UNKNOWN', {}, { lineNo })];
  const { districtPcode: from } = hospital;
  if (from === undefined) return [pend('adjudicator', 'SHIFTING_FROM_UNKNOWN', {}, { lineNo })];
  return from === to ? [deny('SHIFTING_IN_DISTRICT', { district: to }, { lineNo })] : [];
}

/** Before the admission it had no occasion, and after the claim came it had not been paid. */
function paidInTime(
  { claim: { admittedOn, receivedOn } }: CaseFacts,
  { kind, lineNo, paidOn }: ClaimExtra,
): readonly Statement[] {
  if (paidOn >= admittedOn && paidOn <= receivedOn) return [];
  const params = { extra: kind, paidOn, admittedOn, receivedOn };
  return [pend('hospital', 'EXTRA_PAID_OUTSIDE', params, { lineNo })];
}
