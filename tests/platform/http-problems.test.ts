import t from 'tap';
import {
  MAX_FAULTS,
  Problem,
  problems,
  problemSchema,
  pointerTo,
} from '../../src/platform/http/problems.js';

t.test('a problem tells kind, status, title and request, and fits its schema', async (t) => {
  const body = problems.notFound('No such claim').toBody('request-1');
  t.same(body, {
    type: '/problems/not-found',
    title: 'Nothing is there',
    status: 404,
    detail: 'No such claim',
    requestId: 'request-1',
  });
  t.same(problemSchema.parse(body), body);
});

t.test('identity numbers never appear in detail, pointer or message, in any digits', async (t) => {
  for (const cnic of ['4210112345671', '42101-1234567-1', '٤٢١٠١١٢٣٤٥٦٧١', '۴۲۱۰۱-۱۲۳۴۵۶۷-۱']) {
    const problem = new Problem('validation', `unknown ${cnic}`, {
      faults: [{ pointer: `/body/${cnic}`, code: 'unknown_field', message: `no ${cnic}` }],
    });
    const text = JSON.stringify(problem.toBody(`req-${cnic}`)) + problem.message;
    t.notMatch(text, cnic, `${cnic} is masked`);
    t.match(text, /\[cnic\]/);
  }
});

t.test('a list of faults is bounded and says how many there were', async (t) => {
  const faults = Array.from({ length: MAX_FAULTS + 1 }, (_, at) => ({
    pointer: `/body/${String(at)}`,
    code: 'unknown_field',
    message: 'x',
  }));
  const body = problems.validation(faults).toBody('r');
  t.equal(body.faults?.length, MAX_FAULTS);
  t.equal(body.detail, `The first ${String(MAX_FAULTS)} of ${String(MAX_FAULTS + 1)} faults`);
  t.same(problemSchema.parse(body), body);
});

t.test('a 5xx carries no word of its cause', async (t) => {
  const body = problems.internal(new Error('password of db-7')).toBody('r');
  t.same(body, {
    type: '/problems/internal',
    title: 'The service failed',
    status: 500,
    requestId: 'r',
  });
});

t.test('pointers escape ~ and / as RFC 6901 asks', async (t) => {
  t.equal(pointerTo(['body', 'a/b', 'm~n', 0]), '/body/a~1b/m~0n/0');
  t.equal(pointerTo([]), '');
});
