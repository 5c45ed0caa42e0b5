import t from 'tap';
import { DISTRICTS } from '../../src/registry/reference/districts.js';

t.test('160 districts of seven provinces, each with its own P-code', (t) => {
  t.equal(DISTRICTS.length, 160);
  t.equal(new Set(DISTRICTS.map(({ pcode }) => pcode)).size, 160);
  for (const { pcode, provinceCode } of DISTRICTS) {
    t.match(pcode, /^PK[1-7]\d{2}$/);
    t.equal(pcode.slice(0, 3), provinceCode);
  }
  const perProvince: Record<string, number> = {};
  for (const { provinceName } of DISTRICTS) {
    perProvince[provinceName] = (perProvince[provinceName] ?? 0) + 1;
  }
  t.same(perProvince, {
    'Azad Kashmir': 10,
    Balochistan: 35,
    'Gilgit Baltistan': 14,
    Islamabad: 1,
    'Khyber Pakhtunkhwa': 35,
    Punjab: 36,
    Sindh: 29,
  });
  t.end();
});

t.test('census figures stand only where the district of 2017 is that of now', (t) => {
  const population = (pcode: string): number | undefined =>
    DISTRICTS.find((district) => district.pcode === pcode)?.population2017;
  t.equal(population('PK528'), 4_269_079, 'Peshawar');
  t.equal(population('PK535'), 946_421, 'Upper Dir');
  t.equal(population('PK507'), undefined, 'Lower Chitral was split off since');
  t.equal(population('PK508'), undefined, 'Upper Chitral was split off since');
  t.end();
});

t.test('centroids lie in Pakistan', (t) => {
  for (const { name, latitude, longitude } of DISTRICTS) {
    t.ok(latitude > 23.5 && latitude < 37.1 && longitude > 60.8 && longitude < 77.9, name);
  }
  t.end();
});
