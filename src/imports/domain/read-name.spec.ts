import { nameOfParts, readName } from './read-name';

describe('a name in a cell', () => {
  it.each([
    ['SMITH, Zainab', 'Zainab', 'Smith', 'family-name-first'],
    ['Zainab Smith', 'Zainab', 'Smith', 'order-assumed'],
    ['SINGH GILL, Luca', 'Luca', 'Singh Gill', 'family-name-first'],
    ['Luca Singh-Gill', 'Luca', 'Singh-Gill', 'order-assumed'],
    ["D'SOUZA, Kian  ", 'Kian', "D'Souza", 'family-name-first'],
    ["D'Souza Kian", "D'Souza", 'Kian', 'order-assumed'],
    ['MCKENZIE, Omari', 'Omari', 'McKenzie', 'family-name-first'],
    ['Zainab SMITH', 'Zainab', 'Smith', 'given-name-first'],
    ['SMITH Zainab', 'Zainab', 'Smith', 'family-name-first'],
    ['Éilís Ní Bhriain', 'Éilís Ní', 'Bhriain', 'order-assumed'],
    ['Pelé', 'Pelé', '', 'order-assumed'],
  ])('%s', (cell, givenName, familyName, order) => {
    expect(readName(cell)).toEqual({ givenName, familyName, order, alias: null, remark: null });
  });

  it('keeps a remark and an alias apart', () => {
    expect(readName('OMARI, McKenzie - see also brother')).toMatchObject({
      givenName: 'McKenzie',
      familyName: 'Omari',
      remark: 'see also brother',
    });
    expect(readName('Tyrese Patel (aka Smiley)')).toMatchObject({
      givenName: 'Tyrese',
      familyName: 'Patel',
      alias: 'Smiley',
      remark: null,
    });
    expect(readName('PATEL, Tyrese "Smiley" (moved)')).toMatchObject({
      givenName: 'Tyrese',
      familyName: 'Patel',
      alias: 'Smiley',
      remark: 'moved',
    });
  });

  it('may stand in two cells', () => {
    expect(nameOfParts('Zainab', 'SMITH')).toMatchObject({
      givenName: 'Zainab',
      familyName: 'Smith',
      order: 'given-name-first',
    });
    expect(nameOfParts('', '')).toBeNull();
  });

  it.each(['', '  ', '???', '-', '(aka )', ','])('%p names nobody', (cell) => expect(readName(cell)).toBeNull());
});
