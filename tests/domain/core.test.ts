import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import {
  addDays,
  ageOn,
  covers,
  dayInKarachi,
  daysBetween,
  inForceOn,
  isIsoDate,
  isoDate,
  policyYearOf,
} from '../../src/domain/calendar.js';
import { normaliseCnic } from '../../src/domain/ids.js';
import {
  add,
  atLeastZero,
  basisPoints,
  formatRupees,
  paisa,
  rupees,
  shareOf,
  smallest,
  subtract,
  times,
} from '../../src/domain/money.js';

void t.test('money is whole paisa', async (t) => {
  t.equal(rupees(10), 1_000n);
  t.equal(paisa('123'), 123n);
  t.equal(add(), 0n);
  t.equal(add(paisa(1), paisa(2), paisa(3)), 6n);
  t.equal(subtract(paisa(1), paisa(3)), -2n);
  t.equal(times(paisa(150), 3), 450n);
  t.equal(smallest(paisa(3), paisa(1), paisa(2)), 1n);
  t.equal(atLeastZero(paisa(-1)), 0n);
  t.equal(atLeastZero(paisa(1)), 1n);
  t.throws(() => paisa(0.5), RangeError);
  t.throws(() => paisa(2 ** 53), RangeError);
  t.throws(() => times(paisa(1), 1.5), RangeError);
});

void t.test('rupees are written with commas, paisa only where there are any', async (t) => {
  t.equal(formatRupees(paisa(1_234_567)), '12,345.67');
  t.equal(formatRupees(paisa(100_000_000)), '1,000,000');
  t.equal(formatRupees(paisa(5)), '0.05');
  t.equal(formatRupees(paisa(-99_950)), '-999.50');
});

void t.test('a share is half up to a paisa, and leaves the rest whole', async (t) => {
  t.equal(shareOf(paisa(101), basisPoints(5_000)), 51n);
  t.equal(shareOf(paisa(100), basisPoints(49)), 0n);
  t.equal(shareOf(paisa(100), basisPoints(50)), 1n);
  t.throws(() => shareOf(paisa(-1), basisPoints(1)), {
    name: 'RangeError',
    message: 'a share of a negative amount',
  });
  for (const wrong of [-1, 10_001, 0.5]) {
    t.throws(() => basisPoints(wrong), {
      name: 'RangeError',
      message: `not basis points between 0 and 10,000: ${wrong}`,
    });
  }
  const run = fc.check(
    fc.property(fc.bigInt(0n, 10n ** 12n), fc.nat(10_000), (amount, share) => {
      const part = shareOf(paisa(amount), basisPoints(share));
      const exact = amount * BigInt(share);
      return (
        part >= 0n &&
        part <= amount &&
        part * 10_000n - exact <= 5_000n &&
        exact - part * 10_000n < 5_000n
      );
    }),
    { seed: 1 },
  );
  t.notOk(run.failed, fc.defaultReportMessage(run) ?? 'within half a paisa');
});

void t.test('only days that exist are dates', async (t) => {
  for (const day of ['2024-02-29', '1999-12-31']) t.ok(isIsoDate(day), day);
  for (const no of ['2023-02-29', '2024-13-01', '2024-1-1', '24-01-01', '2024-01-01T00:00Z', '']) {
    t.notOk(isIsoDate(no), no);
    t.throws(() => isoDate(no), RangeError);
  }
});

void t.test('days are counted as the whole of the calendar counts them', async (t) => {
  const inCalendar = { min: new Date('0000-01-02T00:00Z'), max: new Date('9999-12-30T00:00Z') };
  const run = fc.check(
    fc.property(
      fc.date({ ...inCalendar, noInvalidDate: true }),
      fc.integer({ min: -400, max: 400 }),
      (instant, count) => {
        const day = dayInKarachi(instant);
        const ms = instant.getTime() + 5 * 3_600_000;
        assert.equal(day, new Date(ms).toISOString().slice(0, 10));
        if (day < '0002' || day > '9998') return;
        const later = new Date(ms + count * 86_400_000).toISOString().slice(0, 10);
        assert.equal(addDays(day, count), later);
        assert.equal(daysBetween(day, isoDate(later)), count);
      },
    ),
    { numRuns: 2_000 },
  );
  t.notOk(run.failed, fc.defaultReportMessage(run) ?? 'as Date says');
  t.throws(() => addDays(isoDate('9999-12-31'), 1), RangeError);
  t.throws(() => dayInKarachi(new Date(Number.NaN)), RangeError);
});

