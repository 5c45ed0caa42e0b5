import { z } from 'zod';
import type { TariffRate } from '../../domain/scheme/terms.js';
import { code, day, endsAfterStart, onlyPresent, parseFields, rupees, text } from './fields.js';
import type { RowFormat } from './rows.js';

const schema = z
  .strictObject({
    package_code: code,
    grade: text(20),
    basis: z.enum(['case', 'ward_day'], { error: 'must be case or ward_day' }).default('case'),
    rate_pkr: rupees,
    implant_ceiling_pkr: rupees.optional(),
    from: day,
    to: day.optional(),
    source: text(300).optional(),
  })
  .superRefine(endsAfterStart);

/** The project's own file of rates, one row for each package, grade and first day. */
export const tariffFormat: RowFormat<TariffRate> = {
  name: 'tariff',
  required: ['package_code', 'grade', 'rate_pkr', 'from'],
  optional: ['basis', 'implant_ceiling_pkr', 'to', 'source'],
  keyOf: ({ package_code: packageCode = '', grade = '', from = '' }) =>
    packageCode === '' ? undefined : `${packageCode} grade ${grade} from ${from}`,
  parse: (fields) =>
    parseFields(schema, fields, (row) =>
      onlyPresent<TariffRate>({
        packageCode: row.package_code,
        grade: row.grade,
        basis: row.basis,
        ratePaisa: row.rate_pkr,
        implantCeilingPaisa: row.implant_ceiling_pkr,
        from: row.from,
        to: row.to,
        source: row.source,
      }),
    ),
};
