/** Directions of knowledge. The picture is in ARCHITECTURE.md; this file holds it. */
const feature = (name) => `^electron/backend/${name}/`
/** Every folder of the backend is a feature but the door above them and the two floors below; a new one is held from its first day. */
const anyFeature = '^electron/backend/(?!(?:api|platforms|store)/)([^/]+)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shared-is-the-ground-floor', severity: 'error',
      from: { path: '^shared/' }, to: { path: '^(electron|renderer|test)/' },
    },
    {
      name: 'page-knows-only-shared', severity: 'error',
      from: { path: '^renderer/' }, to: { path: '^(electron|test)/' },
    },
    {
      name: 'product-does-not-know-its-tests', severity: 'error',
      from: { path: '^(electron|renderer|shared)/' }, to: { path: '^test/' },
    },
    {
      name: 'backend-knows-no-host', severity: 'error',
      from: { path: '^electron/backend/' }, to: { path: '^electron/(?!backend/)' },
    },
    {
      name: 'hosts-enter-by-the-front-door', severity: 'error',
      comment: 'A host builds the backend and talks to it through backend.ts; it never reaches into a feature.',
      from: { path: '^electron/(?!(?:backend|demo)/)' },
      to: { path: '^electron/backend/', pathNot: '^electron/backend/(backend|host|runtime-check)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'demo-knows-the-sandbox-besides', severity: 'error',
      comment: 'The demonstration is a host that also plays the platform and its bank: it writes what they would have written.',
      from: { path: '^electron/demo/' },
      to: { path: '^electron/backend/', pathNot: '^electron/backend/((backend|host)\\.ts$|platforms/sandbox/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'hosts-do-not-know-each-other', severity: 'error',
      comment: 'What they share is in node-host/ and page/. The command line may make a demonstration.',
      from: { path: '^electron/(desktop|preload|web|cli|demo)/' },
      to: { path: '^electron/(desktop|preload|web|cli)/', pathNot: '^electron/$1/' },
    },
    {
      name: 'features-do-not-know-the-door', severity: 'error',
      comment: 'The door knows the features; who asks, and with which role, is settled before a feature is asked.',
      from: { path: [anyFeature, feature('(platforms|store)')] }, to: { path: feature('api') },
    },
    {
      name: 'electron-only-in-desktop', severity: 'error',
      from: { pathNot: '^(electron/(desktop|preload)/|test/desktop/)' },
      to: { path: '^(node_modules/electron/|electron$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-store-opens-databases', severity: 'error',
      comment: 'The sandbox is a platform of its own and keeps its own file.',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^electron/backend/(store|platforms/sandbox)/' },
      to: { path: 'node_modules/better-sqlite3', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'store-knows-no-payments', severity: 'error',
      from: { path: feature('store') }, to: { path: [anyFeature, feature('(platforms|api)')] },
    },
    {
      name: 'platforms-know-no-store', severity: 'error',
      from: { path: feature('platforms') }, to: { path: [anyFeature, feature('(store|api)')] },
    },
    {
      name: 'adapters-do-not-know-each-other', severity: 'error',
      from: { path: '^electron/backend/platforms/([^/]+)/' },
      to: { path: '^electron/backend/platforms/([^/]+)/', pathNot: '^electron/backend/platforms/$1/' },
    },
    {
      name: 'nobody-reads-anothers-tables', severity: 'error',
      comment: 'A feature may use what another exports from its services, never its repository; nor may the door. Repositories are handed out where parts are joined: backend.ts, desk.ts, books.ts.',
      from: { path: feature('([^/]+)') },
      to: { path: '\\.repository\\.ts$', pathNot: '^electron/backend/$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-contract-library-behind-its-fence', severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: '^(shared/contract/|electron/backend/api/|renderer/backend-client\\.ts$)' },
      to: { path: 'node_modules/@orpc/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'], conditionNames: ['node', 'import', 'types', 'default'], exportsFields: ['exports'] },
  },
}
