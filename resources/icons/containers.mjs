// The two files that hold an icon in several sizes. Both take PNG pictures as they are.

/** Apple's type for each size in pixels; those with two are also the fine version of half the size. */
const appleTypes = { 16: ['icp4'], 32: ['icp5', 'ic11'], 64: ['icp6', 'ic12'], 128: ['ic07'], 256: ['ic08', 'ic13'], 512: ['ic09', 'ic14'], 1024: ['ic10'] }

/** macOS: a heading, then for each picture its type, its length with these eight bytes, and the PNG file. */
export function appleIcon(pictures) {
  const parts = pictures.flatMap(([size, png]) => (appleTypes[size] ?? []).map((type) => Buffer.concat([Buffer.from(type), length(png.length + 8), png])))
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from('icns'), length(body.length + 8), body])
}

function length(bytes) {
  const written = Buffer.alloc(4)
  written.writeUInt32BE(bytes)
  return written
}

/** Windows: a heading, an entry of sixteen bytes for each picture, then the PNG files. 256 pixels are written as 0. */
export function windowsIcon(pictures) {
  const heading = Buffer.alloc(6)
  heading.writeUInt16LE(1, 2) // an icon, not a pointer
  heading.writeUInt16LE(pictures.length, 4)
  let offset = heading.length + pictures.length * 16
  const entries = pictures.map(([size, png]) => {
    const entry = Buffer.alloc(16)
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4) // planes
    entry.writeUInt16LE(32, 6) // bits for each pixel
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([heading, ...entries, ...pictures.map(([, png]) => png)])
}
