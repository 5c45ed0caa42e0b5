import { basisPointsOf, COMPARED_BY, isEnough, leastShare, shareOf, standsOut } from './compare.js';
import { FACTS_BY } from './facts.js';
import { isUnlike, lengthBounds, Peers, USUAL_BY } from './peers.js';
import { ROUTED_FROM, WEIGHTS, type Signal } from './signal.js';
import { SPREAD_BY, spreadOf, spreadParams, Spreads } from './spread.js';
import { RSK_001 } from './signals/RSK-001-occupied-beds.js';
import { RSK_002 } from './signals/RSK-002-surgeon-day.js';
import { RSK_003 } from './signals/RSK-003-procedure-mix.js';
import { RSK_004 } from './signals/RSK-004-caesarean-share.js';
import { RSK_005 } from './signals/RSK-005-length-of-stay.js';
import { RSK_006 } from './signals/RSK-006-follow-on-stays.js';
import { RSK_007 } from './signals/RSK-007-admissions-surge.js';
import { RSK_008 } from './signals/RSK-008-emergencies-of-planned.js';
import { RSK_009 } from './signals/RSK-009-far-from-home.js';
import { RSK_010 } from './signals/RSK-010-one-phone.js';
import { RSK_011 } from './signals/RSK-011-cloned-content.js';
import { RSK_012 } from './signals/RSK-012-implants.js';

/** Every signal, by code: twelve at most, so that each is worth an adjudicator's minute. */
export const SIGNALS: readonly Signal[] = [
  RSK_001,
  RSK_002,
  RSK_003,
  RSK_004,
  RSK_005,
  RSK_006,
  RSK_007,
  RSK_008,
  RSK_009,
  RSK_010,
  RSK_011,
  RSK_012,
];

/** What signals lean on: a change here changes what they say. */
const LEANT_ON = [
  basisPointsOf,
  isEnough,
  isUnlike,
  leastShare,
  lengthBounds,
  Peers,
  ...FACTS_BY.functions,
  shareOf,
  spreadOf,
  spreadParams,
  Spreads,
  standsOut,
];

/** Figures that signals share. */
const SHARED_LIMITS = {
  ROUTED_FROM,
  ...COMPARED_BY,
  ...USUAL_BY,
  ...SPREAD_BY,
  ...FACTS_BY.limits,
};

/** The signals as text, thresholds and all, for the fingerprint that decisions carry; never published. */
export function textOfSignals(): string {
  const signals = SIGNALS.map(({ code, weight, limits, reasons, parts = [], judge }) => ({
    code,
    weight: WEIGHTS[weight],
    limits,
    reasons,
    parts: parts.map(String),
    judge: String(judge),
  }));
  return JSON.stringify({ signals, limits: SHARED_LIMITS, leantOn: LEANT_ON.map(String) });
}
