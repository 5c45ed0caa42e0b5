import { pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/** Every document that the packages want is declared, by kind and hash; each missing one is named once. */
export const DOC_001 = defineRule({
  code: 'DOC-001',
  title: { en: 'Documents declared', ur: 'دستاویزات کا اندراج' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '3, the contract: documents' }],
  reasons: ['DOCUMENT_MISSING'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const settled = new Set(facts.claim.documents.map(({ kind }) => kind));
      return facts.claim.lines.flatMap((line) => {
        const wanted = packageOf(facts, line)?.documents ?? [];
        return wanted.flatMap((document) => {
          if (settled.has(document)) return [];
          settled.add(document);
          const params = { document, package: line.packageCode };
          return pend('hospital', 'DOCUMENT_MISSING', params, { lineNo: line.lineNo });
        });
      });
    },
  },
});
