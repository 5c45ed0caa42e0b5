import { inForceOn } from '../../calendar.js';
import { deny, pass } from '../finding.js';
import { defineRule } from '../rule.js';

/** The hospital was not suspended on the day of admission. A stay begun before a suspension is paid. */
export const EMP_003 = defineRule({
  code: 'EMP-003',
  title: { en: 'Not suspended on admission', ur: 'داخلے کے دن معطل نہیں' },
  phase: 'gate',
  authority: [
    { document: 'the-nation-2022-12-03', clause: 'Suspension of 48 hospitals for six months' },
  ],
  reasons: ['HOSPITAL_SUSPENDED'],
  editions: {
    '2000-01-01': ({ facts: { claim, hospital } }) => {
      const suspension = inForceOn(hospital.suspensions, claim.admittedOn);
      if (suspension === undefined) return pass();
      const params = { suspendedOn: suspension.from, admittedOn: claim.admittedOn };
      return deny('HOSPITAL_SUSPENDED', params);
    },
  },
});
