import { covers } from '../../calendar.js';
import { pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * A membership that covers the day of admission, but was registered only after it, was dated back.
 * A child born in the stay cannot be registered before it. Honest delays at NADRA look the same.
 */
export const ELG_010 = defineRule({
  code: 'ELG-010',
  title: { en: 'Registered before admission', ur: 'داخلے سے پہلے اندراج' },
  phase: 'gate',
  authority: [
    { document: 'sehatsahulat-faqs', clause: 'Updates at NADRA take up to 24 hours' },
    { document: 'project-architecture', clause: '1, a machine never refuses on suspicion' },
  ],
  reasons: ['REGISTERED_AFTER_ADMISSION'],
  editions: {
    '2000-01-01': ({ facts: { claim, person } }) => {
      const { admittedOn, dischargedOn } = claim;
      const bornOn = person?.bornOn;
      if (bornOn !== undefined && bornOn >= admittedOn && bornOn <= dischargedOn) return pass();
      const covering = (person?.memberships ?? []).filter((each) => covers(each, admittedOn));
      const inTime = covering.some(
        ({ registeredOn }) => registeredOn === undefined || registeredOn <= admittedOn,
      );
      const [first] = covering;
      if (inTime || first?.registeredOn === undefined) return pass();
      const { registeredOn, from: memberFrom } = first;
      const params = { registeredOn, memberFrom, admittedOn };
      return pend('adjudicator', 'REGISTERED_AFTER_ADMISSION', params);
    },
  },
});
