import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { recordMetadata } from './record-metadata.ts';
import { parsePortSeeds, seedPorts, type PortSeed } from './seed-ports.ts';

let database: TestDatabase;
let shipped: readonly PortSeed[];
beforeAll(async () => {
  database = await createTestDatabase();
  shipped = parsePortSeeds(await readFile('prisma/ports.json', 'utf8'));
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.port.deleteMany();
  await database.prisma.repository.deleteMany();
});

const upstreamAndFork = { upstream: true, fork: true };

describe('seedPorts', () => {
  it('puts the shipped ports and their repositories into an empty database', async () => {
    await seedPorts(database.prisma, shipped);
    const ports = await database.prisma.port.findMany({ include: upstreamAndFork });
    expect(ports).toMatchObject([
      {
        slug: 'tamago',
        name: 'TamaGo',
        goos: ['tamago'],
        layout: 'branch-per-release',
        branchPattern: 'tamago{release}',
        tagPattern: 'tamago-go{release}',
        proposalUrl: 'https://github.com/golang/go/issues/37503',
        upstream: { fullName: 'golang/go', listedAt: null },
        fork: { fullName: 'usbarmory/tamago-go' },
      },
    ]);
  });

  it('changes nothing the second time, and makes one port when two processes seed at once', async () => {
    await Promise.all([seedPorts(database.prisma, shipped), seedPorts(database.prisma, shipped)]);
    const before = await database.prisma.port.findMany({ include: upstreamAndFork });
    await seedPorts(database.prisma, shipped);
    expect(await database.prisma.port.findMany({ include: upstreamAndFork })).toEqual(before);
    expect(before).toHaveLength(1);
    expect(await database.prisma.repository.count()).toBe(2);
  });

  it('updates what differs, and deletes no port that is no longer listed', async () => {
    await seedPorts(database.prisma, shipped);
    const other = shipped.map((seed) =>
      Object.assign({}, seed, { slug: 'other', name: 'Other', fork: 'other/go' }),
    );
    await seedPorts(database.prisma, other);
    await seedPorts(
      database.prisma,
      other.map((seed) => Object.assign({}, seed, { name: 'Another' })),
    );
    const ports = await database.prisma.port.findMany({ orderBy: { slug: 'asc' } });
    expect(ports).toMatchObject([
      { slug: 'other', name: 'Another' },
      { slug: 'tamago', name: 'TamaGo' },
    ]);
    expect(await database.prisma.repository.count()).toBe(3);
  });

  it('finds a repository that GitHub has renamed since the seed was written', async () => {
    await seedPorts(database.prisma, shipped);
    const { forkId } = await database.prisma.port.findUniqueOrThrow({ where: { slug: 'tamago' } });
    const renamed = {
      fullName: 'f-secure/tamago-go',
      githubId: 7,
      defaultBranch: 'm',
      archived: false,
    };
    await recordMetadata(database.prisma, { repositoryId: forkId, at: new Date(), ...renamed });
    await seedPorts(database.prisma, shipped);
    const port = await database.prisma.port.findUniqueOrThrow({
      where: { slug: 'tamago' },
      include: upstreamAndFork,
    });
    expect(port.fork).toMatchObject({ id: forkId, fullName: 'f-secure/tamago-go' });
    expect(await database.prisma.repository.count()).toBe(2);
  });
});

describe('parsePortSeeds', () => {
  it.each([
    ['slug', 'Tama Go'],
    ['upstream', 'golang'],
    ['branchPattern', 'tamago'],
    ['tagPattern', '{release}{release}'],
    ['proposalUrl', 'javascript:alert(1)'],
    ['layout', 'patch-series'],
    ['colour', 'blue'],
  ])('names a wrong %s', (field, value) => {
    const wrong = shipped.map((seed) => Object.assign({}, seed, { [field]: value }));
    expect(() => parsePortSeeds(JSON.stringify(wrong))).toThrow(field);
  });
});
