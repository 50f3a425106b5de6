/**
 * What may import what: routes → modules → kernel → platform, and among modules only downwards.
 * No exceptions are listed beside the rules: a rule that needs one is wrong.
 */

/** Each module and the modules it may import. */
const below = {
  region: [],
  identity: ['region'],
  registry: ['region', 'identity'],
  space: ['region', 'identity', 'registry'],
  programme: ['region', 'identity', 'registry'],
  partnership: ['region', 'identity', 'registry'],
  catalogue: ['region', 'identity', 'registry'],
  talent: ['region', 'identity', 'registry'],
  voice: ['region', 'identity', 'registry'],
  supply: [
    'region',
    'identity',
    'registry',
    'space',
    'programme',
    'partnership',
    'catalogue',
    'talent',
    'voice',
  ],
  // Measures what the others did, through the queries and views they publish.
  impact: ['region', 'identity', 'registry', 'space'],
}

const tests = '(\\.test\\.ts$|/testing/|^tests/)'

const forbidden = [
  {
    name: 'no-circular',
    comment: 'Two files that need each other are one file, or lack a third.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'platform-below-all',
    comment: 'The platform knows neither kernel nor words of the domain.',
    severity: 'error',
    from: { path: '^src/platform/', pathNot: tests },
    to: { path: '^(src/(kernel|modules|routes|ui|server|cli)/|src/[^/]+\\.ts$|demo/)' },
  },
  {
    name: 'kernel-below-modules',
    severity: 'error',
    from: { path: '^src/kernel/', pathNot: tests },
    to: { path: '^(src/(modules|routes|ui|server|cli)/|src/[^/]+\\.ts$|demo/)' },
  },
  {
    name: 'ui-has-no-domain-words',
    comment: 'The design system knows only how to write numbers, days and links.',
    severity: 'error',
    from: { path: '^src/ui/', pathNot: tests },
    to: {
      path: '^src/(modules|kernel|platform|routes|server|cli)/',
      pathNot: '^src/kernel/(locale|format)\\.ts$',
    },
  },
  {
    name: 'modules-below-routes',
    severity: 'error',
    from: { path: '^src/modules/', pathNot: tests },
    to: { path: '^(src/(routes|server|cli)/|src/[^/]+\\.ts$|demo/)' },
  },
  {
    name: 'components-only-in-components',
    comment: 'Rules and queries never need a component.',
    severity: 'error',
    from: { path: '^src/modules/', pathNot: `(/ui/|${tests})` },
    to: { path: '^src/ui/.*\\.svelte$' },
  },
  {
    name: 'pure-files-are-pure',
    comment: 'Schemas, rules and policies run in a browser and in a test without a database.',
    severity: 'error',
    from: { path: '/(schema|rules|policy)\\.ts$' },
    to: { path: '(\\.server\\.ts$|^src/platform/)' },
  },
  {
    name: 'components-ask-loads',
    comment: 'A component gets its data; it does not fetch from the server side itself.',
    severity: 'error',
    from: { path: '\\.svelte$' },
    to: { path: '\\.server\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'commands-do-not-run-operations',
    comment: 'Operations share queries and commands; they never call each other.',
    severity: 'error',
    from: { path: '(queries|commands|operations)\\.server\\.ts$' },
    to: { path: 'src/kernel/execute\\.server\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'the-program-needs-no-tests',
    severity: 'error',
    from: { path: '^(src|demo|bin)/', pathNot: tests },
    to: { path: tests },
  },
  {
    name: 'figures-only-read',
    comment: 'What measures the work must not do the work.',
    severity: 'error',
    from: { path: '^src/modules/impact/', pathNot: tests },
    to: { path: '^src/modules/(?!impact/).*(commands|operations|jobs)\\.server\\.ts$' },
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    from: {},
    to: {
      couldNotResolve: true,
      pathNot: '^(\\$app/|\\$types|\\./\\$types|\\$service-worker|#paraglide|#messages)',
    },
  },
  ...Object.entries(below).map(([module, allowed]) => ({
    name: `${module}-imports-only-what-is-below`,
    severity: 'error',
    from: { path: `^src/modules/${module}/`, pathNot: tests },
    to: { path: '^src/modules/', pathNot: `^src/modules/(${[module, ...allowed].join('|')})/` },
  })),
]

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(src/paraglide|build|\\.svelte-kit)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'node', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.json'],
    },
  },
}
