import { addDays, type IsoDate } from '../domain/calendar.js';
import { DISTRICTS } from '../registry/index.js';
import { chanceOf, Weighted, type Chance } from './chance.js';
import { demoBeginsOn } from './demo-scheme.js';
import type { DemoFamily, DemoMember } from './shapes.js';

const MALE = [
  'Abid',
  'Bilal',
  'Daud',
  'Farid',
  'Gul',
  'Hamid',
  'Imran',
  'Javed',
  'Karim',
  'Latif',
  'Munir',
  'Nasir',
  'Omar',
  'Qasim',
  'Rahim',
  'Sajid',
  'Tariq',
  'Wali',
  'Yusuf',
  'Zahid',
];
const FEMALE = [
  'Amina',
  'Bushra',
  'Farah',
  'Gulalai',
  'Hina',
  'Iram',
  'Jamila',
  'Kiran',
  'Laila',
  'Maryam',
  'Nadia',
  'Palwasha',
  'Rabia',
  'Saima',
  'Tahira',
  'Uzma',
  'Wagma',
  'Yasmin',
  'Zarmina',
  'Zubaida',
];

const MOST_MEMBERS = 12;
/** Shares of families by number of unmarried children living, invented: 3.4 on average. */
const CHILDREN: readonly (readonly [number, number])[] = [
  [0, 12],
  [1, 10],
  [2, 14],
  [3, 17],
  [4, 17],
  [5, 13],
  [6, 9],
  [7, 5],
  [8, 3],
];
const DEATHS_IN_TWO_YEARS = 0.006;

/**
 * Families spread over the districts of Khyber Pakhtunkhwa as the census of 2017 counted people.
 * Each is made from a stream of its own, so that a world with more families begins with the same.
 */
export function demoFamilies(seed: number, today: IsoDate, count: number): DemoFamily[] {
  const districts = new Weighted(
    DISTRICTS.filter((d) => d.provinceCode === 'PK5' && d.population2017 !== undefined),
    (district) => district.population2017 ?? 0,
  );
  const children = new Weighted(CHILDREN, ([, weight]) => weight);
  return Array.from({ length: count }, (_, index) => {
    const chance = chanceOf(seed, 1_000 + index);
    const districtPcode = districts.draw(chance).pcode;
    const wanted = children.draw(chance)[0];
    const enrolledOn = demoBeginsOn(today);
    const people = peopleOf(chance, today, wanted).slice(0, MOST_MEMBERS);
    return {
      key: `INV-F-${(index + 1).toString().padStart(6, '0')}`,
      districtPcode,
      enrolledOn,
      members: people.map((person, memberNo) => ({
        ...person,
        cnic: cnicOf(districtPcode, index * MOST_MEMBERS + memberNo, person.sex, chance),
        name: `${chance.pick(person.sex === 'male' ? MALE : FEMALE)} Demo`,
        memberFrom: person.bornOn > enrolledOn ? person.bornOn : enrolledOn,
      })),
    };
  });
}

type Person = Omit<DemoMember, 'cnic' | 'name' | 'memberFrom'>;

/** Husband, wife and their unmarried children, which is what the schemes count as a family. */
function peopleOf(chance: Chance, today: IsoDate, children: number): Person[] {
  const widow = chance.happens(0.09);
  const headAge = chance.int(23, 46) + chance.int(0, 20) + chance.int(0, 18);
  const head = { sex: widow ? 'female' : 'male', relation: 'head' } as const;
  const people: Person[] = [{ ...head, ...lifeOf(chance, today, headAge) }];
  const motherAge = widow ? headAge : Math.max(18, headAge - chance.int(-1, 8));
  if (!widow && chance.happens(0.93)) {
    people.push({ sex: 'female', relation: 'spouse', ...lifeOf(chance, today, motherAge) });
  }
  const oldest = Math.min(26, motherAge - 17);
  const youngest = Math.max(0, motherAge - 45);
  for (let child = 0; child < children && youngest <= oldest; child += 1) {
    const sex = chance.happens(0.51) ? 'male' : 'female';
    const relation = sex === 'male' ? 'son' : 'daughter';
    people.push({ sex, relation, ...lifeOf(chance, today, chance.int(youngest, oldest)) });
  }
  return people;
}

function lifeOf(
  chance: Chance,
  today: IsoDate,
  age: number,
): { readonly bornOn: IsoDate; readonly diedOn?: IsoDate } {
  const bornOn = addDays(today, -Math.round(age * 365.25) - chance.int(1, 364));
  const dies = age >= 18 && chance.happens(DEATHS_IN_TWO_YEARS * (age > 60 ? 4 : 1));
  return dies ? { bornOn, diedOn: addDays(today, -chance.int(1, 730)) } : { bornOn };
}

/**
 * Thirteen digits of the usual form (five, seven, and one that is odd for men), but beginning with 9.
 * First digits in use are 1 to 8, so that the number cannot be a real person's.
 */
export function cnicOf(
  districtPcode: string,
  serial: number,
  sex: 'male' | 'female',
  chance: Chance,
): string {
  const last = chance.int(0, 4) * 2 + (sex === 'male' ? 1 : 0);
  return `9${districtPcode.slice(2)}0${serial.toString().padStart(7, '0')}${last}`;
}
