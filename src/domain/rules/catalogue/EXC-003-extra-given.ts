import { extrasGiven } from '../extras.js';
import { deny, pass } from '../finding.js';
import { defineRule } from '../rule.js';

/** Money beside the treatment is paid where the terms of the day give it, and nothing else is. */
export const EXC_003 = defineRule({
  code: 'EXC-003',
  title: { en: 'Extra given by the scheme', ur: 'سکیم کی اضافی رقم' },
  phase: 'gate',
  step: 'extras',
  authority: [
    { document: 'the-news-2019-01-31', clause: 'Transport money at discharge' },
    { document: 'cm-punjab-health-cards', clause: 'Burial' },
    { document: 'propakistani-2020-08-21', clause: 'KP: transport and maternity allowance' },
    { document: 'kp-act-2018-summary', clause: 'Wage loss, delivery, death, shifting' },
    { document: 'project-architecture', clause: '5, extras' },
  ],
  reasons: ['EXTRA_NOT_GIVEN'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { claim, terms } = facts;
      // ELG-004 speaks of a day without terms.
      if (terms === undefined) return pass();
      return (claim.extras ?? []).flatMap(({ kind, lineNo }) =>
        extrasGiven(facts, kind).length > 0
          ? []
          : deny('EXTRA_NOT_GIVEN', { extra: kind, admittedOn: claim.admittedOn }, { lineNo }),
      );
    },
  },
});