void t.test('a date is one that Date would write so', async (t) => {
  const two = fc.integer({ min: 0, max: 40 }).map((number) => String(number).padStart(2, '0'));
  const year = fc.integer({ min: 0, max: 9_999 }).map((number) => String(number).padStart(4, '0'));
  const run = fc.check(
    fc.property(year, two, two, (y, m, d) => {
      const text = `${y}-${m}-${d}`;
      const at = new Date(`${text}T00:00:00Z`);
      const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
      assert.equal(isIsoDate(text), exists, text);
    }),
    { numRuns: 2_000 },
  );
  t.notOk(run.failed, fc.defaultReportMessage(run) ?? 'as Date says');
});

void t.test('days are those of Karachi', async (t) => {
  t.equal(dayInKarachi(new Date('2024-03-02T18:59:59.999Z')), '2024-03-02');
  t.equal(dayInKarachi(new Date('2024-03-02T19:00:00Z')), '2024-03-03');
  t.equal(addDays(isoDate('2024-02-28'), 2), '2024-03-01');
  t.equal(addDays(isoDate('2024-01-01'), -1), '2023-12-31');
  t.equal(daysBetween(isoDate('2024-02-28'), isoDate('2024-03-01')), 2);
  t.equal(daysBetween(isoDate('2024-03-01'), isoDate('2024-02-28')), -2);
});

void t.test('age counts birthdays', async (t) => {
  const born = isoDate('2000-02-29');
  t.equal(ageOn(born, isoDate('2018-02-28')), 17);
  t.equal(ageOn(born, isoDate('2018-03-01')), 18);
  t.equal(ageOn(born, isoDate('2020-02-29')), 20);
});

void t.test('a period has both its ends inside', async (t) => {
  const march = { from: isoDate('2024-03-01'), to: isoDate('2024-03-31') };
  t.notOk(covers(march, isoDate('2024-02-29')));
  t.ok(covers(march, isoDate('2024-03-01')));
  t.ok(covers(march, isoDate('2024-03-31')));
  t.notOk(covers(march, isoDate('2024-04-01')));
  t.ok(covers({ from: march.from }, isoDate('2099-01-01')));
  const later = { from: isoDate('2024-03-15') };
  t.equal(inForceOn([later, march], isoDate('2024-03-14')), march);
  t.equal(inForceOn([later, march], isoDate('2024-03-15')), later, 'the latest start wins');
  t.equal(inForceOn([later, march], isoDate('2024-02-01')), undefined);
});

void t.test('a policy year begins on its day, whatever the year', async (t) => {
  const july = { month: 7, day: 1 };
  t.equal(policyYearOf(july, isoDate('2024-06-30')), '2023-07-01');
  t.equal(policyYearOf(july, isoDate('2024-07-01')), '2024-07-01');
  t.equal(policyYearOf({ month: 1, day: 1 }, isoDate('2024-12-31')), '2024-01-01');
});

void t.test('a CNIC is thirteen digits, however it is typed', async (t) => {
  for (const typed of [
    '1730112345671',
    '17301-1234567-1',
    ' 17301 1234567 1 ',
    '۱۷۳۰۱-۱۲۳۴۵۶۷-۱',
    '١٧٣٠١١٢٣٤٥٦٧١',
    '17301\u20131234567\u20111',
  ]) {
    t.equal(normaliseCnic(typed), '1730112345671', typed);
  }
  for (const no of ['173011234567', '17301123456712', '17301-123456a-1', '17301.1234567.1', '']) {
    t.equal(normaliseCnic(no), undefined, no);
  }
});

void t.test('fractions and numbers past what a number can hold are refused by name', async (t) => {
  for (const wrong of [0.5, 2 ** 53]) {
    t.throws(() => paisa(wrong), new RangeError(`not a whole number of paisa: ${wrong}`));
    t.throws(() => times(paisa(1), wrong), new RangeError(`not a whole count: ${wrong}`));
  }
});
