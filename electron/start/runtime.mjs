/** better-sqlite3 crashes without a word below Node-API 10, so every entry point asks first. */
export function isRuntimeUsable() {
  if (Number(process.versions.napi ?? 0) >= 10) return true
  process.stderr.write(
    `Counterfoil needs Node.js 24; this is Node.js ${process.versions.node}.\n` +
      'Run "npm ci" in this folder without --ignore-scripts: it brings the right Node.js along. Then start through npm ("npm start").\n',
  )
  return false
}
