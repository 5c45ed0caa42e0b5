import { pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Papers that the terms want of a stay by how it began or ended: a referral letter, a certificate of
 * death. What a package wants as well DOC-001 asks for.
 */
export const DOC_002 = defineRule({
  code: 'DOC-002',
  title: { en: 'Documents of the stay', ur: 'داخلے کی دستاویزات' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '3, the contract: documents' }],
  reasons: ['STAY_DOCUMENT_MISSING', 'STAY_DOCUMENT_MAYBE_MISSING'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { admissionType, dischargeType, documents, lines } = facts.claim;
      const settled = new Set([
        ...documents.map(({ kind }) => kind),
        ...lines.flatMap((line) => packageOf(facts, line)?.documents ?? []),
      ]);
      return (facts.terms?.stayDocuments ?? []).flatMap((entry) => {
        const { kind, admissionTypes, dischargeTypes } = entry;
        const begun = admissionTypes === undefined || admissionTypes.includes(admissionType);
        const ended = dischargeTypes === undefined || dischargeTypes.includes(dischargeType);
        if (!begun || !ended || settled.has(kind.value)) return [];
        settled.add(kind.value);
        const params = { document: kind.value };
        return kind.uncertain === true
          ? pend('adjudicator', 'STAY_DOCUMENT_MAYBE_MISSING', params)
          : pend('hospital', 'STAY_DOCUMENT_MISSING', params);
      });
    },
  },
});
