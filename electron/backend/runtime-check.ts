/**
 * better-sqlite3 needs Node-API 10 and crashes without a word where it is missing, so every program asks first.
 * Imported for its effect, before anything else.
 */
import process from 'node:process'

const least = 10
const found = Number(process.versions.napi ?? 0)

if (found < least) {
  process.stderr.write(
    `Counterfoil needs Node.js 24 (Node-API ${least}); this is Node.js ${process.versions.node} (Node-API ${found}).\n` +
      'Run "npm ci" in the project folder, without --ignore-scripts: it brings the right Node.js for the npm scripts.\n' +
      'Then start through npm ("npm start", "npm test", "npm run cli"), not with another "node".\n',
  )
  process.exit(1)
}
