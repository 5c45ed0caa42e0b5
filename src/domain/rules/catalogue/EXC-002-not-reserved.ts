import { covers } from '../../calendar.js';
import { deny, pass, pend } from '../finding.js';
import { standingOf, touchesLine } from '../lookup.js';
import { defineRule } from '../rule.js';

/** Treatment that the terms of the day keep for hospitals of the other sector is not paid here. */
export const EXC_002 = defineRule({
  code: 'EXC-002',
  title: { en: 'Not reserved to the other sector', ur: 'دوسرے شعبے کے لیے مخصوص نہیں' },
  phase: 'gate',
  authority: [
    { document: 'propakistani-2024-03-11', clause: 'Services limited to government hospitals' },
    { document: 'samaa-2023-06-25', clause: 'Gynaecology and deliveries sent to public hospitals' },
    { document: 'dunya-2025-06-28', clause: 'No card in public hospitals from 30 June 2025' },
  ],
  reasons: ['RESERVED_TO_PUBLIC', 'RESERVED_TO_PRIVATE', 'MAYBE_RESERVED'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { admittedOn, lines } = facts.claim;
      const sector = standingOf(facts)?.sector;
      // Without a sector there is no grade either: PKG-002 asks for that.
      if (sector === undefined) return pass();
      const elsewhere = (facts.terms?.reservations ?? []).filter(
        (entry) => entry.sector !== sector && covers(entry, admittedOn),
      );
      return lines.flatMap((line) => {
        const touching = elsewhere.filter(({ treatment }) =>
          touchesLine(facts, treatment.value, line),
        );
        if (touching.length === 0) return [];
        const { lineNo, packageCode } = line;
        const params = { package: packageCode, admittedOn };
        if (touching.every(({ treatment }) => treatment.uncertain === true)) {
          return pend('adjudicator', 'MAYBE_RESERVED', params, { lineNo });
        }
        return sector === 'private'
          ? deny('RESERVED_TO_PUBLIC', params, { lineNo })
          : deny('RESERVED_TO_PRIVATE', params, { lineNo });
      });
    },
  },
});
