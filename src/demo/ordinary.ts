import type { IsoDate } from '../domain/calendar.js';
import type { DemoMember } from './shapes.js';
import { daysOfStay, draftOf, hospitalFor, someoneFor, type Draft, type Ground } from './stays.js';

/** A stay like most: the usual mix of packages, of somebody who had none yet, with nothing wrong. */
export function ordinary(ground: Ground): Draft {
  const wanted = ground.mix.draw(ground.chance);
  const days = daysOfStay(ground, wanted);
  const hospital = hospitalFor(ground, wanted, days.admittedOn);
  const someone = someoneFor(ground, wanted, hospital, days.admittedOn);
  return draftOf(ground, wanted, hospital, someone, days);
}

export function isAlive(member: DemoMember, day: IsoDate): boolean {
  return member.diedOn === undefined || member.diedOn > day;
}
