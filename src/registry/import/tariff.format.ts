import { z } from 'zod';
import type { TariffRate, WardRates } from '../../domain/scheme/terms.js';
import { code, day, endsAfterStart, onlyPresent, parseFields, rupees, text } from './fields.js';
import type { RowFormat } from './rows.js';

const WARD_COLUMNS = ['hdu_rate_pkr', 'icu_rate_pkr', 'icu_ventilator_rate_pkr'] as const;

const schema = z
  .strictObject({
    package_code: code,
    grade: text(20),
    basis: z.enum(['case', 'ward_day'], { error: 'must be case or ward_day' }).default('case'),
    rate_pkr: rupees,
    hdu_rate_pkr: rupees.optional(),
    icu_rate_pkr: rupees.optional(),
    icu_ventilator_rate_pkr: rupees.optional(),
    implant_ceiling_pkr: rupees.optional(),
    from: day,
    to: day.optional(),
    source: text(300).optional(),
  })
  .superRefine((row, context) => {
    endsAfterStart(row, context);
    for (const column of WARD_COLUMNS) {
      if (row.basis === 'ward_day' || row[column] === undefined) continue;
      context.addIssue({ code: 'custom', path: [column], message: 'is for a rate by ward_day' });
    }
  });

/** The project's own file of rates, one row for each package, grade and first day. */
export const tariffFormat: RowFormat<TariffRate> = {
  name: 'tariff',
  required: ['package_code', 'grade', 'rate_pkr', 'from'],
  optional: ['basis', ...WARD_COLUMNS, 'implant_ceiling_pkr', 'to', 'source'],
  keyOf: ({ package_code: packageCode = '', grade = '', from = '' }) =>
    packageCode === '' ? undefined : `${packageCode} grade ${grade} from ${from}`,
  parse: (fields) =>
    parseFields(schema, fields, (row) => {
      const wards = onlyPresent<WardRates>({
        hdu: row.hdu_rate_pkr,
        icu: row.icu_rate_pkr,
        icu_ventilator: row.icu_ventilator_rate_pkr,
      });
      return onlyPresent<TariffRate>({
        packageCode: row.package_code,
        grade: row.grade,
        basis: row.basis,
        ratePaisa: row.rate_pkr,
        wardRatesPaisa: Object.keys(wards).length === 0 ? undefined : wards,
        implantCeilingPaisa: row.implant_ceiling_pkr,
        from: row.from,
        to: row.to,
        source: row.source,
      });
    }),
};
