/** Directions of knowledge. The picture is in ARCHITECTURE.md; this file holds it. */
const feature = (name) => `^electron/backend/${name}/`
const features = 'accounts|audit|exports|jobs|ledger|orders|people|polling|practice|reconciliation|settlements|shop|statistics'

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
      from: { path: '^electron/(desktop|preload|web|cli)/' },
      to: { path: '^electron/backend/', pathNot: '^electron/backend/(backend|host|runtime-check)\\.ts$', dependencyTypesNot: ['type-only'] },
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
      from: { path: feature('store') }, to: { path: `^electron/backend/(${features}|platforms|api)/` },
    },
    {
      name: 'platforms-know-no-store', severity: 'error',
      from: { path: feature('platforms') }, to: { path: `^electron/backend/(${features}|store|api)/` },
    },
    {
      name: 'adapters-do-not-know-each-other', severity: 'error',
      from: { path: '^electron/backend/platforms/([^/]+)/' },
      to: { path: '^electron/backend/platforms/([^/]+)/', pathNot: '^electron/backend/platforms/$1/' },
    },
    {
      name: 'nobody-reads-anothers-tables', severity: 'error',
      comment: 'A feature may use what another exports from its services, never its repository.',
      from: { path: `^electron/backend/(${features})/` },
      to: { path: `^electron/backend/(${features})/.*\\.repository\\.ts$`, pathNot: '^electron/backend/$1/', dependencyTypesNot: ['type-only'] },
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
