import type { Scheme } from '../terms.js';
import { BALOCHISTAN_HEALTH_CARD } from './balochistan.js';
import { FEDERAL_SEHAT_SAHULAT } from './federal.js';
import { KP_SEHAT_CARD_PLUS } from './kp-sehat-card-plus.js';
import { PUNJAB_UNIVERSAL } from './punjab.js';

/** The schemes that exist, as far as public sources tell. */
export const REAL_SCHEMES: readonly Scheme[] = [
  KP_SEHAT_CARD_PLUS,
  FEDERAL_SEHAT_SAHULAT,
  PUNJAB_UNIVERSAL,
  BALOCHISTAN_HEALTH_CARD,
];
