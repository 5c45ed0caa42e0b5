import { addDays, daysBetween } from '../../calendar.js';
import type { CaseFacts } from '../facts.js';
import { pass, pend, type Statement } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * A newborn is claimed on its mother's number, in her stay or in the days after her admission that
 * the terms give, and no older than those days. Where they give none, that her stay is not on record
 * yet says nothing: hospitals send claims weeks later, in any order.
 */
export const ELG_008 = defineRule({
  code: 'ELG-008',
  title: { en: 'Newborn with its mother', ur: 'نوزائیدہ ماں کے ساتھ' },
  phase: 'gate',
  authority: [
    { document: 'phimc-faq', clause: 'A child born in a panel hospital is added' },
    { document: 'project-architecture', clause: '3, the contract: mother’s number if newborn' },
  ],
  reasons: [
    'NEWBORN_ON_MANS_NUMBER',
    'NEWBORN_BORN_AFTER_STAY',
    'NEWBORN_TOO_OLD',
    'NEWBORN_WITHOUT_MOTHERS_STAY',
  ],
  parts: [birthOf],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { claim, person, otherStays, terms } = facts;
      if (!claim.newborn || person === undefined) return pass();
      if (person.sex === 'male') return pend('hospital', 'NEWBORN_ON_MANS_NUMBER');
      const birth = birthOf(facts);
      if (birth !== undefined) return birth;
      const days = terms?.newbornDays?.value;
      if (days === undefined) return pass();
      const { admittedOn } = claim;
      const mothers = otherStays.some(
        (stay) =>
          !stay.newborn &&
          !stay.sessionsOnly &&
          stay.admittedOn <= admittedOn &&
          (admittedOn <= stay.dischargedOn || admittedOn <= addDays(stay.admittedOn, days)),
      );
      if (mothers) return pass();
      return pend('adjudicator', 'NEWBORN_WITHOUT_MOTHERS_STAY', { admittedOn, days });
    },
  },
});

/** What the baby's day of birth, where it is stated, says against it. */
function birthOf({ claim, terms }: CaseFacts): Statement | undefined {
  const { newbornBornOn: bornOn, admittedOn, dischargedOn } = claim;
  if (bornOn === undefined) return undefined;
  if (bornOn > dischargedOn) {
    return pend('hospital', 'NEWBORN_BORN_AFTER_STAY', { bornOn, dischargedOn });
  }
  const most = terms?.newbornDays?.value;
  const days = daysBetween(bornOn, admittedOn);
  if (most === undefined || days <= most) return undefined;
  return pend('adjudicator', 'NEWBORN_TOO_OLD', { bornOn, days, most });
}
