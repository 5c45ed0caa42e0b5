/**
 * Hospital profiles judged on real-shaped claims whose providers are labelled. The claim set is not part of
 * the project: without it beside the checkout the test is skipped, saying so.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { evaluateProfiles, readReplayClaims, readReplayLabels } from '../../../src/replay/index.js';

const FOLDER = fileURLToPath(new URL('../../../../shared/data/inpatient-claims', import.meta.url));
const skip = existsSync(FOLDER)
  ? false
  : 'needs the claim set ../shared/data/inpatient-claims beside the project';

t.test(
  'profiles point at labelled providers whose labels no weight has seen',
  { skip },
  async (t) => {
    const [claims, labels] = await Promise.all([
      readReplayClaims(FOLDER),
      readReplayLabels(FOLDER),
    ]);
    const found = evaluateProfiles(claims, labels, { repetitions: 1, samples: 20 });
    t.equal(found.claims, 28_791);
    t.equal(found.providers, 1_472);
    t.equal(found.fraudulent, 317);
    t.equal(found.withoutClaims, 2_297);
    const [stays] = found.baselines;
    t.ok(Math.abs(stays!.rocAuc.value - 0.8646) < 0.0005, 'volume alone is as it is known to be');
    const [overall, sizeAdjusted] = found.crossValidated;
    t.ok(overall!.rocAuc.value > 0.93, String(overall!.rocAuc.value));
    t.ok(sizeAdjusted!.rocAuc.value > 0.84, String(sizeAdjusted!.rocAuc.value));
    t.ok(sizeAdjusted!.atEqualSize.value > 0.86, 'and among hospitals of equal size');
    t.ok(Math.abs(sizeAdjusted!.withStays) < 0.3, 'it is not the volume by another name');
    t.ok(overall!.atTop.value >= 0.9);
    t.equal(found.chosenHere, 1, 'the shipped weights were chosen on this folder');
    t.equal(found.choices.length, 5);
  },
);
